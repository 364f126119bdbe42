/**
 * oidc-provider-config
 *
 * An identity provider for OpenID Connect has an https issuer from the list and audiences from the list, and is
 * its issuer's only one in its account.
 *
 * Why: the provider is the outer door. An issuer or audience that nobody listed lets in tokens that were made for
 * somebody else; AWS has room for one provider an issuer, so a second one fails or shadows the first.
 *
 * Level: the resource's for issuer and audiences, which stops it before it exists; the stack's for a second one.
 *
 * Not seen: thumbprints, which AWS needs only for authorities that it does not know.
 *
 * Parameters: `issuers` (default: https://gitlab.com and the settings' host), `audiences` (default: the settings',
 * else the address of GitLab).
 */
import { worldSchema } from "../../config/parameters";
import { textsOf } from "../../reader/field";
import type { Reading } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import type { ResourceView, StackResource } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { withoutScheme } from "./web-identity";

export const oidcProviderConfig: Rule = {
  number: 72,
  name: "oidc-provider-config",
  title: "Identity providers are for listed issuers and audiences",
  description: "OpenID Connect providers have a listed https issuer and listed audiences, one an issuer.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Set url to a listed https issuer and clientIdLists to the audience of your tokens, or list them in this policy's config.",
  parameters: worldSchema("issuers", "audiences"),
  types: [tokens.oidcProvider],
  resource: (resource, setup) =>
    judged([...judgeIssuer(resource, setup), ...judgeAudiences(resource, setup)]),
  stack: (stack) => judged(judgeTwins(stack.ofType(tokens.oidcProvider))),
};

const why = "CICD-SEC-2: the provider decides whose tokens are looked at at all, and for whom they were made";

function judgeIssuer(
  { urn, name, properties }: ResourceView,
  { world: { issuers } }: Setup,
): readonly Finding[] {
  const url = properties.at("url").text();
  if (url.kind !== "known")
    return [unseen(urn, `the issuer of provider ${name} is not known yet.`, [url.path])];
  if (/^[a-z]+:\/\//i.test(url.value) && !/^https:\/\//i.test(url.value))
    return [
      violation(
        urn,
        `Provider ${name} has issuer ${url.value}, which is not https.`,
        "url",
        "write the issuer with https://",
      ),
    ];
  if (issuers.kind !== "known")
    return [unseen(urn, `which issuers may be trusted is not known.`, ["url", issuers.path])];
  const listed = issuers.value.filter((one) => one.startsWith("https://")).map(withoutScheme);
  if (listed.includes(withoutScheme(url.value))) return [];
  return [
    violation(
      urn,
      `Provider ${name} is for issuer ${url.value}, which is not on the list (${issuers.value.join(", ")}).`,
      "url",
      "use a listed issuer, or list this one in this policy's `issuers`",
    ),
  ];
}

function judgeAudiences(
  { urn, name, properties }: ResourceView,
  { world: { audiences } }: Setup,
): readonly Finding[] {
  const { texts, unknown } = textsOf(properties.at("clientIdLists"));
  const findings: Finding[] = [];
  if (unknown.length > 0)
    findings.push(unseen(urn, `an audience of provider ${name} is not known yet.`, unknown));
  if (audiences.kind !== "known") {
    if (texts.length > 0)
      findings.push(
        unseen(urn, "which audiences may be asked for is not known.", ["clientIdLists", audiences.path]),
      );
    return findings;
  }
  const others = texts.filter((text) => !audiences.value.includes(text));
  if (others.length > 0)
    findings.push(
      violation(
        urn,
        `Provider ${name} accepts audience ${others.join(", ")}, which is not on the list (${audiences.value.join(", ")}).`,
        "clientIdLists",
        "remove it, or list it in this policy's `audiences`",
      ),
    );
  return findings;
}

function judgeTwins(providers: readonly StackResource[]): readonly Finding[] {
  const seen = new Map<string, StackResource>();
  return providers.flatMap((one) => {
    const [url, account] = [one.properties.at("url").text(), accountOfProvider(one.provider)];
    if (url.kind !== "known") return [];
    const key = `${textOf(account)} ${withoutScheme(url.value)}`;
    const twin = seen.get(key);
    if (twin)
      return [
        violation(
          one.urn,
          `Provider ${one.name} is the second one for issuer ${url.value} in its account, beside ${twin.name}.`,
          "url",
          "keep one provider an issuer and account, with all audiences",
        ),
      ];
    seen.set(key, one);
    return [];
  });
}

function textOf(reading: Reading<string>): string {
  return reading.kind === "known" ? reading.value : "";
}

function violation(urn: string, what: string, at: string, fix: string): Finding {
  return { kind: "violation", urn, what, at: [at], why, fix };
}

function unseen(urn: string, what: string, at: readonly string[]): Finding {
  return {
    kind: "undetermined",
    urn,
    what,
    at,
    why,
    fix: "write url and clientIdLists from settings, and give the policy config `issuers` and `audiences`",
  };
}
