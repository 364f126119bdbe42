/**
 * provider-account-allowlist
 *
 * Every AWS resource is made through an explicit provider that can work in exactly the accounts it is meant
 * for: `allowedAccountIds` is set and lists allowed accounts only, every role that it assumes is in one of
 * them, and the role it ends as is in an allowed one. A provider that can work in a production account works
 * in no other, so that production is reached through the production provider alone. No provider holds a
 * static key. Nothing uses the default provider, whose account is whatever the shell happens to be signed in to.
 *
 * Why: a provider that doesn't pin its account makes the right resources in the wrong account as soon as
 * somebody runs it with other credentials; a key in a provider is a key in the state.
 *
 * Level: the resource's. Each resource comes with its provider's inputs, providers are resources themselves,
 * and a resource in a wrong place must be stopped before it exists. The account of an ARN is known only of the
 * stack, so that one question is asked there: does what was made stand in its provider's account?
 *
 * Parameters: `accounts` (default: the DevOps account and all targets of the stack's settings),
 * `prodAccounts` (default: the targets of the environments of kind production), `onUnknown` (advisory).
 * Providers of other clouds and of GitLab have no AWS account: not applicable.
 */
import { worldSchema } from "../../config/parameters";
import { accountOf } from "../../iam/arn";
import type { Reading } from "../../reader/field";
import { accountOfProvider, providerAccounts } from "../../reader/provider-account";
import type { ResourceView } from "../../reader/resource";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";

export const providerAccountAllowlist: Rule = {
  number: 119,
  name: "provider-account-allowlist",
  title: "Every resource has a provider that pins its account",
  description:
    "AWS resources use explicit providers that pin an allowed account and hold no static keys; production has a provider of its own.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Create one provider an account, with allowedAccountIds set to exactly that account and assumeRoles to a role in it, and pass it to every resource or to the component above it.",
  parameters: worldSchema("accounts", "prodAccounts"),
  resource: (resource, setup) => {
    if (isProviderType(resource.type)) return judgeProvider(resource, setup);
    if (!/^aws(-native)?:/.test(resource.type))
      return notApplicable("only AWS resources and AWS providers have an AWS account");
    return judgeUse(resource);
  },
  stack: ({ resources }) =>
    judged(resources.filter(({ type }) => /^aws(-native)?:/.test(type)).flatMap(judgePlace)),
};

const why = "what a provider may do depends on its account, and nothing but the provider pins it";

function isProviderType(type: string): boolean {
  return type === "pulumi:providers:aws" || type === "pulumi:providers:aws-native";
}

/** The engine's own providers are called `default` and `default_<version>`. */
function isDefault(name: string): boolean {
  return name === "default" || name.startsWith("default_");
}

function judgeProvider(resource: ResourceView, { world }: Setup): Verdict {
  const { urn, name, properties } = resource;
  const keys = staticKeys(resource);
  // What stands on the default provider is reported resource by resource; here only its keys matter.
  if (isDefault(name)) return judged(keys);
  const accounts = providerAccounts(properties);
  const findings: Finding[] = [...keys];
  const violation = (what: string, at: string, fix: string) =>
    findings.push({ kind: "violation", urn, what: `Provider ${name} ${what}`, at: [at], why, fix });
  const undetermined = (what: string, at: readonly string[], fix: string) =>
    findings.push({ kind: "undetermined", urn, what: `provider ${name}: ${what}`, at, why, fix });

  if (accounts.unknownAllowed.length > 0)
    undetermined(
      "the accounts that it is allowed to work in are not known yet.",
      accounts.unknownAllowed,
      "write allowedAccountIds as literals, from the settings instead of from another resource's output",
    );
  else if (accounts.allowed.length === 0)
    violation(
      "works in whatever account its credentials belong to.",
      "allowedAccountIds",
      "set allowedAccountIds to the one account that it is for",
    );
  if (accounts.unknownAssumed.length > 0)
    undetermined(
      "a role that it assumes is not known yet.",
      accounts.unknownAssumed,
      "build the role's ARN from account id and role name",
    );
  const last = accounts.assumed.at(-1);
  const lastAccount = last === undefined ? undefined : accountOf(last);
  if (
    lastAccount !== undefined &&
    accounts.unknownAssumed.length + accounts.unknownAllowed.length === 0 &&
    accounts.allowed.length > 0 &&
    !accounts.allowed.includes(lastAccount)
  )
    violation(
      `ends as a role of account ${lastAccount}, which is not among its allowed accounts (${accounts.allowed.join(", ")}).`,
      "assumeRoles",
      "let the assumed role and allowedAccountIds name the same account",
    );
  const named = [...new Set([...accounts.allowed, ...accounts.assumed.map(accountIn)])];
  for (const text of named.filter((account) => !/^\d{12}$/.test(account)))
    violation(
      `names no account that can be read in ${JSON.stringify(text)}.`,
      "allowedAccountIds, assumeRoles",
      "write account ids as twelve digits in quotes, and roles as full ARNs",
    );
  const ids = named.filter((account) => /^\d{12}$/.test(account));
  findings.push(...judgeList(resource, ids, world.accounts));
  const allowed = accounts.allowed.filter((account) => /^\d{12}$/.test(account));
  findings.push(...judgeProduction(resource, allowed, world.production));
  return judged(findings);
}

