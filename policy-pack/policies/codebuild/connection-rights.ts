import { isExact, matchesAction } from "../../iam/allowance";
import type { Condition } from "../../iam/condition-block";
import type { Statement } from "../../iam/document";
import type { Work } from "../../iam/glob";
import { hasWildcard, matches, someText } from "../../iam/glob";
import type { Reading } from "../../reader/field";
import { listed } from "../../verdict/shortened";

/**
 * The two names of the service. Whatever prefix a connection's ARN has, some code paths ask for an action of
 * one name and some of the other (CodePipeline guide, "CodeStarSourceConnection", service role permissions).
 */
export const prefixes = ["codeconnections", "codestar-connections"] as const;
export type Prefix = (typeof prefixes)[number];

/** What a statement allows of one action on connections. */
export interface Right {
  /** What is too wide about it, each a continuation of "lets … use a connection". */
  readonly faults: readonly string[];
  /** Paths of what keeps it from being seen. */
  readonly unknown: readonly string[];
  /** Patterns of the connections that it is about. */
  readonly connections: readonly string[];
}

/** How a statement lets somebody use a connection under a name of the service; undefined: it does not. */
export function useRight(
  statement: Statement,
  prefix: Prefix,
  repositories: Reading<readonly string[]>,
  work: Work,
): Right | undefined {
  const target = targetOf(statement, `${prefix}:useconnection`, prefix, work);
  if (!target) return undefined;
  const repository = judgeRepository(statement, prefix, repositories);
  const reading = judgeKey(statement, `${prefix}:providerpermissionsrequired`, (values) =>
    values.every((value) => value === "read_only") ? [] : ["with rights to write"],
  );
  return merge(target, repository, reading ?? missing(statement, "with rights to write"));
}

/** The same for handing a connection to a service. */
export function passRight(statement: Statement, prefix: Prefix, work: Work): Right | undefined {
  const target = targetOf(statement, `${prefix}:passconnection`, prefix, work);
  if (!target) return undefined;
  const service = judgeKey(statement, `${prefix}:passedtoservice`, (values) =>
    values.some(hasWildcard) ? ["to a pattern of services"] : [],
  );
  return merge(target, service ?? missing(statement, "to any service"));
}

type Found = Pick<Right, "faults" | "unknown">;

/** Whether the statement surely speaks of the action and of some connection: else nothing about it is sure. */
type Target = Right & { readonly sure: boolean };

function merge(target: Target, ...found: readonly Found[]): Right {
  return {
    faults: target.sure ? [...target.faults, ...found.flatMap(({ faults }) => faults)] : [],
    unknown: [...new Set([...target.unknown, ...found.flatMap(({ unknown }) => unknown)])],
    connections: target.connections,
  };
}

const anyConnection = prefixes.map((prefix) => `arn:*:${prefix}:*:*:connection/*`);

/** Action and resources of the statement; undefined where it allows nothing of the kind. */
function targetOf(statement: Statement, action: string, prefix: Prefix, work: Work): Target | undefined {
  const { effect, actions, resources } = statement;
  // What is allowed by naming what is not is iam-no-not-elements' business.
  if (effect !== "Allow" || actions.negated || neverMet(statement, prefix)) return undefined;
  const acts = matchesAction(actions, action);
  if (acts === "no") return undefined;
  const named = actions.patterns.filter((pattern) => matches(pattern, action));
  // Everything on everything is iam-no-admin's business.
  const isEverything = (pattern: string) => /^\*+$/.test(pattern);
  if (acts === "yes" && named.every(isEverything) && resources.patterns.some(isEverything)) return undefined;
  const unknown = acts === "unknown" ? actions.unknown : [];
  const sure = acts === "yes";
  if (resources.negated)
    return { faults: ["that it does not name exactly"], unknown, connections: ["*"], sure };
  const found = resources.patterns.map((pattern) => ({ pattern, is: isConnection(pattern, work) }));
  const connections = found.flatMap(({ pattern, is }) => (is === "yes" ? [pattern] : []));
  const tangled = found.some(({ is }) => is === "unknown") ? [`${statement.path}.Resource`] : [];
  if (connections.length + resources.unknown.length + tangled.length === 0) return undefined;
  return {
    faults: connections.every(isExact) ? [] : ["that it does not name exactly"],
    unknown: [...unknown, ...resources.unknown, ...tangled],
    connections,
    sure: sure && connections.length > 0,
  };
}

/** Whether a pattern covers some connection; `unknown` where it is too entangled to say. */
function isConnection(pattern: string, work: Work): "yes" | "no" | "unknown" {
  const wide = pattern.replace(/\$\{[^}]*\}/g, "*");
  const found = anyConnection.map((connection) => someText([wide, connection], [], work).kind);
  if (found.includes("some")) return "yes";
  return found.includes("unknown") ? "unknown" : "no";
}

/** A condition on the other name's keys is met by no call under this one: the request has no such key. */
function neverMet({ conditions }: Statement, prefix: Prefix): boolean {
  return conditions.some(
    ({ key, operator, ifExists, qualifier }) =>
      prefixes.some((other) => other !== prefix && key.startsWith(`${other}:`)) &&
      positive.has(operator) &&
      !ifExists &&
      qualifier !== "ForAllValues",
  );
}

const positive: ReadonlySet<string> = new Set(["stringequals", "stringequalsignorecase", "stringlike"]);

/** Conditions that a call meets only with one of the values. */
function limits({ conditions }: Statement, key: string): readonly Condition[] {
  return conditions.filter(
    (condition) =>
      condition.key === key &&
      positive.has(condition.operator) &&
      !condition.ifExists &&
      condition.qualifier !== "ForAllValues",
  );
}

/** The mildest verdict on the conditions on a key, since all of them have to be met; undefined: there is none. */
function judgeKey(
  statement: Statement,
  key: string,
  faultsOf: (values: readonly string[]) => readonly string[],
): Found | undefined {
  const found = limits(statement, key).map((condition): Found => ({
    faults: faultsOf(condition.values),
    // IAM does not say what a comparison with no value means.
    unknown: condition.values.length === 0 ? [condition.path] : condition.unknown,
  }));
  return (
    found.find(({ faults, unknown }) => faults.length + unknown.length === 0) ??
    found.find(({ faults }) => faults.length === 0) ??
    found[0]
  );
}

/** A condition that can't be read may be the one that is missing. */
function missing({ unknownConditions }: Statement, fault: string): Found {
  return unknownConditions.length > 0
    ? { faults: [], unknown: unknownConditions }
    : { faults: [fault], unknown: [] };
}

function judgeRepository(
  statement: Statement,
  prefix: Prefix,
  repositories: Reading<readonly string[]>,
): Found {
  const found = judgeKey(statement, `${prefix}:fullrepositoryid`, (values) => {
    if (values.some(hasWildcard)) return ["for a pattern of repositories"];
    if (repositories.kind !== "known") return [];
    const others = values.filter((value) => !repositories.value.includes(value));
    return others.length === 0 ? [] : [`for repositories that are not allowed (${listed(others)})`];
  });
  if (!found) return missing(statement, "for any repository");
  return repositories.kind === "known" || found.faults.length > 0
    ? found
    : { ...found, unknown: [...found.unknown, repositories.path] };
}
