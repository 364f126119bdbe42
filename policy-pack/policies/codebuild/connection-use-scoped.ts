/**
 * connection-use-scoped
 *
 * Whoever may use a connection may use exactly the one it needs, for exactly the repositories it needs, and to
 * read: each statement that allows UseConnection names connections by their whole ARNs, and demands
 * `FullRepositoryId` and `ProviderPermissionsRequired: read_only`. PassConnection names them likewise and
 * demands `PassedToService`. Who holds UseConnection holds it under both names of the service, each with its
 * own keys: `codestar-connections:UseConnection` on an ARN of `codeconnections` is right, and needed. A key of
 * one name is never there in a call under the other, so both actions in one statement give one at most.
 *
 * Why: OWASP CICD-SEC-8 and 5. A connection acts as one GitLab user; without a repository in the condition it
 * reads and writes whatever that user may, and a pipeline with one name only fails at its source.
 *
 * Level: the stack's: who holds a document, and whether it only bounds, is known only there. Denials of the
 * whole action count, boundaries don't.
 *
 * Not seen here: `*` on `*`, and NotAction (iam-no-admin, iam-no-not-elements). A document that can't be read
 * is undetermined.
 *
 * Parameters: `repos`: repositories that may be named (default: `allowedRepos`, else the settings' project).
 */
import { worldSchema } from "../../config/parameters";
import { textList } from "../../config/environments";
import { identitiesOf } from "../../identities/identities";
import type { HeldGrant } from "../../identities/identities";
import type { Reading } from "../../reader/field";
import { firstGiven } from "../../reader/reading";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { Prefix } from "./connection-rights";
import { prefixes } from "./connection-rights";
import type { Use } from "./connection-uses";
import { isExactly, isSure, usesOf } from "./connection-uses";
import { listed } from "../../verdict/shortened";

export const connectionUseScoped: Rule = {
  number: 37,
  name: "connection-use-scoped",
  title: "A connection is used for its repository and to read",
  description:
    "UseConnection is allowed on exact connections, for named repositories and to read, under both names of the service; PassConnection to named services.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Write two statements, codeconnections:UseConnection and codestar-connections:UseConnection, each on the connection's ARN with its own FullRepositoryId and ProviderPermissionsRequired.",
  parameters: {
    ...worldSchema("allowedRepos"),
    repos: {
      type: "array",
      items: { type: "string" },
      description: "Repositories for which a connection may be used, by full path. Default: allowedRepos.",
    },
  },
  stack: (stack, setup) => {
    const grants = identitiesOf(stack, setup.world).grants.filter(({ isOnlyBoundary }) => !isOnlyBoundary);
    if (grants.length === 0) return notApplicable("the stack has no identity policy");
    const repositories = repositoriesOf(setup);
    const held = grants.map((grant) => ({ grant, uses: usesOf(grant, repositories) }));
    return judged([
      ...held.flatMap(({ grant, uses }) => [...judgeUses(grant, uses), ...unreadable(grant)]),
      ...lacking(held),
    ]);
  },
};

const why =
  "CICD-SEC-8: a connection acts as one GitLab user, and without a repository in the condition it reads and writes whatever that user may";

function repositoriesOf({ parameters, world }: Setup): Reading<readonly string[]> {
  return firstGiven(textList(parameters.at("repos")), () => world.allowedRepos);
}

/** What several statements have in common is said once. */
function judgeUses(grant: HeldGrant, uses: readonly Use[]): readonly Finding[] {
  const groups = new Map<string, Use[]>();
  for (const use of uses) {
    const { faults, unknown } = use.right;
    if (faults.length + unknown.length === 0) continue;
    const key = `${use.verb} ${faults.join(", ")}`;
    const group = groups.get(key);
    if (group) group.push(use);
    else groups.set(key, [use]);
  }
  return [...groups.values()].map((group) => judgeAlike(grant, group));
}

