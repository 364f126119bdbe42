import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Account } from "../../road";
import { deny, document, pipeline, provider } from "../../road";

export const bucketName = "payments-artifacts";
export const bucketArn = `arn:aws:s3:::${bucketName}`;

/** A key as a preview foresees it: what names it is not known yet. */
export const artifactKey: Written = {
  type: "aws:kms/key:Key",
  name: "store-key",
  provider: provider("devops"),
  props: { enableKeyRotation: true, arn: unknown, keyId: unknown },
};

export const onlyTls = deny("s3:*", [bucketArn, `${bucketArn}/*`], {
  Sid: "OnlyTls",
  Principal: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

export const onlyKms = deny("s3:PutObject", `${bucketArn}/*`, {
  Sid: "OnlyKms",
  Principal: "*",
  Condition: {
    StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
    Null: { "s3:x-amz-server-side-encryption": "false" },
  },
});

const sideTypes = {
  block: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  encryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  versioning: "aws:s3/bucketVersioning:BucketVersioning",
  lifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  logging: "aws:s3/bucketLogging:BucketLogging",
  ownership: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  policy: "aws:s3/bucketPolicy:BucketPolicy",
} as const;

export type SideName = keyof typeof sideTypes;

export function side(name: SideName, props: Record<string, unknown>, more: Partial<Written> = {}): Written {
  return {
    type: sideTypes[name],
    name: `artifacts-${name}`,
    provider: provider("devops"),
    ...more,
    props: { bucket: bucketName, ...props },
  };
}

export function bucket(props: Record<string, unknown> = {}, account: Account = "devops"): Written {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "artifacts",
    provider: provider(account),
    props: { bucket: bucketName, forceDestroy: false, region: "eu-central-1", ...props },
  };
}

export const closed = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

export const encrypted = (kmsMasterKeyId: unknown = unknown, more: Record<string, unknown> = {}) => ({
  rules: [
    {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId },
      bucketKeyEnabled: true,
      ...more,
    },
  ],
});

export const madeFromKey = { madeFrom: { rules: ["store-key"] } };

export function policy(...statements: readonly Record<string, unknown>[]): Written {
  return side("policy", { policy: document(statements) });
}

/** The same as the property of an older form: a bucket under its former token. */
export function formerBucket(props: Record<string, unknown>): Written {
  return { ...bucket(props), type: "aws:s3/bucketV2:BucketV2" };
}

/** A pipeline that keeps its artifacts in the bucket. */
export const keepsArtifacts: Written = pipeline([], {
  props: { artifactStores: [{ location: bucketName, type: "S3" }] },
});

/** A side resource of which nobody knows whose it is. */
export const ofUnknownBucket = { bucket: unknown };