function accountIn(roleArn: string): string {
  return accountOf(roleArn) ?? roleArn;
}

function judgeList(
  { urn, name }: ResourceView,
  ids: readonly string[],
  allowed: Reading<readonly string[]>,
): readonly Finding[] {
  if (allowed.kind !== "known")
    return [
      {
        kind: "undetermined",
        urn,
        what: `which accounts this stack may work in is not known, so provider ${name} can't be held against them.`,
        at: [allowed.path],
        why,
        fix: "give the policy config `accounts`, or the stack the settings delivery:devops and delivery:environments",
      },
    ];
  return ids
    .filter((id) => !allowed.value.includes(id))
    .map((id) => ({
      kind: "violation",
      urn,
      what: `Provider ${name} can work in account ${id}, which is not on the list of this stack (${allowed.value.join(", ")}).`,
      at: ["allowedAccountIds, assumeRoles"],
      why,
      fix: "use an account of the list, or add the account to the settings or to the policy config's `accounts`",
    }));
}

function judgeProduction(
  { urn, name }: ResourceView,
  ids: readonly string[],
  production: Reading<readonly string[]>,
): readonly Finding[] {
  if (ids.length < 2 || production.kind === "absent") return [];
  if (production.kind === "unknown")
    return [
      {
        kind: "undetermined",
        urn,
        what: `provider ${name} can work in several accounts, and which of them are production is not known.`,
        at: [production.path],
        why,
        fix: "give the policy config `prodAccounts`, or correct delivery:environments",
      },
    ];
  const productive = ids.filter((id) => production.value.includes(id));
  if (productive.length === 0) return [];
  return [
    {
      kind: "violation",
      urn,
      what: `Provider ${name} can work in production (${productive.join(", ")}) and elsewhere (${ids.filter((id) => !productive.includes(id)).join(", ") || "in another production account"}).`,
      at: ["allowedAccountIds, assumeRoles"],
      why: "a production account is reached through its own provider only, or a slip in another environment lands in production",
      fix: "create one provider an account",
    },
  ];
}

/** A key that is given but not known yet is given all the same. */
function staticKeys({ urn, name, properties }: ResourceView): readonly Finding[] {
  return ["accessKey", "secretKey", "token"]
    .filter((key) => {
      const reading = properties.at(key).text();
      return reading.kind === "unknown" || (reading.kind === "known" && reading.value !== "");
    })
    .map((key) => ({
      kind: "violation",
      urn,
      what: `Provider ${name} holds a static credential.`,
      at: [key],
      why: "a key in a provider is a key in the state and in every preview; it outlives the person who set it",
      fix: `remove ${key}; sign in with a role or a profile and let assumeRoles do the rest`,
    }));
}

function judgeUse({ urn, type, provider }: ResourceView): Verdict {
  if (!provider)
    return judged([
      {
        kind: "undetermined",
        urn,
        what: `the engine names no provider for this ${type}.`,
        at: ["provider"],
        why,
        fix: "run without --target, or pass the resource an explicit provider",
      },
    ]);
  if (!isDefault(provider.name)) return judged([]);
  return judged([
    {
      kind: "violation",
      urn,
      what: `This ${type} uses the default provider, whose account nothing pins.`,
      at: ["provider"],
      why,
      fix: "pass the resource, or the component above it, the explicit provider of its account",
    },
  ]);
}

/** What was made must stand where its provider works. */
function judgePlace({ urn, type, properties, provider }: ResourceView): readonly Finding[] {
  const arn = properties.at("arn").text();
  const stands = arn.kind === "known" ? accountOf(arn.value) : undefined;
  const works = accountOfProvider(provider);
  if (stands === undefined || works.kind !== "known" || stands === works.value) return [];
  return [
    {
      kind: "violation",
      urn,
      what: `This ${type} stands in account ${stands}, and its provider works in ${works.value}.`,
      at: ["arn"],
      why,
      fix: "pass it the provider of the account that it is for",
    },
  ];
}
