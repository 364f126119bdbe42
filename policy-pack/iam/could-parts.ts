import { matchesActions } from "./action-match";
import { leavesOpen, meets } from "./conditions";
import type { Context } from "./context";
import { valueOf } from "./context";
import type { Document, Statement } from "./document";
import type { Truth } from "./kleene";
import { all, any, isUnsure, unsure } from "./kleene";
import { hasVariable, resolveVariables, variableKeys } from "./policy-variable";
import { isDenied, meaningOf } from "./principal-match";
import type { RequestPrincipal } from "./request";

/** What is known of the requests in question. */
export interface Circumstances {
  readonly context: Context;
  readonly principal?: RequestPrincipal;
}

/** Resources on which one action is allowed: what matches `inside` and none of `outside`. */
export interface Grant {
  readonly statement?: Statement;
  readonly inside: string;
  readonly outside: readonly string[];
  /** Empty where the grant is certain; else what it depends on. */
  readonly paths: readonly string[];
}

/** Resources on which one action is denied: those of `patterns`, or all but those. */
export interface Denial {
  readonly patterns: readonly string[];
  readonly negated: boolean;
  readonly paths: readonly string[];
}

/** Grants of one action (lower case) that some request meets. */
export function grantsOf(
  documents: readonly Document[],
  action: string,
  known: Circumstances,
): readonly Grant[] {
  const grants: Grant[] = [];
  for (const { statements, unknown } of documents) {
    for (const statement of statements)
      for (const grant of grantsOfStatement(statement, action, known)) grants.push(grant);
    if (unknown.length > 0) grants.push({ inside: "*", outside: [], paths: unknown });
  }
  return grants;
}

/** Denials of one action (lower case) that no request escapes by its keys, and those that may be such. */
export function denialsOf(
  documents: readonly Document[],
  action: string,
  known: Circumstances,
): readonly Denial[] {
  const denials: Denial[] = [];
  for (const { statements, unknown } of documents) {
    for (const statement of statements)
      for (const denial of denialsOfStatement(statement, action, known)) denials.push(denial);
    if (unknown.length > 0) denials.push({ patterns: ["*"], negated: false, paths: unknown });
  }
  return denials;
}

const nothing: readonly never[] = [];

function grantsOfStatement(statement: Statement, action: string, known: Circumstances): readonly Grant[] {
  if (statement.effect !== "Allow") return nothing;
  const meant = matchesActions(statement.actions, action);
  if (meant === false) return nothing;
  const truth = all([
    meant,
    meantByAllow(statement, known),
    ...statement.conditions.map((condition) =>
      // Some request meets what hangs on the request alone.
      leavesOpen(condition, known.context, statement.variables)
        ? true
        : meets(condition, known.context, statement.variables),
    ),
  ]);
  if (truth === false) return [];
  const paths = isUnsure(truth) ? truth.paths : [];
  const { negated, patterns, unknown } = statement.resources;
  if (negated) {
    const outside = patterns.flatMap((pattern) => closed(statement, pattern, known.context) ?? []);
    return [{ statement, inside: "*", outside, paths: [...paths, ...unknown] }];
  }
  return [
    ...patterns.flatMap((pattern) => {
      const inside = widest(statement, pattern, known.context);
      const unread = statement.variables === "unknown" && hasVariable(pattern) ? [statement.path] : [];
      return inside === undefined ? [] : [{ statement, inside, outside: [], paths: [...paths, ...unread] }];
    }),
    ...(unknown.length > 0 ? [{ statement, inside: "*", outside: [], paths: [...paths, ...unknown] }] : []),
  ];
}

function denialsOfStatement(statement: Statement, action: string, known: Circumstances): readonly Denial[] {
  if (statement.effect !== "Deny") return nothing;
  const meant = matchesActions(statement.actions, action);
  if (meant === false) return nothing;
  const { conditions, unknownConditions, variables } = statement;
  // A request that doesn't meet the condition is not denied.
  if (conditions.some((condition) => leavesOpen(condition, known.context, variables))) return [];
  const truth = all([
    meant,
    meantByDeny(statement, known),
    ...conditions.map((condition) => meets(condition, known.context, variables)),
    ...(unknownConditions.length > 0 ? [unsure(...unknownConditions)] : []),
  ]);
  if (truth === false) return [];
  const paths = isUnsure(truth) ? truth.paths : [];
  const { negated, patterns, unknown } = statement.resources;
  if (negated) {
    const spared = patterns.flatMap((pattern) => widest(statement, pattern, known.context) ?? []);
    return [{ patterns: spared, negated, paths: [...paths, ...unknown] }];
  }
  const certain = patterns.flatMap((pattern) => closed(statement, pattern, known.context) ?? []);
  const unreadable = statement.variables === "unknown" && patterns.some(hasVariable) ? [statement.path] : [];
  const open = [...unknown, ...unreadable];
  return [
    { patterns: certain, negated, paths },
    ...(open.length > 0 ? [{ patterns: ["*"], negated, paths: [...paths, ...open] }] : []),
  ];
}

function meantByAllow({ principals, path }: Statement, { principal }: Circumstances): Truth {
  if (!principals || !principal) return true;
  const { itself, role, account } = meaningOf(principals, principal, path);
  return any([itself, role, account]);
}

function meantByDeny({ principals, path }: Statement, { principal }: Circumstances): Truth {
  if (!principals) return true;
  if (principal) return isDenied(principals, principal, path, false);
  // Somebody is not meant, unless everybody is.
  if (principals.negated) return false;
  if (principals.entries.some(({ kind, value }) => kind === "AWS" && value === "*")) return true;
  return principals.unknown.length > 0 && unsure(...principals.unknown);
}

/** The pattern with variables standing for what they may be; undefined where one surely has no value. */
function widest(statement: Statement, pattern: string, context: Context): string | undefined {
  if (!hasVariable(pattern)) return pattern;
  const { variables, path } = statement;
  const resolved = resolveVariables(pattern, context, variables ?? "live", path);
  if (resolved.kind === "null") return undefined;
  return resolved.kind === "text" ? resolved.text : pattern.replace(/\$\{[^{}]*\}/g, "*");
}

/** The pattern, where no choice of the request's keys makes it another; undefined elsewhere. */
function closed(statement: Statement, pattern: string, context: Context): string | undefined {
  if (
    variableKeys(pattern).some((key) => valueOf(context, key) === "unknown") &&
    statement.variables !== "literal"
  )
    return undefined;
  const resolved = resolveVariables(pattern, context, statement.variables ?? "live", statement.path);
  return resolved.kind === "text" ? resolved.text : undefined;
}
