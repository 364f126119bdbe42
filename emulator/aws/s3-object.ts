import { fingerprint } from "../fingerprint";
import type { Model } from "../model";
import { anything, flag, needed, oneOf, optional, text } from "../shape";
import { tags } from "./tags";
import { region } from "./tags";
import { bucketMustExist } from "./s3-companion";

const source = "S3 API reference: PutObject";

export const bucketObject = objectModel("BucketObject", []);
export const bucketObjectv2 = objectModel("BucketObjectv2", ["checksumAlgorithm", "overrideProvider"]);

/** Both classes write the same objects. */
function objectModel(name: string, more: readonly string[]): Model {
  return {
    type: `aws:s3/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
    source,
    scope: "world",
    inputs: {
      ...tags,
      ...region,
      bucket: needed(text({ min: 1 })),
      key: text({ min: 1, max: 1024, source: "S3 user guide: object key naming" }),
      source: anything,
      serverSideEncryption: oneOf(["AES256", "aws:kms", "aws:kms:dsse"], source),
      bucketKeyEnabled: flag,
      forceDestroy: flag,
      storageClass: text(),
      ...optional(text(), "acl", "cacheControl", "content", "contentBase64", "contentDisposition"),
      ...optional(text(), "contentEncoding", "contentLanguage", "contentType", "etag", "kmsKeyId"),
      ...optional(text(), "objectLockLegalHoldStatus", "objectLockMode", "objectLockRetainUntilDate"),
      ...optional(text(), "sourceHash", "websiteRedirect"),
      ...optional(anything, "metadata", ...more),
    },
    autoname: { input: "key", make: (key) => key },
    physicalName: (subject) => {
      const [bucket, key] = [subject.text("bucket"), subject.text("key")];
      return bucket === undefined || key === undefined ? undefined : `${bucket}/${key}`;
    },
    check: (subject) => {
      bucketMustExist(subject, "bucket");
      const given = ["content", "contentBase64", "source"].filter((input) => subject.isGiven(input));
      if (given.length > 1)
        subject.reject(
          "object-content",
          `${given.map((input) => `'${input}'`).join(" and ")} exclude each other`,
          "Terraform AWS provider: s3_object",
        );
    },
    compute: (subject, path) => ({
      id: subject.text("key") ?? path,
      outputs: {
        arn: `arn:${subject.partition}:s3:::${path}`,
        versionId: fingerprint(32, subject.account, subject.region, path),
      },
    }),
  };
}
