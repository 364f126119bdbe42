import type { Context } from "../iam/context";
import { contextOf } from "../iam/context";
import type { Document } from "../iam/document";
import { hasWildcard, matches, someText } from "../iam/glob";
import type { RequestPrincipal } from "../iam/request";

/** Somebody who comes to a resource, as far as its policy can tell. */
export interface Visitor {
  readonly principal: RequestPrincipal;
  readonly context: Context;
}

/** Visitors to try, and what could not be tried. */
export interface Visitors {
  readonly visitors: readonly Visitor[];
  readonly unknown: readonly string[];
}

type Keys = Readonly<Record<string, string | null | undefined>>;

/** Accounts, organizations and networks that are nobody's: AWS never gives out these. */
const strangeAccount = "000000000000";
const strangeOrganization = "o-0000000000";
const strangePath = `${strangeOrganization}/r-0000/ou-0000-00000000/`;
const strangeNetwork = { "aws:SourceVpc": "vpc-00000000", "aws:SourceVpce": "vpce-00000000" } as const;

/** A name that nobody gives to a role, so that no policy means it by its name. */
const unnamedRole = "unnamed-0f6d2c";

/** The most patterns of one key that visitors are made for; a policy of everyday has a few. */
const mostPatterns = 8;

/** Keys that only a service sets, for whom it works. */
const noSource: Keys = {
  "aws:SourceAccount": null,
  "aws:SourceArn": null,
  "aws:SourceOrgID": null,
  "aws:SourceOrgPaths": null,
  "aws:SourceOwner": null,
};

const noPrincipal: Keys = {
  "aws:PrincipalAccount": null,
  "aws:PrincipalArn": null,
  "aws:PrincipalOrgID": null,
  "aws:PrincipalOrgPaths": null,
  "kms:CallerAccount": null,
};

/**
 * People from nowhere: of another organization and of none, by themselves and through a service that works for
 * them; without credentials too, where the service takes such requests. They choose what they are called, so
 * of every pattern of ARNs one is tried that a stranger may have. What else a request says, they choose as well:
 * it stays open.
 */
export function strangersTo(document: Document, anonymous: boolean): Visitors {
  const principals = arnsOf(document, "aws:principalarn", strangeAccount, "identity");
  const sources = arnsOf(document, "aws:sourcearn", strangeAccount, "thing");
  const ownNames = [roleOf(strangeAccount), ...principals.arns];
  const ownThings = [`arn:aws:s3:::${unnamedRole}`, ...sources.arns];
  return {
    visitors: [
      ...ownNames.flatMap((arn) =>
        [strangeOrganization, null].map((organization) =>
          session(strangeAccount, arn, {
            "aws:PrincipalArn": arn,
            "aws:PrincipalOrgID": organization,
            "aws:PrincipalOrgPaths": organization === null ? null : strangePath,
            ...strangeNetwork,
          }),
        ),
      ),
      ...ownThings.map((arn) => nameless(strangeSource(arn))),
      ...(anonymous
        ? [nameless({ "aws:PrincipalIsAWSService": "false", ...noSource, ...strangeNetwork })]
        : []),
    ],
    unknown: [...principals.unknown, ...sources.unknown],
  };
}

/** A service that comes for things of strangers; each pattern of sources is tried with a thing that they may have. */
export function serviceForStrangers(document: Document, service: string): Visitors {
  const { arns, unknown } = arnsOf(document, "aws:sourcearn", strangeAccount, "thing");
  return {
    visitors: [`arn:aws:s3:::${unnamedRole}`, ...arns].map((arn) => ({
      principal: { kind: "service", service },
      context: contextOf(
        { ...noPrincipal, ...strangeSource(arn), "aws:PrincipalServiceName": service },
        "unknown",
      ),
    })),
    unknown,
  };
}

/** What a service says of the thing of a stranger for which it comes. */
function strangeSource(arn: string): Keys {
  return {
    "aws:PrincipalIsAWSService": "true",
    "aws:SourceAccount": strangeAccount,
    "aws:SourceOwner": strangeAccount,
    "aws:SourceArn": arn,
    "aws:SourceOrgID": strangeOrganization,
    "aws:SourceOrgPaths": strangePath,
    "aws:SourceVpc": null,
    "aws:SourceVpce": null,
  };
}

