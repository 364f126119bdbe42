import { coversAction } from "./action-match";
import type { Denial } from "./could-parts";
import { searchResource } from "./could-search";
import type { Document, Patterns, Statement } from "./document";
import { boundedWork, contains, hasWildcard } from "./glob";

/**
 * What documents together allow, in three values. `yes` and `no` hold whatever the unknown parts turn out to
 * be; `unknown` names the parts that it depends on. A condition counts as met for an Allow and as not met for
 * a Deny: the question is what could happen.
 */
export type Allowance =
  | { readonly kind: "no" }
  /** `by` is what the document says, `example` one thing that it covers. */
  | { readonly kind: "yes"; readonly by: string; readonly example: string }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

/** Whether `action` is allowed on some resource that matches `within` and none of `except`. */
export function allowed(
  documents: readonly Document[],
  action: string,
  within: string,
  except: readonly string[] = [],
): Allowance {
  const paths = documents.flatMap(({ unknown }) => unknown);
  const statements = documents.flatMap((document) => document.statements);
  const denials = readDenials(statements, action);
  for (const statement of statements) {
    if (statement.effect === "Deny") continue;
    const acts = matchesAction(statement.actions, action);
    if (acts === "no") continue;
    const found = findResource(statement.resources, within, except, denials.certain);
    if (found.kind === "no") continue;
    if (found.kind === "unknown") paths.push(...found.paths);
    else if (acts === "unknown") paths.push(...statement.actions.unknown);
    else if (denials.possible.length > 0) paths.push(...denials.possible);
    else return found;
  }
  return paths.length > 0 ? { kind: "unknown", paths: [...new Set(paths)] } : { kind: "no" };
}

/** Whether the patterns apply to one action, written in full. */
export function matchesAction(actions: Patterns, action: string): "yes" | "no" | "unknown" {
  const hit = coversAction(actions, action.toLowerCase());
  if (hit) return actions.negated ? "no" : "yes";
  if (actions.unknown.length > 0) return "unknown";
  return actions.negated ? "yes" : "no";
}

/** Denials of one action: what each surely covers, and the paths of those that may cover more. */
interface Denials {
  readonly certain: readonly Denial[];
  readonly possible: readonly string[];
}

function readDenials(statements: readonly Statement[], action: string): Denials {
  const certain: Denial[] = [];
  const possible: string[] = [];
  for (const { effect, actions, resources, conditional } of statements) {
    if (effect === "Allow" || conditional) continue;
    const acts = matchesAction(actions, action);
    if (acts === "no") continue;
    const known = resources.patterns.filter((pattern) => !hasVariable(pattern));
    if (acts === "unknown") possible.push(...actions.unknown);
    possible.push(...resources.unknown);
    // A list with an unknown member surely covers its known ones; what lies outside of it is not sure.
    const sure = acts === "yes" && (!resources.negated || resources.unknown.length === 0);
    if (sure && (!resources.negated || known.length === resources.patterns.length))
      certain.push({ patterns: known, negated: resources.negated, paths: [] });
  }
  return { certain, possible };
}

function findResource(
  resources: Patterns,
  within: string,
  except: readonly string[],
  denials: readonly Denial[],
): Allowance {
  const outside = resources.negated ? resources.patterns : [];
  const inside = resources.negated ? ["*"] : resources.patterns;
  const work = boundedWork();
  let undecided = false;
  for (const pattern of inside) {
    const grant = { inside: withoutVariables(pattern), outside, paths: [] };
    const found = searchResource([[grant]], denials, within, except, work);
    if (found.kind === "some") {
      // More could be excepted by a NotResource that is not known in full.
      if (resources.negated && resources.unknown.length > 0)
        return { kind: "unknown", paths: resources.unknown };
      const by = resources.negated ? `everything but ${resources.patterns.join(", ")}` : pattern;
      return { kind: "yes", by, example: found.resource };
    }
    if (found.kind === "unknown") undecided = true;
  }
  if (undecided) return { kind: "unknown", paths: [`patterns too entangled to compare: ${within}`] };
  if (!resources.negated && resources.unknown.length > 0)
    return { kind: "unknown", paths: resources.unknown };
  return { kind: "no" };
}

function hasVariable(pattern: string): boolean {
  return pattern.includes("${");
}

/** A policy variable may stand for any text. */
function withoutVariables(pattern: string): string {
  return pattern.replace(/\$\{[^{}]*\}/g, "*");
}

/** Whether every resource that `statement` names is surely denied for every action that `action` may mean. */
export function surelyDenied(statements: readonly Statement[], action: string, resource: string): boolean {
  return statements.some(
    ({ effect, conditional, actions, resources }) =>
      effect === "Deny" &&
      !conditional &&
      !actions.negated &&
      !resources.negated &&
      actions.patterns.some((pattern) => contains(pattern, action) === true) &&
      resources.patterns.some(
        (pattern) => !hasVariable(pattern) && contains(pattern, withoutVariables(resource)) === true,
      ),
  );
}

/** Whether a pattern names exactly one thing. */
export function isExact(pattern: string): boolean {
  return !hasWildcard(pattern) && !hasVariable(pattern);
}
