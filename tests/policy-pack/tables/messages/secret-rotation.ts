import { secretRotation } from "../../../../policy-pack/policies/messages/secret-rotation";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { provider, settings } from "../../road";
import type { DecisionTable } from "../table";
import { noSecret, secret } from "./secrets.stack";

const rotation = (rotationRules: unknown, more: Record<string, unknown> = {}): Written => ({
  type: "aws:secretsmanager/secretRotation:SecretRotation",
  name: "rotation",
  provider: provider("devops"),
  props: { secretId: "payments-token", rotationRules, ...more },
});
const scheduled = (scheduleExpression: string) => rotation({ scheduleExpression });
const tooLong = (days: number) =>
  `advisory rotation: Secret payments-token may stay the same for ${days} days, which is more than 90.`;
const unseen = "Undetermined: how often secret payments-token is rotated can't be seen.";

export const table: DecisionTable = {
  rule: secretRotation,
  rows: [
    {
      when: "the secret is rotated every 30 days",
      shows: "pass",
      stack: [secret(), rotation({ automaticallyAfterDays: 30 })],
    },
    {
      when: "the rotation is made from the secret, on the first of the month",
      shows: "pass",
      stack: [
        secret(),
        {
          ...rotation({ scheduleExpression: "cron(0 8 1 * ? *)" }, { secretId: unknown }),
          madeFrom: { secretId: ["token"] },
        },
      ],
    },
    {
      when: "nothing rotates the secret",
      shows: "violation",
      stack: [secret()],
      says: ["advisory token: Secret payments-token is never rotated."],
      inFull: [
        `Secret payments-token is never rotated.
  at: token
  why: CICD-SEC-6: a secret that leaked is worth something for as long as it stays the same
  fix: add a SecretRotation, or exempt the secret with the reason why nobody can rotate it`,
      ],
    },
    {
      when: "another secret is rotated",
      shows: "violation",
      stack: [secret(), rotation({ automaticallyAfterDays: 30 }, { secretId: "payments-token-2" })],
      says: ["advisory token: Secret payments-token is never rotated."],
    },
    {
      when: "it is rotated once a year",
      shows: "violation",
      stack: [secret(), rotation({ automaticallyAfterDays: 365 })],
      says: [tooLong(365)],
    },
    {
      when: "it is rotated in January, February and March only",
      shows: "violation",
      stack: [secret(), scheduled("cron(0 8 1 JAN-MAR ? *)")],
      says: [tooLong(310)],
    },
    {
      when: "it is rotated every 2400 hours",
      shows: "violation",
      stack: [secret(), scheduled("rate(2400 hours)")],
      says: [tooLong(100)],
    },
    {
      when: "the rotation is switched off",
      shows: "violation",
      stack: [secret(), rotation({ automaticallyAfterDays: 30 }, { rotationEnabled: false })],
      says: ["advisory rotation: The rotation of secret payments-token is switched off."],
    },
    {
      when: "nobody knows yet which secret is rotated",
      shows: "unknown",
      stack: [secret(), rotation({ automaticallyAfterDays: 30 }, { secretId: unknown })],
      says: ["advisory token: Undetermined: whether secret payments-token is rotated can't be seen."],
    },
    {
      when: "the days are not known yet, or the schedule ends some year, or is none",
      shows: "unknown",
      stack: [
        secret(),
        rotation({ automaticallyAfterDays: unknown }),
        { ...scheduled("cron(0 8 1 * ? 2027)"), name: "ending" },
        { ...scheduled("every other day"), name: "none" },
      ],
      says: [`advisory rotation: ${unseen}`, `advisory ending: ${unseen}`, `advisory none: ${unseen}`],
    },
    {
      when: "it is rotated every second month, and is named by its ARN",
      shows: "near miss",
      stack: [
        secret(),
        {
          ...scheduled("cron(0 8 1 1/2 ? *)"),
          props: {
            secretId: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:payments-token-a1b2c3",
            rotationRules: { scheduleExpression: "cron(0 8 1 1/2 ? *)" },
          },
        },
      ],
    },
    {
      when: "the policy's config allows a year",
      shows: "near miss",
      stack: [secret(), rotation({ automaticallyAfterDays: 365 })],
      circumstances: { settings, config: { maxDays: 365 } },
    },
    { when: "there is no secret", shows: "not applicable", stack: [], notApplicable: noSecret },
  ],
};
