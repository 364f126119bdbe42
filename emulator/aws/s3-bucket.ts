import { dashed } from "../autoname";
import type { Model } from "../model";
import { anything, flag, oneOf, optional, text } from "../shape";
import { tokens } from "../type-tokens";
import { region, tags } from "./tags";

const naming = "S3 user guide: general purpose bucket naming rules";

/** A bucket's name is unique in the world, not only in its account. */
export const bucket: Model = {
  type: tokens.bucket,
  source: "S3 API reference: CreateBucket",
  scope: "world",
  inputs: {
    ...tags,
    ...region,
    bucket: text({
      min: 3,
      max: 63,
      matches:
        /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)(?!\d+(\.\d+){3}$)[a-z0-9]([a-z0-9-]|\.(?!\.))*[a-z0-9]$/,
      says: "lower-case letters, digits, '-' and single '.', a letter or digit at both ends, none of the reserved prefixes and suffixes",
      source: naming,
    }),
    bucketPrefix: text({ max: 37, source: naming }),
    bucketNamespace: oneOf(["account-regional", "global"]),
    forceDestroy: flag,
    objectLockEnabled: flag,
    acl: text(),
    requestPayer: oneOf(["BucketOwner", "Requester"]),
    accelerationStatus: oneOf(["Enabled", "Suspended"]),
    ...optional(
      anything,
      ...["corsRules", "grants", "lifecycleRules", "logging", "objectLockConfiguration", "policy"],
      ...["replicationConfiguration", "serverSideEncryptionConfiguration", "versioning", "website"],
    ),
  },
  autoname: { input: "bucket", make: (name, suffix) => dashed(name.toLowerCase(), suffix) },
  physicalName: (subject) => subject.text("bucket"),
  check: (subject) => {
    for (const input of [
      "policy",
      "lifecycleRules",
      "logging",
      "serverSideEncryptionConfiguration",
      "versioning",
    ])
      if (subject.isGiven(input))
        subject.reject(
          "deprecated-input",
          `'${input}' of a bucket is deprecated and not judged here; use the resource of its own`,
          "Pulumi AWS provider: s3.Bucket",
        );
  },
  compute: (subject, name) => ({
    id: name,
    outputs: {
      arn: `arn:${subject.partition}:s3:::${name}`,
      bucketDomainName: `${name}.s3.amazonaws.com`,
      bucketRegion: subject.region,
      bucketRegionalDomainName: `${name}.s3.${subject.region}.amazonaws.com`,
      hostedZoneId: "Z0000000000000000000",
    },
  }),
};
