import { isExact, matchesAction } from "../iam/allowance";
import type { Document, Patterns, Statement } from "../iam/document";
import { fitTogether } from "../iam/glob";
import type { Held } from "./bounded";

/**
 * What somebody holds, as far as it concerns one action. A deploy role names hundreds of roles in full, and is
 * asked about each of them and about every role of the stack: so names in full are kept apart from patterns, and
 * every question is put to those statements only that may have something to say of it.
 */
export class TakingRights {
  private readonly statements: readonly (readonly Sorted[])[];
  /** By resource: the statements that name it in full, and those that say more than what they name in full. */
  private readonly naming: readonly ReadonlyMap<string, readonly Sorted[]>[];

  constructor(
    private readonly held: Held,
    action: string,
  ) {
    this.statements = held.documents.map((document) =>
      document.statements
        .filter(({ actions }) => matchesAction(actions, action) !== "no")
        .map((statement) => sorted(statement)),
    );
    this.naming = this.statements.map(byName);
  }

  /** Resources that are named in full by a statement that may allow the action. */
  get exactTargets(): readonly string[] {
    return [
      ...new Set(
        this.statements
          .flat()
          .flatMap(({ statement: { effect, resources }, exact }) =>
            effect === "Allow" && !resources.negated ? [...exact] : [],
          ),
      ),
    ];
  }

  /** Whether more may be allowed than what is named in full. */
  get isWide(): boolean {
    return this.statements.flat().some(isWide);
  }

  /**
   * Accounts of which more may be allowed than what is named in full, where every pattern names its account;
   * undefined: of any.
   */
  get wideAccounts(): ReadonlySet<string> | undefined {
    const accounts = new Set<string>();
    for (const { statement, wild } of this.statements.flat().filter(isWide)) {
      if (statement.resources.negated || statement.resources.unknown.length > 0) return undefined;
      for (const { beginning } of wild) {
        const account = /^arn:[a-z-]+:iam::(\d{12}):/.exec(beginning)?.[1];
        if (account === undefined) return undefined;
        accounts.add(account);
      }
    }
    return accounts;
  }

  /** What may decide about resources within a pattern; undefined if nothing may allow any. */
  concerning(within: string): Held | undefined {
    const fits = fitting(within);
    if (!isExact(within))
      return this.narrowed(this.statements, ({ exact, wild }) => [
        ...[...exact].filter((arn) => fits(wildOf(arn))),
        ...wild.filter(fits).map(({ pattern }) => pattern),
      ]);
    const saying = this.naming.map((named) => named.get(within) ?? named.get(more) ?? []);
    return this.narrowed(saying, ({ exact, wild }) => [
      ...(exact.has(within) ? [within] : []),
      ...wild.filter(fits).map(({ pattern }) => pattern),
    ]);
  }

  /** The same without what is allowed by name. */
  widely(within: string): Held | undefined {
    const fits = fitting(within);
    if (!this.statements.some((all) => all.some((one) => isWide(one) && mayFit(one, fits)))) return undefined;
    return this.narrowed(this.statements, ({ statement: { effect }, exact, wild }) => [
      ...(effect === "Allow" ? [] : [...exact].filter((arn) => fits(wildOf(arn)))),
      ...wild.filter(fits).map(({ pattern }) => pattern),
    ]);
  }

  private narrowed(
    all: readonly (readonly Sorted[])[],
    patternsOf: (sorted: Sorted) => readonly string[],
  ): Held | undefined {
    const documents = this.held.documents.map(({ unknown }, index): Document => ({
      unknown,
      statements: (all[index] ?? []).flatMap((one) => {
        const { statement } = one;
        const { resources } = statement;
        if (resources.negated) return [statement];
        const patterns = patternsOf(one);
        if (patterns.length + resources.unknown.length === 0) return [];
        const narrow: Patterns = { ...resources, patterns };
        return [{ ...statement, resources: narrow }];
      }),
    }));
    const mayAllow = documents.some(({ statements }) => statements.some(({ effect }) => effect === "Allow"));
    return mayAllow ? { documents, boundary: this.held.boundary } : undefined;
  }
}

/** Key of the statements that say more than what they name in full: no resource is called so. */
const more = "";

/** In the order of the document, since the first that allows is the one that is told of. */
function byName(statements: readonly Sorted[]): ReadonlyMap<string, readonly Sorted[]> {
  const rank = new Map(statements.map((one, index) => [one, index]));
  const wide = statements.filter(
    ({ statement: { resources }, wild }) => resources.negated || wild.length + resources.unknown.length > 0,
  );
  const named = new Map<string, Sorted[]>();
  for (const one of statements)
    for (const arn of one.exact) {
      const list = named.get(arn);
      if (list) list.push(one);
      else named.set(arn, [one]);
    }
  const inOrder = (list: readonly Sorted[]) =>
    [...new Set([...list, ...wide])].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  return new Map<string, readonly Sorted[]>([
    ...[...named].map(([arn, list]) => [arn, wide.length === 0 ? list : inOrder(list)] as const),
    [more, wide],
  ]);
}

/** A statement with its resources told apart: those named in full, and patterns. */
interface Sorted {
  readonly statement: Statement;
  readonly exact: ReadonlySet<string>;
  readonly wild: readonly Wild[];
}

/** A pattern, and what its texts begin with. */
interface Wild {
  readonly pattern: string;
  /** A policy variable may stand for any text. */
  readonly plain: string;
  readonly beginning: string;
}

function wildOf(pattern: string): Wild {
  const plain = pattern.replace(/\$\{[^}]*\}/g, "*");
  return { pattern, plain, beginning: beginningOf(plain) };
}

function beginningOf(pattern: string): string {
  return pattern.split(/[*?]/, 1)[0] ?? "";
}

function sorted(statement: Statement): Sorted {
  const { patterns } = statement.resources;
  return {
    statement,
    exact: new Set(patterns.filter(isExact)),
    wild: patterns.filter((pattern) => !isExact(pattern)).map(wildOf),
  };
}

function isWide({ statement: { effect, resources }, wild }: Sorted): boolean {
  return effect === "Allow" && (resources.negated || wild.length + resources.unknown.length > 0);
}

function mayFit({ statement: { resources }, wild }: Sorted, fits: (wild: Wild) => boolean): boolean {
  return resources.negated || resources.unknown.length > 0 || wild.some(fits);
}

/** A quick look whether patterns may match the same text as this one: most differ in how they begin. */
function fitting(within: string): (wild: Wild) => boolean {
  const own = beginningOf(within);
  return ({ plain, beginning }) =>
    (own.startsWith(beginning) || beginning.startsWith(own)) && fitTogether([plain, within]);
}
