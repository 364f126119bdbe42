import { isExact } from "../iam/allowance";
import { accountOf, parseArn } from "../iam/arn";
import type { Context, KeyValue } from "../iam/context";
import { anyContext, withDefaults } from "../iam/context";
import type { Could } from "../iam/could";
import { couldAllow, mayAllow } from "../iam/could";
import type { Statement } from "../iam/document";
import { hasWildcard, matches } from "../iam/glob";
import type { Identities } from "./identities";
import type { Principal } from "./principal";

/** What of somebody decides what he may do. */
export type Holder = Pick<Principal, "kind" | "documents" | "boundary" | "accountId" | "arnPatterns">;

/** What one principal may do to some resource. */
export interface Ability<Who extends Holder = Principal> {
  readonly principal: Who;
  /** Lower case. */
  readonly action: string;
  readonly answer: AbilityAnswer;
}

/** Never `no`. `by` is what the document says of resources, `example` one that it covers. */
export type AbilityAnswer =
  | (Extract<Could, { readonly kind: "yes" }> & { readonly by: string; readonly example: string })
  | Extract<Could, { readonly kind: "unknown" }>;

export interface AbilityOptions {
  /** Patterns of resources that don't count. */
  readonly except?: readonly string[];
  /**
   * Account of a resource that lets in nobody by a policy of its own: only identities of this account reach it, so
   * those of another are left out. Default: all count, as for roles, keys and buckets that trust other accounts.
   */
  readonly account?: string;
  /** What all requests in question have in common, beside what follows from principal and resource. */
  readonly context?: Context;
}

/**
 * Who may, by its identity policies within its boundary, take one of the actions on something that matches the
 * pattern. Each principal is named once, by the first action that it may take.
 */
export function whoMay(
  { principals }: Identities,
  actions: readonly string[],
  resource: string,
  options: AbilityOptions = {},
): readonly Ability[] {
  return principals.flatMap((principal) => mayDo(principal, actions, resource, options) ?? []);
}

/**
 * What a principal may do of these actions; undefined: none of them. An Allow counts as soon as some request meets
 * its conditions, a Deny if no request escapes it. A boundary that can't be read is not credited.
 */
export function mayDo<Who extends Holder>(
  principal: Who,
  actions: readonly string[],
  resource: string,
  options: AbilityOptions = {},
): Ability<Who> | undefined {
  const { documents, boundary } = principal;
  const { account } = options;
  if (isElsewhere(principal, account)) return undefined;
  // Of most that is asked, no statement speaks at all.
  const told = actions.filter((action) => mayAllow(documents, action.toLowerCase()));
  if (told.length === 0) return undefined;
  const asked = {
    context: withDefaults(
      options.context ?? anyContext,
      keysOf(principal, resource, account ?? accountOf(resource)),
    ),
    ...(options.except ? { except: options.except } : {}),
    ...(boundary.kind === "known" ? { boundaries: [[boundary.document]] } : {}),
  };
  let unclear: Ability<Who> | undefined;
  for (const action of told) {
    const answer = couldAllow(documents, action, resource, asked);
    if (answer.kind === "yes") {
      const { statement, resource: example } = answer;
      return {
        principal,
        action: answer.action,
        answer: { ...answer, by: resourcesOf(statement, example), example },
      };
    }
    if (answer.kind === "unknown") unclear ??= { principal, action: action.toLowerCase(), answer };
  }
  return unclear;
}

/** Whether a principal is surely of another account than this one. */
export function isElsewhere({ accountId }: Pick<Holder, "accountId">, account: string | undefined): boolean {
  return account !== undefined && accountId.kind === "known" && accountId.value !== account;
}

/** The pattern by which a statement covers a resource. */
function resourcesOf({ resources: { negated, patterns } }: Statement, example: string): string {
  if (negated) return `everything but ${patterns.join(", ")}`;
  return patterns.find((pattern) => matches(pattern, example)) ?? patterns.join(", ");
}

/** What every request of this principal on this resource holds (IAM guide, "AWS global condition context keys"). */
function keysOf(
  { kind, accountId, arnPatterns }: Holder,
  resource: string,
  account: string | undefined,
): ReadonlyMap<string, KeyValue> {
  const keys = new Map<string, KeyValue>([
    ["aws:principalisawsservice", ["false"]],
    ["aws:principalservicename", "absent"],
  ]);
  if (accountId.kind === "known") keys.set("aws:principalaccount", [accountId.value]);
  if (account !== undefined) keys.set("aws:resourceaccount", [account]);
  const [own, ...others] = arnPatterns;
  // A group is its users, and a permission set a role whose name AWS chooses.
  if ((kind === "role" || kind === "user") && own !== undefined && others.length === 0 && isExact(own))
    keys.set("aws:principalarn", [own]);
  const region = parseArn(resource)?.region ?? "";
  if (region !== "" && !hasWildcard(region)) keys.set("aws:requestedregion", [region]);
  return keys;
}
