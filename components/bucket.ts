import {
  Bucket,
  BucketLifecycleConfiguration,
  BucketLogging,
  BucketOwnershipControls,
  BucketPolicy,
  BucketPublicAccessBlock,
  BucketServerSideEncryptionConfiguration,
  BucketVersioning,
} from "@pulumi/aws/s3";
import type { CustomResourceOptions, Input, Output, Resource } from "@pulumi/pulumi";
import { documentText } from "../blueprint/iam/document";
import type { BucketPlan } from "../blueprint/storage";
import type { Principals } from "./principals";

/** A rendered bucket; `complete` is what must exist before a service may deliver into it. */
export interface RenderedBucket {
  readonly bucket: Output<string>;
  readonly complete: Resource[];
}

/**
 * Renders a bucket and everything that makes it safe. `keyArn` is the key's ARN where the plan names an
 * alias; without one the bucket encrypts with S3's own key.
 */
export function renderBucket(
  name: string,
  plan: BucketPlan,
  keyArn: Input<string> | undefined,
  principals: Principals,
  opts: CustomResourceOptions,
): RenderedBucket {
  const { protect, ...inherited } = opts;
  const { region } = plan.place;
  const made = new Bucket(
    name,
    { region, bucket: plan.name, forceDestroy: false },
    { ...inherited, protect },
  );
  const { bucket } = made;
  new BucketVersioning(
    `${name}-versioning`,
    { region, bucket, versioningConfiguration: { status: "Enabled" } },
    inherited,
  );
  new BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      region,
      bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: keyArn
            ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn }
            : { sseAlgorithm: "AES256" },
          bucketKeyEnabled: keyArn !== undefined,
        },
      ],
    },
    inherited,
  );
  new BucketPublicAccessBlock(
    `${name}-public-access`,
    {
      region,
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    inherited,
  );
  new BucketOwnershipControls(
    `${name}-ownership`,
    { region, bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    inherited,
  );
  new BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    {
      region,
      bucket,
      rules: plan.lifecycle.map((rule) => ({
        id: rule.id,
        status: "Enabled",
        filter: { prefix: rule.prefix },
        noncurrentVersionExpiration: { noncurrentDays: rule.noncurrentDays },
        abortIncompleteMultipartUpload: { daysAfterInitiation: rule.abortUploadsAfterDays },
        ...(rule.expireAfterDays === undefined ? {} : { expiration: { days: rule.expireAfterDays } }),
      })),
    },
    inherited,
  );
  const policy = new BucketPolicy(
    `${name}-policy`,
    { region, bucket, policy: documentText(plan.policy) },
    { ...inherited, dependsOn: principals.namedBy(plan.policy) },
  );
  if (plan.accessLog) {
    new BucketLogging(
      `${name}-access-log`,
      { region, bucket, targetBucket: plan.accessLog.bucket, targetPrefix: plan.accessLog.prefix },
      inherited,
    );
  }
  return { bucket, complete: [made, policy] };
}
