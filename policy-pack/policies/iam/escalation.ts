import type { Could, CouldOptions } from "../../iam/could";
import { couldAllow } from "../../iam/could";
import { contextOf } from "../../iam/context";
import type { Document, Statement } from "../../iam/document";
import { accountOf, parseArn } from "../../iam/arn";
import { hasWildcard, matches } from "../../iam/glob";
import type { Boundary } from "../../identities/principal";
import type { Reading } from "../../reader/field";
import type { Combination } from "./escalation-combos";
import { targetKinds } from "./escalation-combos";
import type { ProductionTargets, Target } from "./escalation-targets";
import { widthOf } from "./resource-width";

/** Somebody whose documents are judged together. */
export interface Holder {
  readonly documents: readonly Document[];
  readonly boundary: Boundary;
  /** Whatever it reaches by a name is judged elsewhere; only what is wide counts here. */
  readonly onlyWide: boolean;
  /** Statements that may still be looked at for this holder: a document of thousands ends in time. */
  readonly work: { left: number };
  /** Everything of these services in this account is its work. */
  readonly manages: { readonly services: ReadonlySet<string>; readonly accountId: Reading<string> };
}

export type Escalation =
  | { readonly kind: "no" }
  /** Each action with the statement that allows it, and a resource; those on the target first. */
  | { readonly kind: "yes"; readonly steps: readonly Step[]; readonly wide: boolean }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

export interface Step {
  readonly action: string;
  readonly resource: string;
  readonly statement: Statement;
}

/** Targets of production; where it is not known what is production, the path of what would say it. */
export type Production = ProductionTargets | { readonly path: string };

/** Whether a holder can do what a combination takes. */
export function escalationOf(holder: Holder, combination: Combination, production: Production): Escalation {
  const { boundary } = holder;
  const options: CouldOptions = boundary.kind === "known" ? { boundaries: [[boundary.document]] } : {};
  const beside = conjunction(combination.beside, (action) =>
    ask(holder, holder.documents, action, "*", options),
  );
  if (beside.kind === "no") return beside;
  const found = onTarget(holder, combination, production, options);
  if (found.kind === "no") return found;
  if (beside.kind === "unknown" || found.kind === "unknown")
    return {
      kind: "unknown",
      paths: [beside, found].flatMap((one) => (one.kind === "unknown" ? one.paths : [])),
    };
  // A boundary that can't be read may forbid it.
  if (boundary.kind === "unknown") return { kind: "unknown", paths: [boundary.path] };
  return { ...found, steps: [...found.steps, ...beside.steps] };
}

function onTarget(
  holder: Holder,
  combination: Combination,
  production: Production,
  options: CouldOptions,
): Escalation {
  const wide = widely(holder, combination, options);
  if (wide.kind === "yes" || holder.onlyWide) return wide;
  const exact = "path" in production ? anywhere(holder, combination, production.path, options) : exactly();
  if (exact.kind !== "unknown" || wide.kind !== "unknown") return exact.kind === "no" ? wide : exact;
  return { kind: "unknown", paths: [...wide.paths, ...exact.paths] };

  function exactly(): Escalation {
    if ("path" in production) return { kind: "no" };
    const { target, passedTo } = combination;
    const paths: string[] = [];
    for (const one of passedTo === undefined ? production.edited(target) : production.passed()) {
      const found = onOne(holder, combination, one, options);
      if (found.kind === "yes") return found;
      if (found.kind === "unknown") paths.push(...found.paths);
    }
    return paths.length > 0 ? { kind: "unknown", paths } : { kind: "no" };
  }
}

function onOne(
  holder: Holder,
  { onTarget: actions, passedTo }: Combination,
  { pattern, except, unknown }: Target,
  options: CouldOptions,
): Escalation {
  const paths: string[] = [];
  const { documents } = holder;
  const patterns = inRegions(pattern, documents);
  if (!patterns) return { kind: "unknown", paths: ["more regions than there are"] };
  for (const one of patterns) {
    const asked = { ...options, except: [...except, beyondName(one)], ...passing(passedTo) };
    const found = conjunction(actions, (action) => ask(holder, documents, action, one, asked));
    if (found.kind === "yes") return unknown.length > 0 ? { kind: "unknown", paths: unknown } : found;
    if (found.kind === "unknown") paths.push(...found.paths);
  }
  return paths.length > 0 ? { kind: "unknown", paths } : { kind: "no" };
}

/**
 * Texts that look like ARNs of the pattern with a colon more than it has. No name has one, but a star of a document
 * may run over it, from one account's ARN into another's.
 */
function beyondName(pattern: string): string {
  return `${pattern.slice(0, pattern.lastIndexOf(":"))}:*:*`;
}

/** What was read of documents that were asked about before. */
const regionsRead = new WeakMap<Document, readonly string[]>();
const exceptionsRead = new WeakMap<Document, readonly string[]>();

function regionsNamed(document: Document): readonly string[] {
  const known = regionsRead.get(document);
  if (known) return known;
  const regions = new Set<string>();
  for (const { resources } of document.statements)
    for (const resource of resources.patterns) {
      const region = parseArn(resource)?.region ?? "";
      if (/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) regions.add(region);
    }
  const found = [...regions];
  regionsRead.set(document, found);
  return found;
}

