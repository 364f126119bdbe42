/**
 * kms-cross-account-minimal
 *
 * Principals of other accounts may use a key and no more: encrypt, decrypt, re-encrypt, make data keys, sign,
 * describe. They may not administer it, and make grants only for an AWS service (kms:GrantIsForAWSResource). Each
 * is an exact role or user, named as the principal or, where a whole account is named, by aws:PrincipalArn
 * without wildcards. Its account is on the list.
 *
 * Why: whoever administers a key from another account can hand out everything that it encrypts, and whoever makes
 * grants does so without a trace in the policy.
 *
 * Level: the resource's; the document says it all. The key's own account is its provider's.
 *
 * Not seen: what the foreign account's own policies allow; both are needed. Everybody (`*`) is
 * kms-no-wildcard-principal; services are trust-service-source.
 *
 * Parameters: `accounts` (default: the DevOps account and all targets of the settings).
 */
import { worldSchema } from "../../config/parameters";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { Foreigner } from "../../resource-policies/foreigners";
import { judgeForeigners } from "../../resource-policies/foreign-rights";
import { administrationActions } from "./key-actions";
import type { Openings } from "../../resource-policies/openings";
import { openingsFor } from "../../resource-policies/openings";
import type { ResourcePolicy } from "../../resource-policies/resource-policy";
import { policyCarriers, policyOf, statementName, unseen } from "../../resource-policies/resource-policy";
import { bareGrant } from "../../resource-policies/bare-grant";

export const kmsCrossAccountMinimal: Rule = {
  number: 78,
  name: "kms-cross-account-minimal",
  title: "Other accounts only use a key",
  description:
    "Principals of other accounts are exact roles of listed accounts, use a key, and neither administer it nor make grants for themselves.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name exact roles, and allow them kms:Decrypt, kms:DescribeKey, kms:Encrypt, kms:GenerateDataKey* and kms:ReEncrypt* at most.",
  parameters: worldSchema("accounts"),
  types: policyCarriers.key,
  resource: (resource, { world }) => {
    const policy = policyOf(resource);
    return judged(
      policy ? judgeForeigners(policy, world, why, (foreigner) => judgeRights(policy, foreigner)) : [],
    );
  },
};

const why = "who administers a key, or makes grants on it, hands out all that it encrypts";

function judgeRights(policy: ResourcePolicy, foreigner: Foreigner): readonly Finding[] {
  const { document, urn, label } = policy;
  const { label: who, meant, others } = foreigner;
  const wide = openingsFor(document, others.visitors, "kms:*");
  const administers = openingsFor(document, [meant], administrationActions);
  const grants = openingsFor(document, bareGrant(meant), "kms:CreateGrant");
  // What can't be read of the document as a whole is said once, of all foreign principals.
  const unknown = unknownOf(others.unknown, wide, administers, grants).filter(
    (path) => !document.unknown.includes(path),
  );
  return [
    ...wide.found.map(({ statement }): Finding => ({
      kind: "violation",
      urn,
      what: `In ${label}, ${statementName(statement)} lets in every identity of ${who}.`,
      at: [statement.path],
      why: "the foreign account decides alone who of it comes",
      fix: "name the exact role as the principal, or add a condition aws:PrincipalArn with its whole ARN",
    })),
    ...administers.found.map(({ statement, action }): Finding => ({
      kind: "violation",
      urn,
      what: `In ${label}, ${statementName(statement)} lets ${who} administer the key: ${action}.`,
      at: [statement.path],
      why,
      fix: "allow other accounts the actions of use only: kms:Decrypt, kms:DescribeKey, kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt*",
    })),
    ...grants.found.map(({ statement }): Finding => ({
      kind: "violation",
      urn,
      what: `In ${label}, ${statementName(statement)} lets ${who} make grants for whomever it likes.`,
      at: [statement.path],
      why,
      fix: "remove kms:CreateGrant, or add the condition Bool kms:GrantIsForAWSResource true",
    })),
    ...(unknown.length > 0 ? [unseen(policy, `lets ${who} do more than use the key`, unknown, why)] : []),
  ];
}

/** What was found is said; what else there may be is said only where nothing was. */
function unknownOf(first: readonly string[], ...all: readonly Openings[]): readonly string[] {
  if (all.some(({ found }) => found.length > 0)) return [];
  return [...new Set([...first, ...all.flatMap(({ unknown }) => unknown)])];
}
