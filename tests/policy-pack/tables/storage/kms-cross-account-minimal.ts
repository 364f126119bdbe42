import { kmsCrossAccountMinimal } from "../../../../policy-pack/policies/storage/kms-cross-account-minimal";
import { unknown } from "../../handed";
import { accounts, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";
import { administration, key, keyWith, to, toRole, useActions } from "./keys.stack";

const reader = roleArn("dev", "payments-reader");
const devRoot = { AWS: `arn:aws:iam::${accounts.dev}:root` };
const exactly = (arn: string) => ({ Condition: { ArnEquals: { "aws:PrincipalArn": arn } } });

export const table: DecisionTable = {
  rule: kmsCrossAccountMinimal,
  rows: [
    { when: "a key has KMS's own policy", shows: "pass", stack: [key()] },
    {
      when: "an exact role of a target uses the key",
      shows: "pass",
      stack: [keyWith(toRole("dev", "payments-reader", useActions))],
    },
    {
      when: "a role of the key's own account administers it",
      shows: "pass",
      stack: [keyWith(toRole("devops", "key-admin", "kms:*"))],
    },
    {
      when: "a role of another account may change the key's policy",
      shows: "violation",
      stack: [keyWith(toRole("dev", "payments-reader", ["kms:Decrypt", "kms:PutKeyPolicy"], { Sid: "Use" }))],
      says: [
        `mandatory store-key: In the policy of key store-key, statement Use lets ${reader} administer the key: kms:PutKeyPolicy.`,
      ],
      inFull: [
        `In the policy of key store-key, statement Use lets ${reader} administer the key: kms:PutKeyPolicy.
  at: policy.Statement[1]
  why: who administers a key, or makes grants on it, hands out all that it encrypts
  fix: allow other accounts the actions of use only: kms:Decrypt, kms:DescribeKey, kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt*`,
      ],
    },
    {
      when: "a role of another account makes grants",
      shows: "violation",
      stack: [keyWith(toRole("dev", "payments-reader", ["kms:Decrypt", "kms:Create*"], { Sid: "Use" }))],
      says: [
        `mandatory store-key: In the policy of key store-key, statement Use lets ${reader} administer the key: kms:CreateAlias.`,
        `mandatory store-key: In the policy of key store-key, statement Use lets ${reader} make grants for whomever it likes.`,
      ],
    },
    {
      when: "a whole account uses the key",
      shows: "violation",
      stack: [keyWith(to(devRoot, useActions, { Sid: "Use" }))],
      says: [
        "mandatory store-key: In the policy of key store-key, statement Use lets in every identity of account 222222222222.",
      ],
    },
    {
      when: "a whole account uses the key, by roles of a pattern",
      shows: "violation",
      stack: [
        keyWith(
          to({ AWS: accounts.dev }, useActions, {
            Sid: "Use",
            ...exactly("arn:aws:iam::222222222222:role/payments-*"),
          }),
        ),
      ],
      says: [
        "mandatory store-key: In the policy of key store-key, statement Use lets in every identity of account 222222222222.",
      ],
    },
    {
      when: "everybody of another account is let in by a condition",
      shows: "violation",
      stack: [
        keyWith(
          to("*", useActions, {
            Sid: "Use",
            Condition: { StringEquals: { "kms:CallerAccount": [accounts.devops, accounts.dev] } },
          }),
        ),
      ],
      says: [
        "mandatory store-key: In the policy of key store-key, statement Use lets in every identity of account 222222222222.",
      ],
    },
    {
      when: "the organization as a whole uses the key",
      shows: "violation",
      stack: [
        keyWith(
          to("*", useActions, {
            Sid: "Use",
            Condition: { StringEquals: { "aws:PrincipalOrgID": "o-acme123456" } },
          }),
        ),
      ],
      says: [
        "mandatory store-key: In the policy of key store-key, statement Use lets in every identity of any account of the organization.",
      ],
    },
    {
      when: "a role of an account that is not on the list uses the key",
      shows: "violation",
      stack: [keyWith(to({ AWS: "arn:aws:iam::555555555555:role/partner" }, useActions))],
      says: [
        "mandatory store-key: In the policy of key store-key, arn:aws:iam::555555555555:role/partner is let in, and account 555555555555 is not on the list of this stack (111111111111, 222222222222, 444444444444).",
      ],
    },
    {
      when: "the policy is not known yet",
      shows: "unknown",
      stack: [key({ policy: unknown })],
      says: [
        "advisory store-key: Undetermined: whether the policy of key store-key names principals of other accounts can't be seen.",
      ],
    },
    {
      when: "a principal is not known yet",
      shows: "unknown",
      stack: [key({ policy: { Statement: [administration, to({ AWS: unknown }, useActions)] } })],
      says: [
        "advisory store-key: Undetermined: whether the policy of key store-key names principals of other accounts can't be seen.",
      ],
    },
    {
      when: "nobody says which accounts there are",
      shows: "unknown",
      stack: [keyWith(toRole("dev", "payments-reader", useActions))],
      circumstances: {},
      says: [
        `advisory store-key: Undetermined: which accounts this stack may work in is not known, so ${reader} in the policy of key store-key can't be held against them.`,
      ],
    },
    {
      when: "the key's account is not known",
      shows: "unknown",
      stack: [
        { ...keyWith(toRole("dev", "payments-reader", useActions)), provider: { name: "aws", props: {} } },
      ],
      says: [
        "advisory store-key: Undetermined: which account the policy of key store-key belongs to is not known, so nobody can tell own principals from foreign ones.",
      ],
    },
    {
      when: "a whole account is named, and one exact role of it by the condition",
      shows: "near miss",
      stack: [keyWith(to(devRoot, useActions, exactly(reader)))],
    },
    {
      when: "a role of another account makes grants for AWS services",
      shows: "near miss",
      stack: [
        keyWith(
          toRole("dev", "payments-reader", "kms:CreateGrant", {
            Condition: { Bool: { "kms:GrantIsForAWSResource": true } },
          }),
        ),
      ],
    },
    {
      when: "a partner's account is on the list of the policy config",
      shows: "near miss",
      stack: [keyWith(to({ AWS: "arn:aws:iam::555555555555:role/partner" }, useActions))],
      circumstances: { settings, config: { accounts: [accounts.devops, "555555555555"] } },
    },
  ],
};
