import { ecrCmk } from "../../../../policy-pack/policies/storage/ecr-cmk";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { artifactKey } from "./buckets.stack";
import { noRepository, repository } from "./repositories.stack";

const by = (configuration: Record<string, unknown>, madeFrom: readonly string[] = []) =>
  repository(
    { encryptionConfigurations: [configuration] },
    { madeFrom: { encryptionConfigurations: madeFrom } },
  );

export const table: DecisionTable = {
  rule: ecrCmk,
  rows: [
    {
      when: "the key is the stack's, and its ARN is not known yet",
      shows: "pass",
      stack: [artifactKey, by({ encryptionType: "KMS", kmsKey: unknown }, ["store-key"])],
    },
    {
      when: "nothing is said of encryption",
      shows: "violation",
      stack: [repository()],
      says: ["advisory images: Repository payments-assets encrypts with ECR's own key."],
      inFull: [
        `Repository payments-assets encrypts with ECR's own key.
  why: only the policy of a key of our own says who may read images
  fix: set encryptionType KMS and kmsKey to a key of this stack; the repository is made anew`,
      ],
    },
    {
      when: "nothing is said, and what AWS will report is announced",
      shows: "violation",
      stack: [repository({ encryptionConfigurations: unknown })],
      says: ["advisory images: Repository payments-assets encrypts with ECR's own key."],
    },
    {
      when: "ECR's own key encrypts",
      shows: "violation",
      stack: [by({ encryptionType: "AES256" })],
      says: ["advisory images: Repository payments-assets encrypts with ECR's own key."],
    },
    {
      when: "KMS encrypts without a key of ours",
      shows: "violation",
      stack: [by({ encryptionType: "KMS" })],
      says: ["advisory images: Repository payments-assets encrypts with a key of AWS's own."],
    },
    {
      when: "AWS's key is named by its alias",
      shows: "violation",
      stack: [by({ encryptionType: "KMS", kmsKey: "alias/aws/ecr" })],
      says: ["advisory images: Repository payments-assets encrypts with a key of AWS's own."],
    },
    {
      when: "the key stands in no resource of the stack",
      shows: "unknown",
      stack: [
        by({
          encryptionType: "KMS",
          kmsKey: "arn:aws:kms:eu-central-1:111111111111:key/3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
        }),
      ],
      says: [
        "advisory images: Undetermined: whether repository payments-assets encrypts with a key of ours can't be seen.",
      ],
    },
    {
      when: "how it encrypts is not known yet",
      shows: "unknown",
      stack: [by({ encryptionType: unknown })],
      says: [
        "advisory images: Undetermined: whether repository payments-assets encrypts with a key of ours can't be seen.",
      ],
    },
    {
      when: "the key is named by an alias in an ARN",
      shows: "near miss",
      stack: [
        by({ encryptionType: "KMS", kmsKey: "arn:aws:kms:eu-central-1:111111111111:alias/payments-images" }),
      ],
    },
    {
      when: "there is no repository",
      shows: "not applicable",
      stack: [artifactKey],
      notApplicable: noRepository,
    },
  ],
};
