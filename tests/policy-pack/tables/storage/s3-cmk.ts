import { s3Cmk } from "../../../../policy-pack/policies/storage/s3-cmk";
import { unknown } from "../../handed";
import { project } from "../../road";
import type { DecisionTable } from "../table";
import { artifactKey, bucket, bucketName, encrypted, formerBucket, madeFromKey, side } from "./buckets.stack";

const logs = {
  ...bucket({ bucket: "payments-logs" }),
  name: "logs",
};
const logging = side("logging", { targetBucket: "payments-logs" });
const ours = [bucket(), artifactKey, side("encryption", encrypted(), madeFromKey)];

export const table: DecisionTable = {
  rule: s3Cmk,
  rows: [
    { when: "the key is the stack's, and its ARN is not known yet", shows: "pass", stack: ours },
    {
      when: "the key is named by an alias",
      shows: "pass",
      stack: [bucket(), side("encryption", encrypted("alias/payments-artifacts"))],
    },
    {
      when: "nothing is said of encryption",
      shows: "violation",
      stack: [bucket()],
      says: ["mandatory artifacts: Bucket payments-artifacts encrypts with S3's own key, by default of S3."],
    },
    {
      when: "S3's own key encrypts",
      shows: "violation",
      stack: [
        bucket(),
        side("encryption", { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] }),
      ],
      says: [
        "mandatory artifacts-encryption: Bucket payments-artifacts encrypts with S3's own key (AES256).",
      ],
      inFull: [
        `Bucket payments-artifacts encrypts with S3's own key (AES256).
  at: rules[0]
  why: CICD-SEC-7: only the policy of a key of our own decides, beside the bucket's, who reads and replaces what is in it
  fix: set sseAlgorithm aws:kms, kmsMasterKeyId to a key of this stack, and bucketKeyEnabled true`,
      ],
    },
    {
      when: "KMS encrypts without a key of ours",
      shows: "violation",
      stack: [bucket(), side("encryption", encrypted(null))],
      says: ["mandatory artifacts-encryption: Bucket payments-artifacts encrypts with a key of AWS's own."],
    },
    {
      when: "AWS's key is named by its alias, in an ARN",
      shows: "violation",
      stack: [bucket(), side("encryption", encrypted("arn:aws:kms:eu-central-1:111111111111:alias/aws/s3"))],
      says: ["mandatory artifacts-encryption: Bucket payments-artifacts encrypts with a key of AWS's own."],
    },
    {
      when: "there is no bucket key",
      shows: "violation",
      stack: [
        bucket(),
        artifactKey,
        side("encryption", encrypted(unknown, { bucketKeyEnabled: false }), madeFromKey),
      ],
      says: [
        "mandatory artifacts-encryption: Bucket payments-artifacts asks KMS for a data key an object, for want of a bucket key.",
      ],
    },
    {
      when: "the bucket's own property, under its former token, names no key",
      shows: "violation",
      stack: [
        formerBucket({
          serverSideEncryptionConfigurations: [
            { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms" }] }] },
          ],
        }),
      ],
      says: ["mandatory artifacts: Bucket payments-artifacts encrypts with a key of AWS's own."],
    },
    {
      when: "a log target also holds artifacts",
      shows: "violation",
      stack: [
        ...ours,
        logging,
        logs,
        project("payments-build", undefined, {
          props: { artifacts: { type: "S3", location: "payments-logs" } },
        }),
      ],
      says: ["mandatory logs: Bucket payments-logs encrypts with S3's own key, by default of S3."],
    },
    {
      when: "the key is named by id, and stands in no resource of the stack",
      shows: "unknown",
      stack: [bucket(), side("encryption", encrypted("3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d"))],
      says: [
        "advisory artifacts-encryption: Undetermined: whether bucket payments-artifacts encrypts with a key of ours can't be seen.",
      ],
    },
    {
      when: "the key is not known yet, and made from nothing that the stack shows",
      shows: "unknown",
      stack: [bucket(), side("encryption", encrypted())],
      says: [
        "advisory artifacts-encryption: Undetermined: whether bucket payments-artifacts encrypts with a key of ours can't be seen.",
      ],
    },
    {
      when: "the rules are not known yet",
      shows: "unknown",
      stack: [bucket(), side("encryption", { rules: unknown })],
      says: [
        "advisory artifacts-encryption: Undetermined: whether bucket payments-artifacts encrypts with a key of ours can't be seen.",
      ],
    },
    {
      when: "what AWS reported of a new bucket says otherwise than its side resource",
      shows: "near miss",
      stack: [
        bucket({
          serverSideEncryptionConfiguration: {
            rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
          },
        }),
        ...ours.slice(1),
      ],
    },
    {
      when: "two layers of encryption have no bucket key",
      shows: "near miss",
      stack: [
        bucket(),
        side("encryption", {
          rules: [
            {
              applyServerSideEncryptionByDefault: {
                sseAlgorithm: "aws:kms:dsse",
                kmsMasterKeyId: "alias/payments-artifacts",
              },
            },
          ],
        }),
      ],
    },
    { when: "a bucket only receives access logs", shows: "near miss", stack: [...ours, logging, logs] },
    {
      when: "a bucket only receives access logs, and its name is not known yet",
      shows: "near miss",
      stack: [
        ...ours,
        { ...logs, props: { bucket: unknown } },
        side("logging", { targetBucket: unknown }, { madeFrom: { targetBucket: ["logs"] } }),
      ],
    },
    {
      when: "there is no bucket",
      shows: "not applicable",
      stack: [side("encryption", { bucket: bucketName, rules: [] })],
      notApplicable: ["the stack has no bucket"],
    },
  ],
};
