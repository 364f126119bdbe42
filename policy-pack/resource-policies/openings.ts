import { actionInfo } from "../iam/actions";
import { leavesOpen, meets } from "../iam/conditions";
import { couldAllow } from "../iam/could";
import type { Document, Statement } from "../iam/document";
import { meaningOf } from "../iam/principal-match";
import type { Visitor } from "./visitors";

/** A statement by which a visitor gets in, and one thing that it lets the visitor do. */
export interface Opening {
  readonly statement: Statement;
  readonly action: string;
}

export interface Openings {
  readonly found: readonly Opening[];
  /** Paths of what would have to be known to say that there are no more. */
  readonly unknown: readonly string[];
}

/** The most statements of a document that are spoken of one by one. */
const most = 5;

/** By which statements a resource's policy lets one of the visitors take one of the actions on anything. */
export function openingsFor(
  document: Document,
  visitors: readonly Visitor[],
  actions: string | readonly string[],
): Openings {
  const found = new Map<string, Opening>();
  const unknown = new Set<string>();
  for (const visitor of visitors) {
    let left: Document = {
      unknown: document.unknown,
      statements: document.statements
        .map(withEverybody)
        .filter((statement) => statement.effect === "Deny" || mayApply(statement, visitor)),
    };
    while (found.size < most && hasAllow(left)) {
      const answer = couldAllow([left], actions, "*", visitor);
      if (answer.kind === "unknown") for (const path of answer.paths) unknown.add(path);
      if (answer.kind !== "yes") break;
      const { statement, action } = answer;
      if (!found.has(statement.path)) found.set(statement.path, { statement, action: actionName(action) });
      left = { ...left, statements: left.statements.filter(({ path }) => path !== statement.path) };
    }
  }
  return { found: [...found.values()], unknown: [...unknown] };
}

/** As the service authorization reference spells it, where it has it. */
export function actionName(action: string): string {
  return actionInfo(action)?.name ?? action;
}

function hasAllow({ statements, unknown }: Document): boolean {
  return unknown.length > 0 || statements.some(({ effect }) => effect === "Allow");
}

/** An Allow for all but some lets everybody else in, strangers too. */
function withEverybody(statement: Statement): Statement {
  const { effect, principals } = statement;
  if (effect !== "Allow" || !principals?.negated) return statement;
  const path = `${statement.path}.NotPrincipal`;
  return {
    ...statement,
    principals: { negated: false, entries: [{ kind: "AWS", value: "*", path }], unknown: [] },
  };
}

/** Told quickly, so that of a long document little is left to look at closely. */
function mayApply(
  { principals, path, conditions, variables }: Statement,
  { principal, context }: Visitor,
): boolean {
  const { itself, role, account } = meaningOf(principals, principal, path);
  if (itself === false && role === false && account === false) return false;
  return conditions.every(
    (condition) =>
      meets(condition, context, variables) !== false || leavesOpen(condition, context, variables),
  );
}
