import { matchesActions } from "./action-match";
import { expandActions } from "./actions";
import type { Context } from "./context";
import { anyContext } from "./context";
import type { Circumstances, Denial, Grant } from "./could-parts";
import { denialsOf, grantsOf } from "./could-parts";
import { searchResource } from "./could-search";
import type { Document, Statement } from "./document";
import type { Work } from "./glob";
import { boundedWork, fitTogether, hasWildcard } from "./glob";
import { isUnsure } from "./kleene";
import { representatives, wideActions } from "./opaque-actions";
import type { RequestPrincipal } from "./request";

export interface CouldOptions {
  /** Patterns of resources that don't count. */
  readonly except?: readonly string[];
  /** Sets of documents of which each has to allow the same: a boundary, a session policy, a level of SCPs. */
  readonly boundaries?: readonly (readonly Document[])[];
  /** What all requests in question have in common. Default: nothing is known of them. */
  readonly context?: Context;
  /** Who asks, for documents with principals. Default: whoever the document means. */
  readonly principal?: RequestPrincipal;
}

/** `yes` and `no` hold whatever the unknown parts turn out to be; `unknown` names the parts it depends on. */
export type Could =
  | { readonly kind: "no" }
  /** An action (lower case) and a resource that `statement` allows and nothing surely denies. */
  | {
      readonly kind: "yes";
      readonly statement: Statement;
      readonly action: string;
      readonly resource: string;
    }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

/**
 * Whether the documents could allow one of `actions` on a resource within `within`: whether some request is
 * allowed. An Allow counts as soon as some request meets its conditions; a Deny counts if no request in question
 * escapes its conditions.
 * @param actions actions or patterns, of which one is enough. Patterns of services in the action table stand for
 *   the actions that exist; of others, for any text.
 * @param within pattern of resources.
 */
export function couldAllow(
  documents: readonly Document[],
  actions: string | readonly string[],
  within: string,
  options: CouldOptions = {},
): Could {
  const sets = [documents, ...(options.boundaries ?? [])];
  // Of most that is asked, no statement speaks at all.
  const asked = (typeof actions === "string" ? [actions] : actions)
    .map((pattern) => pattern.toLowerCase())
    .filter((pattern) => sets.every((set) => mayAllow(set, pattern)));
  if (asked.length === 0) return { kind: "no" };
  const question = new Question(sets, asked, within, options);
  for (const pattern of asked) {
    const yes = question.ask(pattern);
    if (yes) return yes;
  }
  return question.rest();
}

/** One resource question for all actions that the same statements cover. */
class Question {
  private readonly sets: readonly (readonly Document[])[];
  private readonly known: Circumstances;
  private readonly except: readonly string[];
  private readonly work: Work = boundedWork();
  /** Which statements cover an action, of the actions that are answered: all others like them need no search. */
  private readonly answered = new Set<string>();
  private readonly size: number;
  private readonly isOneAction: boolean;
  private readonly paths = new Set<string>();

  constructor(
    sets: readonly (readonly Document[])[],
    asked: readonly string[],
    private readonly within: string,
    options: CouldOptions,
  ) {
    const [first = "*", ...others] = asked;
    this.isOneAction = others.length === 0 && !hasWildcard(first);
    // Most statements are of other actions, which is told sooner than that they are of other resources.
    const speaks = ({ actions }: Statement) => !this.isOneAction || matchesActions(actions, first) !== false;
    this.sets = sets.map((set) =>
      set.map(({ statements, unknown }) => ({
        unknown,
        statements: statements.filter((statement) => speaks(statement) && mayConcern(statement, within)),
      })),
    );
    this.size = this.sets.reduce((sum, set) => sum + sizeOf(set), 0);
    this.known = {
      context: options.context ?? anyContext,
      ...(options.principal ? { principal: options.principal } : {}),
    };
    this.except = options.except ?? [];
  }

  ask(pattern: string): Could | undefined {
    if (!hasWildcard(pattern)) return this.askAction(pattern);
    const { actions, opaque } = expandActions(pattern);
    for (const { name } of this.tellsApart(pattern) ? actions : actions.slice(0, 1)) {
      const yes = this.askAction(name.toLowerCase());
      if (yes) return yes;
    }
    return opaque ? this.askOpaque(pattern) : undefined;
  }

  rest(): Could {
    return this.paths.size > 0 ? { kind: "unknown", paths: [...this.paths] } : { kind: "no" };
  }

  /** Whether some statement may cover one action of a pattern and not another. */
  private tellsApart(pattern: string): boolean {
    return this.sets.flat().some(({ statements }) =>
      statements.some(({ actions: { patterns } }) => {
        if (patterns.includes("*") || patterns.includes(pattern)) return false;
        return patterns.some((one) => fitTogether([one, pattern]));
      }),
    );
  }

