/**
 * kms-admin-user-split
 *
 * The account of a key can always administer it: the key's policy lets the account root call kms:PutKeyPolicy. And
 * nobody beside it both administers and uses the key: who may change the key's policy, disable or delete the key is
 * another than who encrypts and decrypts with it.
 *
 * Why: a key whose policy names only roles is lost with them, and AWS has to be asked for help. One who
 * administers and uses covers own tracks.
 *
 * Level: the resource's; the document says it all. Advisory: small teams have one role for both, knowingly.
 *
 * Not seen: what the account's own policies let its identities do; the root statement leaves it to them. Making
 * grants is neither administration nor use here: kms-grants judges it. A key without a policy of its own gets
 * KMS's default, which keeps the account root.
 */
import type { Document } from "../../iam/document";
import type { RequestPrincipal } from "../../iam/request";
import { matchesActions } from "../../iam/action-match";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { accountNamed } from "../../resource-policies/foreigners";
import { administrationActions, useActions } from "./key-actions";
import { openingsFor } from "../../resource-policies/openings";
import type { ResourcePolicy } from "../../resource-policies/resource-policy";
import { policyCarriers, policyOf, unseen } from "../../resource-policies/resource-policy";
import { identity, root } from "../../resource-policies/visitors";

export const kmsAdminUserSplit: Rule = {
  number: 79,
  name: "kms-admin-user-split",
  title: "Administering a key and using it are apart",
  description:
    "The account root can administer every key, and no other principal of a key's policy both administers and uses it.",
  severity: "medium",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Keep a statement that lets the account root administer the key, and give administration and use to different roles.",
  parameters: {},
  types: policyCarriers.key,
  resource: (resource) => {
    const policy = policyOf(resource);
    return judged(policy ? [...judgeRoot(policy), ...judgeSplit(policy)] : []);
  },
};

function judgeRoot(policy: ResourcePolicy): readonly Finding[] {
  const { ownAccount, document, urn, label } = policy;
  const why = "a key whose policy names only roles can't be administered any more once they are gone";
  if (ownAccount.kind !== "known")
    return [unseen(policy, "keeps the key in its account's hands", [ownAccount.path], why)];
  const { found, unknown } = openingsFor(document, [root(ownAccount.value)], "kms:PutKeyPolicy");
  if (found.length > 0) return [];
  if (unknown.length > 0) return [unseen(policy, "keeps the key in its account's hands", unknown, why)];
  return [
    {
      kind: "violation",
      urn,
      what: `By ${label}, account ${ownAccount.value} can't change the policy of its own key.`,
      at: [policy.path],
      why,
      fix: `let arn:aws:iam::${ownAccount.value}:root call kms:PutKeyPolicy and the other actions of administration`,
    },
  ];
}

/** The most principals that are spoken of one by one. */
const most = 10;

function judgeSplit(policy: ResourcePolicy): readonly Finding[] {
  const { document, urn, label } = policy;
  const why = "who administers a key and uses it can read what it protects and undo the trace";
  const findings: Finding[] = [];
  const unclear = new Set<string>();
  for (const [arn, principal] of ofBothKinds(policy)) {
    if (findings.length >= most) break;
    const visitor = identity(principal, accountNamed(arn) ?? "");
    const byName = namingOnly(document, arn);
    const administers = openingsFor(byName, [visitor], administrationActions);
    const uses = openingsFor(byName, [visitor], useActions);
    const [administration] = administers.found;
    const [use] = uses.found;
    if (administration && use)
      findings.push({
        kind: "violation",
        urn,
        what: `By ${label}, ${arn.slice(0, 200)} both administers the key (${administration.action}) and uses it (${use.action}).`,
        at: [administration.statement.path, use.statement.path],
        why,
        fix: "give administration and use to different roles",
      });
    else for (const path of [...administers.unknown, ...uses.unknown]) unclear.add(path);
  }
  const unknown = [
    ...unclear,
    ...document.statements.flatMap(({ effect, principals }) =>
      effect === "Allow" ? (principals?.unknown ?? []) : [],
    ),
  ].filter((path) => !document.unknown.includes(path));
  return unknown.length > 0
    ? [...findings, unseen(policy, "lets one principal both administer and use the key", unknown, why)]
    : findings;
}

/** What names the account as a whole leaves it to the account's own policies. */
function namingOnly(document: Document, arn: string): Document {
  return {
    ...document,
    statements: document.statements.filter(
      ({ effect, principals }) =>
        effect === "Deny" || principals?.entries.some(({ value }) => value === arn) === true,
    ),
  };
}

/**
 * Roles and users that statements of both kinds name. Told by the statements' actions alone, so that of many
 * principals few are looked at closely.
 */
function ofBothKinds({
  document,
}: ResourcePolicy): ReadonlyMap<string, Extract<RequestPrincipal, { kind: "role" | "user" }>> {
  const administering = new Set<string>();
  const using = new Set<string>();
  for (const { effect, actions, principals } of document.statements) {
    if (effect === "Deny" || !principals || principals.negated) continue;
    const administers = administrationActions.some((action) => matchesActions(actions, action) !== false);
    const uses = useActions.some((action) => matchesActions(actions, action) !== false);
    for (const { kind, value } of principals.entries) {
      if (kind !== "AWS" || !/:(?:role|user)\//.test(value)) continue;
      if (administers) administering.add(value);
      if (uses) using.add(value);
    }
  }
  return new Map(
    [...administering]
      .filter((arn) => using.has(arn))
      .map((arn) => [arn, { kind: arn.includes(":user/") ? "user" : "role", arn }]),
  );
}
