import { kmsAdminUserSplit } from "../../../../policy-pack/policies/storage/kms-admin-user-split";
import { unknown } from "../../handed";
import { accounts, deny, roleArn } from "../../road";
import type { DecisionTable } from "../table";
import { administration, key, keyWith, keyWithOnly, to, toRole, useActions } from "./keys.stack";

const admin = roleArn("devops", "key-admin");

export const table: DecisionTable = {
  rule: kmsAdminUserSplit,
  rows: [
    { when: "a key has KMS's own policy", shows: "pass", stack: [key()] },
    {
      when: "the account administers, one role administers and another uses",
      shows: "pass",
      stack: [
        keyWith(
          toRole("devops", "key-admin", ["kms:PutKeyPolicy", "kms:Describe*"]),
          toRole("devops", "payments-build", useActions),
        ),
      ],
    },
    {
      when: "one role may do everything",
      shows: "violation",
      stack: [keyWith(toRole("devops", "key-admin", "kms:*"))],
      says: [
        `advisory store-key: By the policy of key store-key, ${admin} both administers the key (kms:CancelKeyDeletion) and uses it (kms:Decrypt).`,
      ],
      inFull: [
        `By the policy of key store-key, ${admin} both administers the key (kms:CancelKeyDeletion) and uses it (kms:Decrypt).
  at: policy.Statement[1], policy.Statement[1]
  why: who administers a key and uses it can read what it protects and undo the trace
  fix: give administration and use to different roles`,
      ],
    },
    {
      when: "two statements together give one role both",
      shows: "violation",
      stack: [
        keyWith(
          toRole("devops", "key-admin", "kms:ScheduleKeyDeletion"),
          to({ AWS: [roleArn("devops", "payments-build"), admin] }, "kms:Encrypt"),
        ),
      ],
      says: [
        `advisory store-key: By the policy of key store-key, ${admin} both administers the key (kms:ScheduleKeyDeletion) and uses it (kms:Encrypt).`,
      ],
    },
    {
      when: "the account root is not named",
      shows: "violation",
      stack: [keyWithOnly(toRole("devops", "key-admin", ["kms:PutKeyPolicy"]))],
      says: [
        "advisory store-key: By the policy of key store-key, account 111111111111 can't change the policy of its own key.",
      ],
    },
    {
      when: "only another account's root is named",
      shows: "violation",
      stack: [keyWithOnly(to({ AWS: `arn:aws:iam::${accounts.dev}:root` }, "kms:*"))],
      says: [
        "advisory store-key: By the policy of key store-key, account 111111111111 can't change the policy of its own key.",
      ],
    },
    {
      when: "the policy is not known yet",
      shows: "unknown",
      stack: [key({ policy: unknown })],
      says: [
        "advisory store-key: Undetermined: whether the policy of key store-key keeps the key in its account's hands can't be seen.",
      ],
    },
    {
      when: "a principal is not known yet",
      shows: "unknown",
      stack: [key({ policy: { Statement: [administration, to({ AWS: unknown }, "kms:*")] } })],
      says: [
        "advisory store-key: Undetermined: whether the policy of key store-key lets one principal both administer and use the key can't be seen.",
      ],
    },
    {
      when: "the account root may do everything, by the account's id alone",
      shows: "near miss",
      stack: [keyWithOnly(to({ AWS: accounts.devops }, "kms:*"))],
    },
    {
      when: "one role may do everything, and all use is denied to it",
      shows: "near miss",
      stack: [
        keyWith(
          toRole("devops", "key-admin", "kms:*"),
          deny(
            [
              "kms:Decrypt",
              "kms:DeriveSharedSecret",
              "kms:Encrypt",
              "kms:Generate*",
              "kms:ReEncrypt*",
              "kms:Sign",
              "kms:Verify*",
            ],
            "*",
            {
              Principal: { AWS: admin },
            },
          ),
        ),
      ],
    },
    {
      when: "a role uses the key and makes grants for services",
      shows: "near miss",
      stack: [keyWith(toRole("devops", "payments-build", [...useActions, "kms:CreateGrant"]))],
    },
  ],
};
