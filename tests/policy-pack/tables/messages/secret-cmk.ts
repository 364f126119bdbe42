import { secretCmk } from "../../../../policy-pack/policies/messages/secret-cmk";
import { unknown } from "../../handed";
import { settings } from "../../road";
import type { DecisionTable } from "../table";
import { noSecret, secret } from "./secrets.stack";
import { key } from "./topics.stack";

const says = (what: string) => `mandatory token: ${what}.`;
const unseenKey =
  "advisory token: Undetermined: whether secret payments-token is encrypted with a key of ours can't be seen.";

export const table: DecisionTable = {
  rule: secretCmk,
  rows: [
    { when: "an alias of the customer is named", shows: "pass", stack: [secret()] },
    {
      when: "the key of the stack is named, whose ARN is not known yet, and the longest window",
      shows: "pass",
      stack: [
        key,
        secret({ kmsKeyId: unknown, recoveryWindowInDays: 30 }, { madeFrom: { kmsKeyId: ["notices-key"] } }),
      ],
    },
    {
      when: "no key is named",
      shows: "violation",
      stack: [secret({ kmsKeyId: undefined })],
      says: [says("Secret payments-token is encrypted with the key that AWS takes by default")],
      inFull: [
        `Secret payments-token is encrypted with the key that AWS takes by default.
  at: kmsKeyId
  why: CICD-SEC-6: AWS's own key opens the secret to whoever the account's identity policies let read it
  fix: set kmsKeyId to a key of this stack`,
      ],
    },
    {
      when: "AWS's own key is named in full",
      shows: "violation",
      stack: [secret({ kmsKeyId: "arn:aws:kms:eu-central-1:111111111111:alias/aws/secretsmanager" })],
      says: [says("Secret payments-token is encrypted with a key of AWS's own")],
    },
    {
      when: "a replica names no key",
      shows: "violation",
      stack: [secret({ replicas: [{ region: "eu-west-1" }] })],
      says: [says("Replica 1 of secret payments-token is encrypted with the key that AWS takes by default")],
    },
    {
      when: "the secret is deleted at once",
      shows: "violation",
      stack: [secret({ recoveryWindowInDays: 0 })],
      says: [says("Secret payments-token is deleted 0 days after the order, which is less than 7")],
    },
    {
      when: "the window is shorter than the policy's config asks",
      shows: "violation",
      stack: [secret({ recoveryWindowInDays: 7 })],
      circumstances: { settings, config: { minDays: 14 } },
      says: [says("Secret payments-token is deleted 7 days after the order, which is less than 14")],
    },
    {
      when: "the id of a key that is not in the stack is named",
      shows: "unknown",
      stack: [secret({ kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" })],
      says: [unseenKey],
    },
    {
      when: "the window is not known yet",
      shows: "unknown",
      stack: [secret({ recoveryWindowInDays: unknown })],
      says: [
        "advisory token: Undetermined: how long secret payments-token waits before it is deleted can't be seen.",
      ],
    },
    {
      when: "a key of the stack is named by its id",
      shows: "near miss",
      stack: [
        { ...key, props: { keyId: "1234abcd-12ab-34cd-56ef-1234567890ab" } },
        secret({ kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" }),
      ],
    },
    {
      when: "a replica names a key of its own region",
      shows: "near miss",
      stack: [secret({ replicas: [{ region: "eu-west-1", kmsKeyId: "alias/payments-secrets" }] })],
    },
    { when: "there is no secret", shows: "not applicable", stack: [], notApplicable: noSecret },
  ],
};
