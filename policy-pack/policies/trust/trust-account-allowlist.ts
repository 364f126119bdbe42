/**
 * trust-account-allowlist
 *
 * Every foreign account that a trust, key, bucket, repository, topic, queue, event bus or secret policy lets in is
 * on the list, or its statement lets in only principals of the given organization (`aws:PrincipalOrgID`, `orgId`).
 * Accounts count in principals, and in the conditions of statements for `*` or for a service, where the condition
 * alone says who is meant. The resource's own account is never foreign.
 *
 * Why: an account that nobody listed is one whose administrators nobody knows.
 *
 * Level: the resource's, so that it is stopped before it exists.
 *
 * Not seen: accounts behind a service or an identity provider; who `*` without an account lets in is said by
 * trust-no-public and the policies of each service. Canonical ids and unique ids tell no account: undetermined.
 *
 * Parameters: `accounts` (default: the DevOps account and all targets of the settings), `orgId` (none).
 */
import { worldSchema } from "../../config/parameters";
import { parseArn } from "../../iam/arn";
import type { Statement } from "../../iam/document";
import type { Reading } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import type { ResourceView } from "../../reader/resource";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { CarriedPolicy } from "./carried-policy";
import { carrierTypes, policyOf, unreadable } from "./carried-policy";
import { letsIn } from "./letting-in";
import type { NamedAccount } from "./named-accounts";
import { accountsOfConditions, accountsOfPrincipals } from "./named-accounts";

export const trustAccountAllowlist: Rule = {
  number: 65,
  name: "trust-account-allowlist",
  title: "Only listed accounts are let in",
  description:
    "Every foreign account in a trust or resource policy is on the list, or bound to the organization.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Remove the account, add it to the settings or to this policy's `accounts`, or test aws:PrincipalOrgID for your organization and give its id as `orgId`.",
  parameters: {
    ...worldSchema("accounts"),
    orgId: {
      type: "string",
      pattern: "^o-[a-z0-9]{10,32}$",
      description: "Id of your organization: whoever must belong to it needs no place on the list.",
    },
  },
  types: carrierTypes,
  resource: (resource, setup) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    return judged([
      ...unreadable(resource.urn, policy, why),
      ...policy.allows.flatMap((statement) => judgeStatement(resource, policy, statement, setup)),
    ]);
  },
};

const why = "whoever administers that account decides who comes in, and nobody here knows who that is";

function judgeStatement(
  resource: ResourceView,
  policy: CarriedPolicy,
  statement: Statement,
  setup: Setup,
): readonly Finding[] {
  const { urn } = resource;
  const own = accountOfProvider(resource.provider);
  const { named, hidden } = accountsOfPrincipals(statement);
  const foreign = once([...named, ...accountsOfConditions(statement)]).filter(
    ({ account }) => own.kind !== "known" || account !== own.value,
  );
  return [
    ...foreign.flatMap((one) => judgeAccount(urn, policy, statement, one, setup)),
    ...(hidden.length === 0
      ? []
      : [
          undetermined(
            urn,
            `which account a principal of ${policy.inside} belongs to can't be seen.`,
            hidden,
            "write principals as ARNs, from names, account ids and settings instead of outputs",
          ),
        ]),
  ];
}

function judgeAccount(
  urn: string,
  { subject, inside, denials }: CarriedPolicy,
  statement: Statement,
  named: NamedAccount,
  { world: { accounts }, parameters }: Setup,
): readonly Finding[] {
  const { account, path } = named;
  if (account !== "*" && accounts.kind === "known" && accounts.value.includes(account)) return [];
  const bound = boundToOrganization(statement, denials, named, parameters.at("orgId").text());
  if (bound === "yes") return [];
  if (bound === "unknown")
    return [
      undetermined(
        urn,
        `${inside} lets in account ${account} of an organization, and whether that is yours is not known.`,
        [path],
        "give this policy's config `orgId`, or `accounts`",
      ),
    ];
  if (accounts.kind !== "known" && account !== "*")
    return [
      undetermined(
        urn,
        `which accounts may be let in is not known, so account ${account} in ${inside} can't be held against them.`,
        [path, accounts.path],
        "give the policy config `accounts`, or the stack the settings delivery:devops and delivery:environments",
      ),
    ];
  return [
    {
      kind: "violation",
      urn,
      what:
        account === "*"
          ? `${subject} lets in a pattern of ARNs in any account.`
          : `${subject} lets in account ${account}, which is not on the list of this stack.`,
      at: [path],
      why,
      fix: "remove it, add the account to the settings or to this policy's `accounts`, or bind the statement to your organization and give `orgId`",
    },
  ];
}

/** Whether whoever comes in must belong to the given organization. */
function boundToOrganization(
  statement: Statement,
  denials: readonly Statement[],
  { account, principal }: NamedAccount,
  orgId: Reading<string>,
): "yes" | "no" | "unknown" {
  if (!principal) return "no";
  const arn = principal.value;
  const number = account === "*" ? "000000000000" : account;
  const visitorOf = (organization: string) => ({
    principal:
      parseArn(arn)?.service === "iam" && !arn.endsWith(":root")
        ? ({ kind: "role", arn } as const)
        : ({ kind: "root", account: number } as const),
    keys: { "aws:PrincipalOrgID": organization },
  });
  if (letsIn(statement, denials, visitorOf("o-unrelated00")) !== false) return "no";
  if (orgId.kind !== "known") return "unknown";
  const named = [...statement.conditions, ...denials.flatMap(({ conditions }) => conditions)]
    .filter(({ key }) => key === "aws:principalorgid")
    .flatMap(({ values }) => values.filter((value) => value !== orgId.value));
  return named.every((other) => letsIn(statement, denials, visitorOf(other)) === false) ? "yes" : "no";
}

function once(accounts: readonly NamedAccount[]): readonly NamedAccount[] {
  const seen = new Map<string, NamedAccount>();
  for (const one of accounts) if (!seen.has(one.account)) seen.set(one.account, one);
  return [...seen.values()];
}

function undetermined(urn: string, what: string, at: readonly string[], fix: string): Finding {
  return { kind: "undetermined", urn, what, at, why, fix };
}