  private askAction(action: string): Could | undefined {
    if (this.isWornOut()) return undefined;
    // To hold an action against a statement is little beside a step of a search.
    this.work.left -= this.size / 16;
    if (!this.isOneAction) {
      const key = this.sets.map((set) => coverage(set, action)).join("|");
      if (this.answered.has(key)) return undefined;
      this.answered.add(key);
    }
    const grants: (readonly Grant[])[] = [];
    for (const set of this.sets) {
      const found = grantsOf(set, action, this.known);
      if (found.length === 0) return undefined;
      grants.push(found);
    }
    const denials = this.sets.flatMap((set) => denialsOf(set, action, this.known));
    const answer = this.decide(grants, denials, action);
    if (answer.kind === "yes") return answer;
    if (answer.kind === "unknown") for (const path of answer.paths) this.paths.add(path);
    return undefined;
  }

  private decide(grants: readonly (readonly Grant[])[], denials: readonly Denial[], action: string): Could {
    const isSure = ({ paths }: Grant | Denial) => paths.length === 0;
    const search = (some: readonly (readonly Grant[])[], against: readonly Denial[]) =>
      searchResource(some, against, this.within, this.except, this.work);
    const surely = search(
      grants.map((set) => set.filter(isSure)),
      denials,
    );
    if (surely.kind === "some" && surely.grant.statement)
      return { kind: "yes", statement: surely.grant.statement, action, resource: surely.resource };
    // Where all is sure, the other question is the same.
    if (surely.kind === "none" && [...grants.flat(), ...denials].every(isSure)) return { kind: "no" };
    const perhaps = search(grants, denials.filter(isSure));
    if (perhaps.kind === "none") return { kind: "no" };
    const paths = [...grants.flat(), ...denials].flatMap((one) => one.paths);
    return { kind: "unknown", paths: paths.length > 0 ? paths : [this.tooHard()] };
  }

  /**
   * Actions of a service that nobody counts here. A few texts stand for them: they are in what is allowed, and
   * out of what is denied as far as may be. A "no" for them is one for all only if it holds without the denials
   * that could spare others.
   */
  private askOpaque(pattern: string): Could | undefined {
    const statements = this.sets.flat().flatMap((document) => document.statements);
    const { regions, texts } = representatives(statements, pattern, this.work);
    if (this.isWornOut()) return undefined;
    for (const action of texts) {
      const yes = this.askAction(action);
      if (yes) return yes;
    }
    for (const region of texts.size > 0 ? regions : [])
      if (!this.isWornOut() && this.leavesRoom(region)) this.paths.add(this.tooHard());
    return undefined;
  }

  /** Whether something would be allowed if only those denied that deny all that matches these patterns. */
  private leavesRoom(region: readonly string[]): boolean {
    const sets = this.sets.map((set) =>
      set.map((document) => ({
        ...document,
        statements: document.statements.map((statement): Statement => ({
          ...statement,
          actions: wideActions(statement, region, this.work),
        })),
      })),
    );
    const grants = sets.map((set) => grantsOf(set, "", this.known));
    const denials = sets
      .flatMap((set) => denialsOf(set, "", this.known))
      .filter((one) => one.paths.length === 0);
    return searchResource(grants, denials, this.within, this.except, this.work).kind !== "none";
  }

  private isWornOut(): boolean {
    if (this.work.left > 0) return false;
    this.paths.add(this.tooHard());
    return true;
  }

  private tooHard(): string {
    return `patterns too entangled to compare: ${this.within}`;
  }
}

/** Whether some statement of the documents may allow an action on anything; told quickly. @param action in lower case. */
export function mayAllow(documents: readonly Document[], action: string): boolean {
  if (hasWildcard(action)) return true;
  return documents.some(
    ({ statements, unknown }) =>
      unknown.length > 0 ||
      statements.some(
        ({ effect, actions }) => effect === "Allow" && matchesActions(actions, action) !== false,
      ),
  );
}

/** Whether a statement may say anything of resources within a pattern; told quickly, so that the rest is short. */
function mayConcern({ resources }: Statement, within: string): boolean {
  const { negated, patterns, unknown } = resources;
  return (
    negated ||
    unknown.length > 0 ||
    patterns.some((pattern) => pattern.includes("${") || fitTogether([pattern, within]))
  );
}

/** One character a statement: whether it surely, surely not or perhaps covers an action. */
function coverage(documents: readonly Document[], action: string): string {
  let key = "";
  for (const { statements } of documents)
    for (const { actions } of statements) {
      const truth = matchesActions(actions, action);
      key += isUnsure(truth) ? "?" : truth ? "1" : "0";
    }
  return key;
}

function sizeOf(documents: readonly Document[]): number {
  return documents.reduce((sum, { statements }) => sum + statements.length, 0);
}