/** Some identity of an account, whichever the policy means. */
export function someoneOf(accountId: string): Visitor {
  return session(accountId, roleOf(accountId), {});
}

/** The identity with this ARN. */
export function identity(principal: Extract<RequestPrincipal, { kind: "role" | "user" }>, accountId: string) {
  return session(accountId, principal.arn, { "aws:PrincipalArn": principal.arn }, principal);
}

/** The root user of an account. */
export function root(accountId: string): Visitor {
  const arn = `arn:aws:iam::${accountId}:root`;
  return session(accountId, arn, { "aws:PrincipalArn": arn }, { kind: "root", account: accountId });
}

/** Identities of an account that a policy doesn't name one by one, but may mean by a pattern. */
export function unnamedOf(document: Document, accountId: string): Visitors {
  const { arns, unknown } = arnsOf(document, "aws:principalarn", accountId, "identity");
  return {
    visitors: [roleOf(accountId), ...arns].map((arn) => session(accountId, arn, { "aws:PrincipalArn": arn })),
    unknown,
  };
}

/** Identities of whichever account of an organization. */
export function unnamedOfOrganization(document: Document): Visitors {
  return unnamedOf(document, strangeAccount);
}

export function someoneOfOrganization(): Visitor {
  return someoneOf(strangeAccount);
}

function roleOf(accountId: string): string {
  return `arn:aws:iam::${accountId}:role/${unnamedRole}`;
}

function session(
  accountId: string,
  arn: string,
  keys: Keys,
  principal: RequestPrincipal = { kind: "role", arn },
): Visitor {
  return {
    principal,
    context: contextOf(
      {
        "aws:PrincipalAccount": accountId,
        "kms:CallerAccount": accountId,
        "aws:PrincipalIsAWSService": "false",
        "aws:PrincipalServiceName": null,
        ...noSource,
        ...keys,
      },
      "unknown",
    ),
  };
}

function nameless(keys: Keys): Visitor {
  return {
    principal: { kind: "anonymous" },
    context: contextOf({ ...noPrincipal, ...keys }, "unknown"),
  };
}

/** One ARN that belongs to the account for every pattern that a condition of the document compares the key with. */
function arnsOf(
  { statements }: Document,
  key: string,
  accountId: string,
  kind: "identity" | "thing",
): { readonly arns: readonly string[]; readonly unknown: readonly string[] } {
  const patterns = new Set<string>();
  for (const { conditions } of statements)
    for (const condition of conditions)
      if (condition.key === key)
        for (const value of condition.values) if (hasWildcard(value)) patterns.add(value);
  const arns = [...patterns]
    .slice(0, mostPatterns)
    .flatMap((pattern) => arnLike(pattern, accountId, kind) ?? []);
  return {
    arns: [...new Set(arns)],
    unknown: patterns.size > mostPatterns ? [`more than ${mostPatterns} patterns of ${key}`] : [],
  };
}

/**
 * An ARN of the account that matches the pattern; undefined if there is none. The parts of an ARN are looked at
 * one by one, so that a wildcard stays in its part.
 */
function arnLike(pattern: string, accountId: string, kind: "identity" | "thing"): string | undefined {
  const [arn, partition, service, region, account, ...rest] = pattern.split(":");
  if (account === undefined || rest.length === 0 || service === undefined || region === undefined) {
    const within =
      kind === "identity" ? `arn:aws:iam::${accountId}:role/?*` : `arn:aws:sns:eu-central-1:${accountId}:?*`;
    const found = someText([pattern, within], []);
    return found.kind === "some" ? found.example : undefined;
  }
  const resource = rest.join(":");
  // Buckets are named without an account: anybody may have one of a pattern.
  const isBucket = kind === "thing" && service === "s3" && account === "" && hasWildcard(resource);
  if (!isBucket && !matches(account, accountId)) return undefined;
  const filled = [arn, partition, service, region].map((part = "") => part.replace(/[*?]/g, "x"));
  const found = someText([resource, kind === "identity" ? "role/?*" : "?*"], []);
  if (found.kind !== "some") return undefined;
  return [...filled, isBucket ? "" : accountId, found.example].join(":");
}
