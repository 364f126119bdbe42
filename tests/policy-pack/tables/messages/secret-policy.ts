import { secretPolicy } from "../../../../policy-pack/policies/messages/secret-policy";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { accounts, document, provider, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";
import { secret } from "./secrets.stack";

const read = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"];
const status = roleArn("devops", "payments-status");
const policy = (given: unknown): Written => ({
  type: "aws:secretsmanager/secretPolicy:SecretPolicy",
  name: "token-policy",
  provider: provider("devops"),
  props: { secretArn: unknown, policy: given },
});
const to = (principal: unknown, more: Record<string, unknown> = {}) =>
  policy(
    document({ Sid: "In", Effect: "Allow", Principal: principal, Action: read, Resource: "*", ...more }),
  );
const says = (what: string) => `mandatory token-policy: In secret policy token-policy, ${what}.`;
const withReaders = { settings, config: { readers: [status] } };

export const table: DecisionTable = {
  rule: secretPolicy,
  rows: [
    { when: "a role of the own account reads", shows: "pass", stack: [to({ AWS: status })] },
    {
      when: "the only reader of the policy's config reads",
      shows: "pass",
      stack: [to({ AWS: status })],
      circumstances: withReaders,
    },
    { when: "the secret has no policy", shows: "pass", stack: [secret()] },
    {
      when: "everybody reads",
      shows: "violation",
      stack: [to("*")],
      says: [says("statement In lets anybody call secretsmanager:DescribeSecret")],
      inFull: [
        `In secret policy token-policy, statement In lets anybody call secretsmanager:DescribeSecret.
  at: policy.Statement
  why: CICD-SEC-6: whoever reads a secret acts in its owner's name
  fix: name the roles, or add a condition that only own accounts meet: aws:PrincipalOrgID, aws:PrincipalAccount, aws:PrincipalArn`,
      ],
    },
    {
      when: "all but one read, by the secret's own property",
      shows: "violation",
      stack: [
        secret({
          policy: document({ Effect: "Allow", NotPrincipal: { AWS: status }, Action: read, Resource: "*" }),
        }),
      ],
      says: [
        "mandatory token: In the policy of secret payments-token, statement policy.Statement lets anybody call secretsmanager:DescribeSecret.",
      ],
    },
    {
      when: "an account that is not listed reads",
      shows: "violation",
      stack: [to({ AWS: "arn:aws:iam::555555555555:root" })],
      says: [
        says(
          "account 555555555555 is let in, and account 555555555555 is not on the list of this stack (111111111111, 222222222222, 444444444444)",
        ),
      ],
    },
    {
      when: "another account writes",
      shows: "violation",
      stack: [to({ AWS: roleArn("dev", "payments-app") }, { Action: "secretsmanager:*" })],
      says: [
        says(
          "statement In lets arn:aws:iam::222222222222:role/payments-app do more than read: secretsmanager:PutSecretValue",
        ),
      ],
    },
    {
      when: "a role of the own account reads that is none of the readers",
      shows: "violation",
      stack: [to({ AWS: [status, roleArn("devops", "payments-build")] })],
      circumstances: withReaders,
      says: [
        says(
          "statement In lets arn:aws:iam::111111111111:role/payments-build read, which is not among the readers",
        ),
      ],
    },
    {
      when: "the own account reads as a whole, and readers are given",
      shows: "violation",
      stack: [to({ AWS: accounts.devops })],
      circumstances: withReaders,
      says: [says("statement In lets account 111111111111 read, which is not among the readers")],
    },
    {
      when: "the policy is not known yet",
      shows: "unknown",
      stack: [policy(unknown)],
      says: [
        "advisory token-policy: Undetermined: whether secret policy token-policy lets strangers in can't be seen.",
      ],
    },
    {
      when: "the readers are no list",
      shows: "unknown",
      stack: [to({ AWS: status })],
      circumstances: { settings, config: { readers: { role: status } } },
      says: [
        "advisory token-policy: Undetermined: whether secret policy token-policy lets others than `readers` read can't be seen.",
      ],
    },
    {
      when: "everybody is denied what is not from the organization",
      shows: "near miss",
      stack: [
        policy(
          document([
            { Sid: "In", Effect: "Allow", Principal: { AWS: status }, Action: read, Resource: "*" },
            {
              Sid: "Border",
              Effect: "Deny",
              Principal: "*",
              Action: "secretsmanager:*",
              Resource: "*",
              Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-acme123456" } },
            },
          ]),
        ),
      ],
    },
    {
      when: "everybody is named, and a condition leaves one role of the readers",
      shows: "near miss",
      stack: [to("*", { Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("dev", "payments-app") } } })],
    },
    {
      when: "another role describes the secret, and reads no value",
      shows: "near miss",
      stack: [to({ AWS: roleArn("devops", "payments-build") }, { Action: "secretsmanager:DescribeSecret" })],
      circumstances: withReaders,
    },
  ],
};
