import { iamKmsDecryptScoped } from "../../../../policy-pack/policies/iam/iam-kms-decrypt-scoped";
import { unknown } from "../../handed";
import { allow } from "../../road";
import type { DecisionTable } from "../table";
import { boundary, build, buildWith, unreadable } from "./holders.stack";

const keys = "arn:aws:kms:eu-central-1:111111111111:key/*";
const aliased = (value: unknown, operator = "ForAnyValue:StringEquals") => ({
  Condition: { [operator]: { "kms:ResourceAliases": value } },
});
const said = (what: string) =>
  `mandatory payments-build-policy: The statement of payments-build-policy allows kms:Decrypt with all keys ${what}.`;
const unseen =
  "advisory payments-build-policy: Undetermined: whether payments-build-policy lets all keys decrypt can't be seen, because a part of it is not known.";

export const table: DecisionTable = {
  rule: iamKmsDecryptScoped,
  rows: [
    {
      when: "the keys of one account and region are held to an alias",
      shows: "pass",
      stack: build(allow("kms:Decrypt", keys, aliased(["alias/payments-artifacts"]))),
    },
    {
      when: "all keys of an account decrypt",
      shows: "violation",
      stack: build(allow(["kms:Decrypt", "kms:GenerateDataKey"], keys)),
      says: [said(`of ${keys}`)],
      inFull: [
        `The statement of payments-build-policy allows kms:Decrypt with all keys of ${keys}.\n` +
          "  at: policy.Statement\n" +
          "  why: CICD-SEC-6: a key whose policy leaves the decision to the account opens to whoever may decrypt with all keys\n" +
          "  fix: name the key; or the keys of one account and region, with an exact ForAnyValue:StringEquals on kms:ResourceAliases",
      ],
    },
    {
      when: "the alias is a pattern",
      shows: "violation",
      stack: build(allow("KMS:Decrypt*", keys, aliased("alias/*", "ForAnyValue:StringLike"))),
      says: [said(`of ${keys}`)],
    },
    {
      when: "the condition is met by a key without an alias",
      shows: "violation",
      stack: build(allow("kms:Decrypt", keys, aliased("alias/a", "ForAllValues:StringEquals"))),
      says: [said(`of ${keys}`)],
    },
    {
      when: "an alias is demanded, in any account",
      shows: "violation",
      stack: build(
        allow("kms:Decrypt", "arn:aws:kms:eu-central-1:*:key/*", aliased("alias/payments-artifacts")),
      ),
      says: [said("of arn:aws:kms:eu-central-1:*:key/*")],
    },
    {
      when: "every key is meant but one",
      shows: "violation",
      stack: build({ Effect: "Allow", Action: "kms:Decrypt", NotResource: keys }),
      says: [said("but a list")],
    },
    { when: "a policy can't be read", shows: "unknown", stack: unreadable, says: [unseen] },
    {
      when: "the key is not known",
      shows: "unknown",
      stack: buildWith(allow("kms:Decrypt", [unknown])),
      says: [unseen],
    },
    {
      when: "the alias is not known",
      shows: "unknown",
      stack: buildWith(allow("kms:Decrypt", keys, aliased([unknown]))),
      says: [unseen],
    },
    {
      when: "the key is named",
      shows: "near miss",
      stack: build(
        allow(
          ["kms:Decrypt", "kms:ReEncrypt*"],
          "arn:aws:kms:eu-central-1:111111111111:key/0f0f0f0f-1111-2222-3333-444444444444",
        ),
      ),
    },
    { when: "all keys are only described", shows: "near miss", stack: build(allow("kms:DescribeKey", keys)) },
    { when: "the policy is only a boundary", shows: "near miss", stack: boundary(allow("kms:Decrypt", "*")) },
  ],
};
