import type { Place } from "./arns";
import { accountRootArn, bucketArn } from "./arns";
import type { PolicyDocument, Statement } from "./iam/document";
import { policyDocument } from "./iam/document";

/** A customer-managed key and the one alias by which identity policies name it. */
export interface KeyPlan {
  readonly alias: string;
  readonly place: Place;
  readonly description: string;
  readonly policy: PolicyDocument;
}

/** A bucket with everything that makes it safe: encrypted, versioned, private, TLS only, owner enforced. */
export interface BucketPlan {
  readonly name: string;
  readonly place: Place;
  readonly policy: PolicyDocument;
  /** Absent: the bucket's own encryption (SSE-S3), the only one that S3 server access logging can write to. */
  readonly keyAlias?: string;
  /** Bucket that receives the access log, with the prefix; absent for the log bucket itself. */
  readonly accessLog?: { readonly bucket: string; readonly prefix: string };
  readonly lifecycle: readonly LifecycleRule[];
}

export interface LifecycleRule {
  readonly id: string;
  readonly prefix: string;
  readonly expireAfterDays?: number;
  readonly noncurrentDays: number;
  readonly abortUploadsAfterDays: number;
}

/**
 * Who administers a key: the account, through its own IAM, which also keeps it from being locked out.
 * Administration is not use: nobody can read with these actions.
 */
export function administerKey(place: Place): Statement {
  return {
    Sid: "AdministeredByTheAccount",
    Effect: "Allow",
    Principal: { AWS: [accountRootArn(place)] },
    Action: [
      "kms:CancelKeyDeletion",
      "kms:CreateAlias",
      "kms:DeleteAlias",
      "kms:DescribeKey",
      "kms:DisableKey",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListAliases",
      "kms:ListGrants",
      "kms:ListKeyPolicies",
      "kms:ListResourceTags",
      "kms:PutKeyPolicy",
      "kms:RevokeGrant",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateAlias",
      "kms:UpdateKeyDescription",
    ],
    Resource: ["*"],
  };
}

/** Use of a key by named roles, through one service only. */
export function roleUseOfKey(
  sid: string,
  place: Place,
  through: string,
  roleArns: readonly string[],
  actions: readonly string[],
): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { AWS: roleArns },
    Action: actions,
    Resource: ["*"],
    Condition: { StringEquals: { "kms:ViaService": [`${through}.${place.region}.amazonaws.com`] } },
  };
}

/**
 * The one who creates an encrypted repository lets ECR keep a grant on the key for it (ECR guide, "Encryption
 * at rest").
 */
export function grantKeyToRepository(place: Place, roleArns: readonly string[]): Statement {
  return {
    Sid: "GrantUseToRepository",
    Effect: "Allow",
    Principal: { AWS: roleArns },
    Action: ["kms:CreateGrant"],
    Resource: ["*"],
    Condition: {
      StringEquals: { "kms:ViaService": [`ecr.${place.region}.amazonaws.com`] },
      Bool: { "kms:GrantIsForAWSResource": ["true"] },
    },
  };
}

/** Statements that every bucket carries: TLS, and, with a key, no object under another algorithm. */
export function protectBucket(place: Place, bucket: string, withKey: boolean): readonly Statement[] {
  const arn = bucketArn(place, bucket);
  return [
    {
      Sid: "OnlyTls",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:*"],
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": ["false"] } },
    },
    ...(withKey
      ? [
          {
            Sid: "OnlyKmsEncryption",
            Effect: "Deny",
            Principal: "*",
            Action: ["s3:PutObject"],
            Resource: [`${arn}/*`],
            // A put that names no algorithm gets the bucket's default, which is the key.
            Condition: {
              StringNotEquals: { "s3:x-amz-server-side-encryption": ["aws:kms"] },
              Null: { "s3:x-amz-server-side-encryption": ["false"] },
            },
          } satisfies Statement,
        ]
      : []),
  ];
}

export function bucketPolicy(
  place: Place,
  bucket: string,
  withKey: boolean,
  more: readonly Statement[] = [],
): PolicyDocument {
  return policyDocument([...protectBucket(place, bucket, withKey), ...more]);
}