/** Uses of the same verb with the same faults. */
function judgeAlike(grant: HeldGrant, uses: readonly Use[]): Finding {
  const [first] = uses;
  const verb = first?.verb ?? "use";
  const faults = first?.right.faults ?? [];
  const about = { urn: urnOf(grant), why };
  const who = holdersOf(grant);
  if (faults.length > 0)
    return {
      ...about,
      kind: "violation",
      what: `${carrierOf(grant)} lets ${who} ${verb} a connection ${faults.join(", ")}.`,
      at: few(uses.map(({ statement }) => statement.path)),
      fix:
        verb === "use"
          ? "name the connection's whole ARN, and demand FullRepositoryId and ProviderPermissionsRequired read_only by StringEquals, each name of the service in a statement with its own keys"
          : "name the connection's whole ARN, and demand PassedToService codepipeline.amazonaws.com by StringEquals, with the key of the action's name",
    };
  return {
    ...about,
    kind: "undetermined",
    what: `whether ${carrierOf(grant, "lower")} lets ${who} ${verb} a connection for more than it needs can't be seen.`,
    at: few(uses.flatMap(({ right }) => right.unknown)),
    fix: "build connection ARN and conditions from names, and give this policy's config `repos`, or the stack the setting delivery:gitlab",
  };
}

/** Paths, each once; of very many the first few. */
function few(paths: readonly string[]): readonly string[] {
  const each = [...new Set(paths)];
  return each.length > 10 ? [...each.slice(0, 10), `and ${each.length - 10} more`] : each;
}

function unreadable(grant: HeldGrant): readonly Finding[] {
  const { unknown } = grant.document;
  if (unknown.length === 0) return [];
  return [
    {
      kind: "undetermined",
      urn: urnOf(grant),
      what: `whether ${carrierOf(grant, "lower")} lets ${holdersOf(grant)} use a connection can't be seen.`,
      at: few(unknown),
      why,
      fix: "build the document from names and account ids instead of outputs",
    },
  ];
}

interface Held {
  readonly grant: HeldGrant;
  readonly uses: readonly Use[];
}

/** Whoever uses a connection under one name of the service and not under the other, said once a policy. */
function lacking(held: readonly Held[]): readonly Finding[] {
  return held.flatMap((one) =>
    prefixes.flatMap((prefix, index): readonly Finding[] => {
      const other = prefixes[1 - index] ?? prefix;
      const own = one.uses.filter(
        (use) => use.verb === "use" && use.prefix === prefix && isSure(use) && isExactly(use),
      );
      if (own.length === 0) return [];
      const { grant } = one;
      const sides =
        grant.holders.length > 0
          ? grant.holders.map((owner) => held.filter(({ grant: { holders } }) => holders.includes(owner)))
          : [[one]];
      if (sides.every((side) => isCovered(own, other, side))) return [];
      return [
        {
          kind: "violation",
          urn: urnOf(grant),
          what: `${carrierOf(grant)} lets ${holdersOf(grant)} use a connection as ${prefix} only.`,
          at: own.slice(0, 3).map(({ statement }) => statement.path),
          why: "CodePipeline asks for UseConnection under both names of the service, whatever the connection's ARN begins with, so the source fails",
          fix: `add a statement with ${other}:UseConnection on the same ARN, with the keys of ${other} in its condition`,
        },
      ];
    }),
  );
}

/**
 * Whether the same is allowed under the other name, or may be by what can't be read. A right that names no exact
 * connection is taken for all of them: it has a finding of its own.
 */
function isCovered(own: readonly Use[], other: Prefix, held: readonly Held[]): boolean {
  if (held.some(({ grant }) => grant.document.unknown.length > 0)) return true;
  const others = held.flatMap(({ uses }) => uses.filter((use) => use.verb === "use" && use.prefix === other));
  const connections = new Set(others.flatMap(({ right }) => right.connections));
  return (
    others.some((use) => !isSure(use)) ||
    !others.every(isExactly) ||
    own.every(({ right }) => right.connections.every((connection) => connections.has(connection)))
  );
}

function urnOf({ carrier, holders }: HeldGrant): string {
  return carrier?.urn ?? holders[0]?.urn ?? "";
}

function carrierOf({ carrier, managedArn }: HeldGrant, letter: "upper" | "lower" = "upper"): string {
  const word = letter === "upper" ? "Policy" : "policy";
  return `${word} ${managedArn ?? carrier?.name ?? "of a role outside of the stack"}`;
}

function holdersOf({ holders }: HeldGrant): string {
  if (holders.length === 0) return "whoever it is attached to";
  return listed(holders.map(({ kind, label }) => `${kind.replace("-", " ")} ${label}`));
}
