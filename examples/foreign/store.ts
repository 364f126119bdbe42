import * as aws from "@pulumi/aws";
import type { Statement } from "./accounts";
import { allow, document, region, tools } from "./accounts";

const { id, options } = tools;

/** One key for what the delivery keeps and sends: artifacts, build logs, notices. */
const keyAlias = "alias/shop-delivery";
export const keyAliasArn = `arn:aws:kms:${region}:${id}:${keyAlias}`;

export const key = new aws.kms.Key(
  "key",
  {
    description: "Artifacts, build logs and notices of shop",
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: document(
      {
        Sid: "AdministeredByTheAccount",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${id}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "EncryptBuildLogs",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${id}:log-group:/aws/codebuild/shop-*`,
          },
        },
      },
      {
        Sid: "EncryptNotices",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
      },
    ),
  },
  { ...options, protect: true },
);
export const alias = new aws.kms.Alias("key-alias", { name: keyAlias, targetKeyId: key.keyId }, options);

/** Lets a role use the key through one service. The key's ARN is known only once it exists; its alias is before. */
export function useKey(service: "s3" | "sns", ...actions: string[]): Statement {
  return allow(actions, `arn:aws:kms:${region}:${id}:key/*`, {
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias },
    StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` },
  });
}

/** The platform team's bucket for access logs, which is none of this stack. */
const accessLogs = `acme-access-logs-${id}-${region}`;

export const bucketName = `shop-artifacts-${id}-${region}`;
export const bucketArn = `arn:aws:s3:::${bucketName}`;

/** Objects of an artifact of the pipeline shop. */
export function artifact(name: string): string {
  return `${bucketArn}/shop/${name}/*`;
}

export const bucket = new aws.s3.Bucket("artifacts", { bucket: bucketName }, { ...options, protect: true });
new aws.s3.BucketPublicAccessBlock(
  "artifacts-closed",
  {
    bucket: bucketName,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  },
  { ...options, dependsOn: bucket },
);
new aws.s3.BucketOwnershipControls(
  "artifacts-owner",
  { bucket: bucketName, rule: { objectOwnership: "BucketOwnerEnforced" } },
  { ...options, dependsOn: bucket },
);
new aws.s3.BucketVersioning(
  "artifacts-versions",
  { bucket: bucketName, versioningConfiguration: { status: "Enabled" } },
  { ...options, dependsOn: bucket },
);
new aws.s3.BucketServerSideEncryptionConfiguration(
  "artifacts-encryption",
  {
    bucket: bucketName,
    rules: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
        bucketKeyEnabled: true,
      },
    ],
  },
  { ...options, dependsOn: bucket },
);
new aws.s3.BucketLifecycleConfiguration(
  "artifacts-lifecycle",
  {
    bucket: bucketName,
    rules: [
      {
        id: "releases",
        status: "Enabled",
        filter: { prefix: "" },
        expiration: { days: 365 },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
    ],
  },
  { ...options, dependsOn: bucket },
);
new aws.s3.BucketLogging(
  "artifacts-logging",
  { bucket: bucketName, targetBucket: accessLogs, targetPrefix: `${bucketName}/` },
  { ...options, dependsOn: bucket },
);
new aws.s3.BucketPolicy(
  "artifacts-policy",
  {
    bucket: bucketName,
    policy: document(
      {
        Sid: "OnlyTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "OnlyKms",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: `${bucketArn}/*`,
        Condition: {
          StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
          Null: { "s3:x-amz-server-side-encryption": "false" },
        },
      },
    ),
  },
  { ...options, dependsOn: bucket },
);
