/**
 * kms-grants
 *
 * Grants are made by AWS services only: wherever a key's policy lets somebody call kms:CreateGrant, a condition
 * kms:GrantIsForAWSResource true keeps it to requests that a service makes for them. And no grant of the stack
 * goes to a principal of another account.
 *
 * Why: a grant gives a right on the key that stands in no policy; who makes them freely gives the key away.
 *
 * Level: the resource's, for the policies and for the grants whose principal is written out. A grant whose
 * principal is made from a role of the stack is judged with the stack, which alone knows the role's account.
 *
 * Not seen: the account root of the key's own account is the delegation to the account's IAM policies, where
 * iam-no-resource-exposure judges the right; services that are named themselves make grants as services do.
 * kms:ViaService says only through which service, not whose resource the grant is for, so it is no replacement.
 */
import { contextOf } from "../../iam/context";
import { couldAllow } from "../../iam/could";
import type { Document, Statement } from "../../iam/document";
import { matchesActions } from "../../iam/action-match";
import type { Reading } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import type { ResourceView, StackResource } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { accountNamed } from "../../resource-policies/foreigners";
import type { ResourcePolicy } from "../../resource-policies/resource-policy";
import { policyCarriers, policyOf, statementName, unseen } from "../../resource-policies/resource-policy";

export const kmsGrants: Rule = {
  number: 80,
  name: "kms-grants",
  title: "Grants on keys are for AWS services, in the own account",
  description:
    "kms:CreateGrant is allowed only with kms:GrantIsForAWSResource, and no grant goes to another account.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Add the condition Bool kms:GrantIsForAWSResource true to every statement that allows kms:CreateGrant, and remove grants to other accounts.",
  parameters: {},
  types: [...policyCarriers.key, tokens.grant],
  resource: (resource) => {
    if (resource.type === tokens.grant) {
      const { kind } = resource.properties.at("granteePrincipal").text();
      // Whose role it is made from is known only of the stack.
      return judged(kind === "known" ? judgeGrant(resource) : []);
    }
    const policy = policyOf(resource);
    return judged(policy ? judgePolicy(policy) : []);
  },
  stack: (stack) => {
    const grants = stack.ofType(tokens.grant);
    if (grants.length === 0) return notApplicable("the stack has no grant");
    return judged(
      grants.flatMap((grant) =>
        grant.properties.at("granteePrincipal").text().kind === "known" ? [] : judgeMadeGrant(grant),
      ),
    );
  },
};

const why = "a grant gives rights on the key that no policy shows, and that its maker chooses";

/** The most statements that are spoken of one by one. */
const most = 5;

function judgePolicy(policy: ResourcePolicy): readonly Finding[] {
  const { document, urn, label, ownAccount } = policy;
  let left: Document = {
    ...document,
    statements: document.statements.flatMap((statement) => withoutDelegation(statement, ownAccount)),
  };
  const found: Statement[] = [];
  const unknown = new Set<string>();
  for (const value of ["false", null])
    while (found.length < most) {
      const context = contextOf({ "kms:GrantIsForAWSResource": value }, "unknown");
      const answer = couldAllow([left], "kms:CreateGrant", "*", { context });
      if (answer.kind === "unknown") for (const path of answer.paths) unknown.add(path);
      if (answer.kind !== "yes") break;
      const { statement } = answer;
      found.push(statement);
      left = { ...left, statements: left.statements.filter(({ path }) => path !== statement.path) };
    }
  return [
    ...found.map((statement): Finding => ({
      kind: "violation",
      urn,
      what: `In ${label}, ${statementName(statement)} lets its principals make grants for whomever they like.`,
      at: [statement.path],
      why,
      fix: "remove kms:CreateGrant, or add the condition Bool kms:GrantIsForAWSResource true",
    })),
    ...(found.length === 0 && unknown.size > 0
      ? [unseen(policy, "lets somebody make grants", [...unknown], why)]
      : []),
  ];
}

/** Without the account root of the own account, and without services; nothing if nobody else is named. */
function withoutDelegation(statement: Statement, ownAccount: Reading<string>): readonly Statement[] {
  const { effect, principals } = statement;
  if (effect === "Deny" || !principals || principals.negated) return [statement];
  const entries = principals.entries.filter(
    ({ kind, value }) => kind !== "Service" && !isRoot(value, ownAccount),
  );
  if (entries.length > 0) return [{ ...statement, principals: { ...principals, entries } }];
  // Whoever is not known yet may be the account root.
  return principals.unknown.length > 0 && matchesActions(statement.actions, "kms:creategrant") !== false
    ? [{ ...statement, actions: { negated: false, patterns: [], unknown: principals.unknown } }]
    : [];
}

function isRoot(value: string, ownAccount: Reading<string>): boolean {
  if (!/^\d{12}$/.test(value) && !/^arn:[^:]*:iam::\d{12}:root$/.test(value)) return false;
  return ownAccount.kind !== "known" || accountNamed(value) === ownAccount.value;
}

function judgeGrant({ urn, name, properties, provider }: ResourceView): readonly Finding[] {
  const principal = properties.at("granteePrincipal").text();
  const own = accountOfProvider(provider);
  if (principal.kind !== "known") return [];
  const account = accountNamed(principal.value);
  // A service takes a grant under its own name, which has no account.
  if (account === undefined && /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal.value)) return [];
  if (account === undefined || own.kind !== "known")
    return [undetermined(urn, name, ["granteePrincipal", ...(own.kind === "known" ? [] : [own.path])])];
  return account === own.value ? [] : [foreign(urn, name, account)];
}

/** A principal that is not known yet, by the role that it is made from. */
function judgeMadeGrant(grant: StackResource): readonly Finding[] {
  const { urn, name, provider } = grant;
  const own = accountOfProvider(provider);
  const [role, ...others] = grant
    .madeFrom("granteePrincipal")
    .filter(({ type }) => type === tokens.role || type === tokens.user);
  const account = role && accountOfProvider(role.provider);
  if (account?.kind !== "known" || own.kind !== "known" || others.length > 0)
    return [undetermined(urn, name, ["granteePrincipal"])];
  return account.value === own.value ? [] : [foreign(urn, name, account.value)];
}

function foreign(urn: string, name: string, account: string): Finding {
  return {
    kind: "violation",
    urn,
    what: `Grant ${name} gives rights on a key to a principal of another account, ${account}.`,
    at: ["granteePrincipal"],
    why,
    fix: "remove the grant; name an exact role in the key's policy, where the use of the key is in sight",
  };
}

function undetermined(urn: string, name: string, at: readonly string[]): Finding {
  return {
    kind: "undetermined",
    urn,
    what: `which account grant ${name} gives rights to can't be seen.`,
    at,
    why,
    fix: "build granteePrincipal from account id and role name, and pass the grant a provider with allowedAccountIds of one account",
  };
}
