import { matchesAction } from "../../iam/allowance";
import { leavesOpen, meets } from "../../iam/conditions";
import type { Context } from "../../iam/context";
import { contextOf } from "../../iam/context";
import type { Statement } from "../../iam/document";
import { hasWildcard, matches } from "../../iam/glob";
import type { Truth } from "../../iam/kleene";
import { all, any, not, unsure } from "../../iam/kleene";
import { isDenied } from "../../iam/principal-match";
import type { RequestPrincipal } from "../../iam/request";
import { wholeContext } from "../../iam/request";

/** Somebody at the door, and what is known of the request; of all other keys he may bring what is asked for. */
export interface Visitor {
  readonly principal: RequestPrincipal;
  /** As `contextOf` reads them: `null` is known to be absent. */
  readonly keys: Readonly<Record<string, string | readonly string[] | null | undefined>>;
}

/**
 * Whether a visitor gets in by a statement that names him. The documents are judged by what they let through, not
 * by how they are written: each condition is put to the request as IAM does, and what the request leaves open
 * counts as met. Not sure: it hangs on a part of the document that can't be read.
 * @param actions what he comes for: the actions of the statement that matter, as patterns.
 */
export function letsIn(
  statement: Statement,
  denials: readonly Statement[],
  visitor: Visitor,
  actions: readonly string[] = statement.actions.patterns,
): Truth {
  const context = contextOfVisitor(visitor);
  const asked = all([
    ...statement.conditions.map((condition) =>
      leavesOpen(condition, context, statement.variables)
        ? true
        : meets(condition, context, statement.variables),
    ),
    ...hidden(statement.unknownConditions),
  ]);
  if (asked === false) return false;
  return all([asked, not(any(denials.map((denial) => refuses(denial, visitor, context, actions))))]);
}

function contextOfVisitor({ principal, keys }: Visitor): Context {
  // Whose resource it is does not follow from the visitor.
  const context = contextOf({ "aws:ResourceAccount": undefined, ...keys }, "unknown");
  return wholeContext({ principal, action: "sts:AssumeRole", resource: "*", context });
}

/** A denial that he can avoid does not hold him back. */
function refuses(
  denial: Statement,
  { principal }: Visitor,
  context: Context,
  actions: readonly string[],
): Truth {
  return all([
    all(actions.map((action) => coversAction(denial, action))),
    isDenied(denial.principals, principal, denial.path, false),
    ...denial.conditions.map((condition) =>
      leavesOpen(condition, context, denial.variables) ? false : meets(condition, context, denial.variables),
    ),
    ...hidden(denial.unknownConditions),
  ]);
}

function coversAction({ actions }: Statement, action: string): Truth {
  if (actions.negated) {
    const applies = matchesAction(actions, action);
    return applies === "unknown" ? unsure(...actions.unknown) : applies === "yes" && !/[*?]/.test(action);
  }
  const covered = actions.patterns.some((pattern) => takesIn(pattern, action.toLowerCase()));
  return covered || (actions.unknown.length > 0 && unsure(...actions.unknown));
}

/** Whether a pattern surely means all that another one does; of two with wildcards only the plain forms count. */
function takesIn(pattern: string, action: string): boolean {
  if (!hasWildcard(action)) return matches(pattern, action);
  const [beginning = "", ...rest] = pattern.split("*");
  const isPrefix = rest.length > 0 && rest.every((part) => part === "") && !beginning.includes("?");
  return pattern === action || (isPrefix && action.startsWith(beginning));
}

function hidden(paths: readonly string[]): readonly Truth[] {
  return paths.length === 0 ? [] : [unsure(...paths)];
}

/** The actions of a trust policy that make a session; tagging one comes along with it. */
const assumeActions = ["sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity"] as const;
export type AssumeAction = (typeof assumeActions)[number];

/** Those that a statement of a trust policy may allow, known or not. */
export function assumeActionsOf({ actions }: Statement): readonly AssumeAction[] {
  return assumeActions.filter((action) => matchesAction(actions, action) !== "no");
}
