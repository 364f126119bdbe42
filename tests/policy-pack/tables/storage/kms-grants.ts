import { kmsGrants } from "../../../../policy-pack/policies/storage/kms-grants";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { accounts, deny, provider, role, roleArn } from "../../road";
import type { DecisionTable } from "../table";
import { administration, key, keyWith, keyWithOnly, to, toRole } from "./keys.stack";

const noGrant = ["the stack has no grant"];
const forServices = { Bool: { "kms:GrantIsForAWSResource": ["true"] } };
const through = { StringEquals: { "kms:ViaService": ["ecr.eu-central-1.amazonaws.com"] } };
const makes = (condition?: Record<string, unknown>, actions: unknown = "kms:CreateGrant") =>
  toRole("devops", "payments-images", actions, {
    Sid: "Grants",
    ...(condition ? { Condition: condition } : {}),
  });
const free =
  "mandatory store-key: In the policy of key store-key, statement Grants lets its principals make grants for whomever they like.";

function grant(granteePrincipal: unknown, madeFrom: readonly string[] = []): Written {
  return {
    type: "aws:kms/grant:Grant",
    name: "reads",
    provider: provider("devops"),
    props: { keyId: unknown, granteePrincipal, operations: ["Decrypt"] },
    madeFrom: { granteePrincipal: madeFrom },
  };
}

export const table: DecisionTable = {
  rule: kmsGrants,
  rows: [
    { when: "a key has KMS's own policy", shows: "pass", stack: [key()], notApplicable: noGrant },
    {
      when: "a role makes grants for AWS services only",
      shows: "pass",
      stack: [keyWith(makes({ ...forServices, ...through }))],
      notApplicable: noGrant,
    },
    {
      when: "a role of the own account has a grant",
      shows: "pass",
      stack: [grant(roleArn("devops", "payments-build"))],
    },
    {
      when: "a role makes grants",
      shows: "violation",
      stack: [keyWith(makes())],
      says: [free],
      inFull: [
        `In the policy of key store-key, statement Grants lets its principals make grants for whomever they like.
  at: policy.Statement[1]
  why: a grant gives rights on the key that no policy shows, and that its maker chooses
  fix: remove kms:CreateGrant, or add the condition Bool kms:GrantIsForAWSResource true`,
      ],
      notApplicable: noGrant,
    },
    {
      when: "a role makes grants through a service, of whatever",
      shows: "violation",
      stack: [keyWith(makes(through))],
      says: [free],
      notApplicable: noGrant,
    },
    {
      when: "the right hides in a wildcard, and its limit is met by requests without the key",
      shows: "violation",
      stack: [keyWith(makes({ BoolIfExists: { "kms:GrantIsForAWSResource": "true" } }, "kms:*"))],
      says: [free],
      notApplicable: noGrant,
    },
    {
      when: "the root of another account makes grants",
      shows: "violation",
      stack: [
        keyWith(to({ AWS: `arn:aws:iam::${accounts.dev}:root` }, "kms:CreateGrant", { Sid: "Grants" })),
      ],
      says: [free],
      notApplicable: noGrant,
    },
    {
      when: "a role of another account has a grant",
      shows: "violation",
      stack: [grant(roleArn("dev", "payments-reader"))],
      says: [
        "mandatory reads: Grant reads gives rights on a key to a principal of another account, 222222222222.",
      ],
    },
    {
      when: "a role of another account has a grant, and its ARN is not known yet",
      shows: "violation",
      stack: [role("dev", "payments-reader"), grant(unknown, ["payments-reader"])],
      says: [
        "mandatory reads: Grant reads gives rights on a key to a principal of another account, 222222222222.",
      ],
    },
    {
      when: "nobody knows yet who has the grant",
      shows: "unknown",
      stack: [grant(unknown)],
      says: ["advisory reads: Undetermined: which account grant reads gives rights to can't be seen."],
    },
    {
      when: "the policy is not known yet",
      shows: "unknown",
      stack: [key({ policy: unknown })],
      says: [
        "advisory store-key: Undetermined: whether the policy of key store-key lets somebody make grants can't be seen.",
      ],
      notApplicable: noGrant,
    },
    {
      when: "who makes grants is not known yet",
      shows: "unknown",
      stack: [key({ policy: { Statement: [administration, to({ AWS: unknown }, "kms:CreateGrant")] } })],
      says: [
        "advisory store-key: Undetermined: whether the policy of key store-key lets somebody make grants can't be seen.",
      ],
      notApplicable: noGrant,
    },
    {
      when: "the limit is a truth value instead of a list of texts",
      shows: "near miss",
      stack: [keyWith(makes({ Bool: { "kms:GrantIsForAWSResource": true } }))],
      notApplicable: noGrant,
    },
    {
      when: "the account root may do everything, which its IAM policies hand on",
      shows: "near miss",
      stack: [keyWithOnly(to({ AWS: `arn:aws:iam::${accounts.devops}:root` }, "kms:*"))],
      notApplicable: noGrant,
    },
    {
      when: "a role may do everything, and free grants are denied to all",
      shows: "near miss",
      stack: [
        keyWith(
          makes(undefined, "kms:*"),
          deny("kms:CreateGrant", "*", {
            Principal: "*",
            Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "false" } },
          }),
        ),
      ],
      notApplicable: noGrant,
    },
    {
      when: "a role of the own account has a grant, and its ARN is not known yet",
      shows: "near miss",
      stack: [role("devops", "payments-build"), grant(unknown, ["payments-build"])],
    },
  ],
};
