import { kmsNoWildcardPrincipal } from "../../../../policy-pack/policies/storage/kms-no-wildcard-principal";
import { unknown } from "../../handed";
import { accounts, deny, document, provider, roleArn } from "../../road";
import type { DecisionTable } from "../table";
import { administration, key, keyWith, to, toRole, useActions } from "./keys.stack";

const everybody = (condition?: Record<string, unknown>) =>
  to("*", useActions, { Sid: "Use", ...(condition ? { Condition: condition } : {}) });
const open =
  "mandatory store-key: In the policy of key store-key, statement Use lets anybody call kms:Decrypt.";

export const table: DecisionTable = {
  rule: kmsNoWildcardPrincipal,
  rows: [
    { when: "a key has KMS's own policy", shows: "pass", stack: [key()] },
    {
      when: "roles are named",
      shows: "pass",
      stack: [keyWith(toRole("devops", "payments-build", useActions))],
    },
    {
      when: "everybody may use the key",
      shows: "violation",
      stack: [keyWith(everybody())],
      says: [open],
      inFull: [
        `In the policy of key store-key, statement Use lets anybody call kms:Decrypt.
  at: policy.Statement[1]
  why: a key's policy alone opens the key to every account that it lets in, and to all that the key encrypts
  fix: name the roles, or add a condition that only own accounts meet: kms:CallerAccount, aws:PrincipalOrgID, aws:PrincipalArn; kms:ViaService alone is met by every account`,
      ],
    },
    {
      when: "everybody is named as an AWS principal, among others",
      shows: "violation",
      stack: [keyWith(to({ AWS: [roleArn("devops", "payments-build"), "*"] }, useActions, { Sid: "Use" }))],
      says: [open],
    },
    {
      when: "everybody may use it through a service, as every account can",
      shows: "violation",
      stack: [keyWith(everybody({ StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } }))],
      says: [open],
    },
    {
      when: "the condition names roles of whichever account",
      shows: "violation",
      stack: [keyWith(everybody({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/payments-build" } }))],
      says: [open],
    },
    {
      when: "the condition is met by requests that lack its key",
      shows: "violation",
      stack: [keyWith(everybody({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-acme123456" } }))],
      says: [open],
    },
    {
      when: "the condition keeps out one account only",
      shows: "violation",
      stack: [keyWith(everybody({ StringNotEquals: { "kms:CallerAccount": "666666666666" } }))],
      says: [open],
    },
    {
      when: "everybody but one is named",
      shows: "violation",
      stack: [
        keyWith({
          Sid: "Use",
          Effect: "Allow",
          NotPrincipal: { AWS: roleArn("dev", "intern") },
          Action: "kms:Decrypt",
          Resource: "*",
        }),
      ],
      says: [open],
    },
    {
      when: "the policy is a resource of its own",
      shows: "violation",
      stack: [
        {
          type: "aws:kms/keyPolicy:KeyPolicy",
          name: "own-policy",
          provider: provider("devops"),
          props: { keyId: unknown, policy: document([administration, everybody()]) },
        },
      ],
      says: ["mandatory own-policy: In key policy own-policy, statement Use lets anybody call kms:Decrypt."],
    },
    {
      when: "everybody may use a replica",
      shows: "violation",
      stack: [
        {
          type: "aws:kms/replicaKey:ReplicaKey",
          name: "replica",
          provider: provider("devops"),
          props: { primaryKeyArn: unknown, policy: document([administration, everybody()]) },
        },
      ],
      says: ["mandatory replica: In the policy of key replica, statement Use lets anybody call kms:Decrypt."],
    },
    {
      when: "the policy is not known yet",
      shows: "unknown",
      stack: [key({ policy: unknown })],
      says: [
        "advisory store-key: Undetermined: whether the policy of key store-key lets strangers in can't be seen.",
      ],
    },
    {
      when: "a principal is not known yet",
      shows: "unknown",
      stack: [key({ policy: { Statement: [administration, to({ AWS: unknown }, useActions)] } })],
      says: [
        "advisory store-key: Undetermined: whether the policy of key store-key lets strangers in can't be seen.",
      ],
    },
    {
      when: "everybody of the own account may use it",
      shows: "near miss",
      stack: [keyWith(everybody({ StringEquals: { "kms:CallerAccount": accounts.devops } }))],
    },
    {
      when: "everybody of the organization may use it",
      shows: "near miss",
      stack: [keyWith(everybody({ StringEquals: { "aws:PrincipalOrgID": "o-acme123456" } }))],
    },
    {
      when: "everybody is named by a wildcard that stays in the own account",
      shows: "near miss",
      stack: [
        keyWith(
          everybody({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${accounts.devops}:role/payments-*` } }),
        ),
      ],
    },
    {
      when: "everybody is let in, and a denial keeps out all who are not of the organization",
      shows: "near miss",
      stack: [
        keyWith(
          everybody(),
          deny("kms:*", "*", {
            Principal: "*",
            Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-acme123456" } },
          }),
        ),
      ],
    },
    {
      when: "everybody of the own account is named two thousand times",
      shows: "near miss",
      stack: [
        keyWith(
          ...Array.from({ length: 2000 }, () =>
            everybody({ StringEquals: { "kms:CallerAccount": accounts.devops } }),
          ),
        ),
      ],
    },
    {
      when: "everybody is denied something",
      shows: "near miss",
      stack: [keyWith(deny("kms:ScheduleKeyDeletion", "*", { Principal: "*" }))],
    },
  ],
};
