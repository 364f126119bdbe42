import type { Entity } from "../inventory";
import { quoted } from "../judge-shape";
import type { Computed, Model } from "../model";
import { wholeWorld } from "../placement";
import type { Fields, Shape } from "../shape";
import { flag, list, needed, number, object, oneOf, optional, text } from "../shape";
import type { Subject } from "../subject";
import { textAt } from "../tree";
import { tokens } from "../type-tokens";
import { region } from "./tags";

const owned: Fields = { expectedBucketOwner: text({ matches: /^\d{12}$/, says: "an account id" }) };

/** A part of a bucket's configuration: a bucket has one of each, so two resources would overwrite each other. */
export function companion(
  name: string,
  source: string,
  inputs: Fields,
  check?: (subject: Subject) => void,
  parent?: (subject: Subject) => string | undefined,
): Model {
  const lowerFirst = name.charAt(0).toLowerCase() + name.slice(1);
  return {
    type: `aws:s3/${lowerFirst}:${name}`,
    source,
    scope: "world",
    inputs: { ...region, bucket: needed(text({ min: 1 })), ...inputs },
    physicalName: (subject) => subject.text("bucket"),
    ...(parent ? { parent } : {}),
    check: (subject) => {
      bucketMustExist(subject, "bucket");
      check?.(subject);
    },
    compute: (_subject, bucket): Computed => ({ id: bucket, outputs: {} }),
  };
}

/** The bucket that an input names, which must stand in the resource's own account and region. */
export function bucketMustExist(subject: Subject, input: string): Entity | undefined {
  const name = subject.text(input);
  if (name === undefined) return undefined;
  const bucket = subject.world.named(tokens.bucket, wholeWorld, name);
  if (!bucket) {
    subject.reject("bucket-exists", `'${input}' names bucket ${quoted(name)}, which does not exist`);
    return undefined;
  }
  const place = `${textAt(bucket.facts, "account") ?? "?"}, region ${textAt(bucket.facts, "region") ?? "?"}`;
  const wanted = `${subject.account}, region ${subject.region}`;
  if (place !== wanted)
    subject.reject(
      "bucket-place",
      `bucket ${quoted(name)} stands in account ${place}, this resource in account ${wanted}; a companion repeats its bucket's provider and region`,
      "Pulumi AWS provider 7: enhanced region support",
    );
  return bucket;
}

export const bucketVersioning = companion("BucketVersioning", "S3 API reference: PutBucketVersioning", {
  ...owned,
  mfa: text(),
  versioningConfiguration: needed(
    object({
      status: needed(oneOf(["Enabled", "Suspended", "Disabled"])),
      mfaDelete: oneOf(["Enabled", "Disabled"]),
    }),
  ),
});

const encryptionPage = "S3 API reference: PutBucketEncryption";

export const bucketServerSideEncryptionConfiguration = companion(
  "BucketServerSideEncryptionConfiguration",
  encryptionPage,
  {
    ...owned,
    rules: needed(
      list(
        object({
          applyServerSideEncryptionByDefault: object({
            sseAlgorithm: needed(oneOf(["AES256", "aws:kms", "aws:kms:dsse"], encryptionPage)),
            kmsMasterKeyId: text({ min: 1, max: 2048 }),
          }),
          bucketKeyEnabled: flag,
          blockedEncryptionTypes: list(text()),
        }),
        { min: 1, max: 1, source: encryptionPage },
      ),
    ),
  },
  (subject) => {
    const by = "rules.0.applyServerSideEncryptionByDefault";
    if (subject.text(`${by}.sseAlgorithm`) === "AES256" && subject.isGiven(`${by}.kmsMasterKeyId`))
      subject.reject(
        "encryption-key",
        "'kmsMasterKeyId' is given with 'sseAlgorithm' AES256; a key needs aws:kms",
      );
  },
);

export const bucketPublicAccessBlock = companion(
  "BucketPublicAccessBlock",
  "S3 API reference: PutPublicAccessBlock",
  optional(
    flag,
    "blockPublicAcls",
    "blockPublicPolicy",
    "ignorePublicAcls",
    "restrictPublicBuckets",
    "skipDestroy",
  ),
);

export const bucketOwnershipControls = companion(
  "BucketOwnershipControls",
  "S3 API reference: PutBucketOwnershipControls",
  {
    rule: needed(
      object({
        objectOwnership: needed(oneOf(["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"])),
      }),
    ),
  },
);

export const daysShape: Shape = number({ min: 1, max: 2_147_483_647 });