/** More than AWS has, and than anybody names. */
const mostRegions = 60;

/**
 * The pattern of a regional thing in each region that the documents name, and in one that stands for all others.
 * Undefined where there are too many.
 */
function inRegions(pattern: string, documents: readonly Document[]): readonly string[] | undefined {
  const parts = pattern.split(":");
  if (parts[3] !== "*") return [pattern];
  const regions = new Set(["any-region-1", ...documents.flatMap(regionsNamed)]);
  if (regions.size > mostRegions) return undefined;
  return [...regions].map((region) => [...parts.slice(0, 3), region, ...parts.slice(4)].join(":"));
}

/** By statements that don't say which of a kind they mean. */
function widely(
  holder: Holder,
  { onTarget: actions, target, passedTo }: Combination,
  options: CouldOptions,
): Escalation {
  const kind = targetKinds[target];
  const documents = holder.documents.map((document) => onlyWide(document, kind, holder));
  const spared = [holder.documents, ...(options.boundaries ?? [])].flat().flatMap(namedExceptions);
  const found = conjunction(actions, (action) =>
    ask(holder, documents, action, kind, { ...options, except: spared, ...passing(passedTo) }),
  );
  return found.kind === "yes" ? { ...found, wide: true } : found;
}

/** Where nobody knows what is production, whatever can be done at all may be done there. */
function anywhere(
  holder: Holder,
  { onTarget: actions, passedTo }: Combination,
  path: string,
  options: CouldOptions,
): Escalation {
  const { documents } = holder;
  const found = conjunction(actions, (action) =>
    ask(holder, documents, action, "*", { ...options, ...passing(passedTo) }),
  );
  return found.kind === "yes" ? { kind: "unknown", paths: [path] } : found;
}

function passing(passedTo: string | undefined): Pick<CouldOptions, "context"> {
  return passedTo === undefined ? {} : { context: contextOf({ "iam:PassedToService": passedTo }, "unknown") };
}

function ask(
  { work }: Holder,
  documents: readonly Document[],
  action: string,
  within: string,
  options: CouldOptions,
): Could {
  const asked = [...documents, ...(options.boundaries ?? []).flat()];
  work.left -= asked.reduce((sum, { statements }) => sum + statements.length, 0);
  if (work.left < 0) return { kind: "unknown", paths: ["more statements than can be compared"] };
  return couldAllow(documents, action, within, options);
}

/** All of the actions, each with what allows it; no later one is asked for after one that is not allowed. */
function conjunction(actions: readonly string[], ask: (action: string) => Could): Escalation {
  const steps: Step[] = [];
  const paths: string[] = [];
  for (const action of actions) {
    const answer = ask(action);
    if (answer.kind === "no") return answer;
    if (answer.kind === "unknown") paths.push(...answer.paths);
    else steps.push({ action, resource: answer.resource, statement: answer.statement });
  }
  return paths.length > 0 ? { kind: "unknown", paths } : { kind: "yes", wide: false, steps };
}

/** A document with those resources of its Allow statements only that cover all of a kind. */
function onlyWide(document: Document, kind: string, { manages }: Holder): Document {
  const isWide = (pattern: string): boolean => {
    const width = widthOf(pattern, kind);
    if (width === "named") return false;
    const account = accountOf(pattern);
    const own = manages.accountId.kind === "known" && account === manages.accountId.value;
    return !(own && width === "all" && manages.services.has(kind.split(":")[2] ?? ""));
  };
  return {
    unknown: document.unknown,
    statements: document.statements.flatMap((statement) => {
      const { effect, resources } = statement;
      if (effect === "Deny" || resources.negated) return [statement];
      const patterns = resources.patterns.filter(isWide);
      if (patterns.length + resources.unknown.length === 0) return [];
      return [{ ...statement, resources: { ...resources, patterns } }];
    }),
  };
}

/** What a denial of all others spares, where that is named: then nothing wide is left. */
function namedExceptions(document: Document): readonly string[] {
  const known = exceptionsRead.get(document);
  if (known) return known;
  const found = document.statements.flatMap(({ effect, resources }) =>
    effect === "Deny" && resources.negated
      ? resources.patterns.filter((pattern) =>
          Object.values(targetKinds).every((kind) => widthOf(pattern, kind) === "named"),
        )
      : [],
  );
  exceptionsRead.set(document, found);
  return found;
}

/** Whether a holder may have something to do with an action at all: a quick look, before the exact one. */
export function mentioned(documents: readonly Document[], actions: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const wanted = new Map(actions.map((action) => [action.toLowerCase(), action]));
  const seen = new Set<string>();
  for (const { statements } of documents)
    for (const statement of statements) {
      if (statement.effect === "Deny") continue;
      const { negated, patterns, unknown } = statement.actions;
      if (negated || unknown.length > 0) return new Set(actions);
      for (const pattern of patterns) {
        const named = wanted.get(pattern);
        if (named !== undefined) found.add(named);
        if (!hasWildcard(pattern) || seen.has(pattern)) continue;
        seen.add(pattern);
        for (const [lower, action] of wanted) if (matches(pattern, lower)) found.add(action);
      }
    }
  return found;
}
