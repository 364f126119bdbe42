import { codebuildEncryptedCmk } from "../../../../policy-pack/policies/codebuild/codebuild-encrypted-cmk";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { buildOf, storeKey } from "./builds.stack";

const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/7f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";
const encryptionKey = "arn:aws:kms:eu-central-1:111111111111:alias/payments-artifacts";

export const table: DecisionTable = {
  rule: codebuildEncryptedCmk,
  rows: [
    {
      when: "the key is one of the stack, whose ARN is not known yet",
      shows: "pass",
      stack: [storeKey, buildOf({ encryptionKey: unknown }, { madeFrom: { encryptionKey: ["store-key"] } })],
    },
    { when: "the key is named by an alias", shows: "pass", stack: [buildOf({ encryptionKey })] },
    {
      when: "the key is one of the stack by its ARN",
      shows: "pass",
      stack: [{ ...storeKey, props: { arn: keyArn } }, buildOf({ encryptionKey: keyArn })],
    },
    {
      when: "no key is named",
      shows: "violation",
      stack: [buildOf({}, { foreseen: { name: "payments-build", encryptionKey: unknown } })],
      says: [
        "mandatory project-payments-build: Build project payments-build names no key, so AWS's own key for S3 encrypts what it stores.",
      ],
      inFull: [
        [
          "Build project payments-build names no key, so AWS's own key for S3 encrypts what it stores.",
          "  at: encryptionKey",
          "  why: CICD-SEC-9: with a key of your own its policy decides who reads and replaces an artifact, not the bucket alone",
          "  fix: give encryptionKey the ARN of a KMS key of this stack, or its alias",
        ].join("\n"),
      ],
    },
    {
      when: "the key is AWS's own",
      shows: "violation",
      stack: [buildOf({ encryptionKey: "arn:aws:kms:eu-central-1:111111111111:alias/aws/s3" })],
      says: [
        "mandatory project-payments-build: Build project payments-build encrypts with a key of AWS's own.",
      ],
    },
    {
      when: "a secondary artifact's encryption is off",
      shows: "violation",
      stack: [buildOf({ encryptionKey, secondaryArtifacts: [{ type: "S3", encryptionDisabled: true }] })],
      says: [
        "mandatory project-payments-build: Build project payments-build stores artifacts without encryption.",
      ],
    },
    {
      when: "a key is named by its ARN and is not in the stack",
      shows: "unknown",
      stack: [storeKey, buildOf({ encryptionKey: keyArn })],
      says: [
        "advisory project-payments-build: Undetermined: whether the key of build project payments-build is one of AWS's own can't be seen.",
      ],
    },
    {
      when: "the key comes from something that is no key",
      shows: "unknown",
      stack: [
        { ...storeKey, type: "pulumi:pulumi:StackReference", name: "other" },
        buildOf({ encryptionKey: unknown }, { madeFrom: { encryptionKey: ["other"] } }),
      ],
      says: [
        "advisory project-payments-build: Undetermined: whether the key of build project payments-build is one of AWS's own can't be seen.",
      ],
    },
    {
      when: "whether encryption is off is not known yet",
      shows: "unknown",
      stack: [buildOf({ encryptionKey, artifacts: { type: "S3", encryptionDisabled: unknown } })],
      says: [
        "advisory project-payments-build: Undetermined: whether build project payments-build encrypts its artifacts is not known yet.",
      ],
    },
    {
      when: "encryption is off where there are no artifacts",
      shows: "near miss",
      stack: [buildOf({ encryptionKey, artifacts: { type: "NO_ARTIFACTS", encryptionDisabled: true } })],
    },
    {
      when: "an alias only begins like AWS's",
      shows: "near miss",
      stack: [buildOf({ encryptionKey: "alias/aws-artifacts" })],
    },
    {
      when: "there is no project",
      shows: "not applicable",
      stack: [storeKey],
      notApplicable: ["the stack has no build project"],
    },
  ],
};
