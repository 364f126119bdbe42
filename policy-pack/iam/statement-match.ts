import { matchesActions } from "./action-match";
import { meetsAll } from "./conditions";
import type { Context } from "./context";
import type { Document, Patterns, Statement } from "./document";
import { matches } from "./glob";
import type { Truth } from "./kleene";
import { all, any, isUnsure, not, unsure } from "./kleene";
import { matchesResolved, resolveVariables } from "./policy-variable";

/** A document, and what a person calls it: `the policies of role payments-build`. */
export interface LabelledDocument {
  readonly label: string;
  readonly document: Document;
}

/** A document of which nothing is known, at this path. */
export function unknownDocument(label: string, path: string): LabelledDocument {
  return { label, document: { statements: [], unknown: [path] } };
}

/** A statement, and the label of its document. */
export interface Witness {
  readonly label: string;
  readonly statement: Statement;
}

/** Whether some statement applies, and the first that surely does. */
export interface Found {
  readonly truth: Truth;
  readonly by?: Witness;
}

/** What a statement is held against. */
export interface Asked {
  /** Lower case. */
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/**
 * Looks for a statement of this effect that applies. A part of a document that can't be read could be one.
 * @param extra one more thing that has to hold, such as that the statement means the principal.
 */
export function findStatement(
  documents: readonly LabelledDocument[],
  effect: Statement["effect"],
  asked: Asked,
  extra: (statement: Statement) => Truth = () => true,
): Found {
  const open = new Set<string>();
  let sure = true;
  for (const { label, document } of documents) {
    for (const path of document.unknown) open.add(path);
    sure = sure && document.unknown.length === 0;
    for (const statement of document.statements) {
      if (statement.effect !== effect) continue;
      const truth = all(appliesBy(statement, asked, extra));
      if (truth === true) return { truth, by: { label, statement } };
      if (!isUnsure(truth)) continue;
      sure = false;
      for (const path of truth.paths) open.add(path);
    }
  }
  return { truth: sure ? false : unsure(...open) };
}

/** The cheap and telling questions first: of many statements few are about the action. */
function* appliesBy(
  statement: Statement,
  { action, resource, context }: Asked,
  extra: (statement: Statement) => Truth,
): Generator<Truth> {
  yield matchesActions(statement.actions, action);
  yield extra(statement);
  yield matchesResources(statement, resource, context);
  yield meetsAll(statement, context);
}

export function matchesResources(
  { resources, variables, path }: Pick<Statement, "resources" | "variables" | "path">,
  resource: string,
  context: Context,
): Truth {
  const truths = resources.patterns.map((pattern): Truth => {
    const resolved = resolveVariables(pattern, context, variables ?? "live", path);
    if (resolved.kind === "null") return false;
    if (resolved.kind === "text") return matchesResolved(resolved.text, resource);
    // Whatever the variables stand for, the rest of the pattern has to match.
    return matches(pattern.replace(/\$\{[^{}]*\}/g, "*"), resource) && resolved.unsure;
  });
  const found = any([...truths, ...hidden(resources)]);
  return resources.negated ? not(found) : found;
}

function hidden({ unknown }: Patterns): readonly Truth[] {
  return unknown.length > 0 ? [unsure(...unknown)] : [];
}
