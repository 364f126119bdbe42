import type { Field } from "../reader/field";
import { textsOf } from "../reader/field";

/** An identity policy as far as it can be read. */
export interface Document {
  readonly statements: readonly Statement[];
  /** Paths of what could not be read; each could be a statement that allows anything. */
  readonly unknown: readonly string[];
}

export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Lower case, as IAM compares actions without regard to case. */
  readonly actions: Patterns;
  readonly resources: Patterns;
  /** A condition may or may not be met: it narrows no Allow for certain, and makes no Deny certain. */
  readonly conditional: boolean;
}

/** `Action`, or `NotAction` when `negated`. */
export interface Patterns {
  readonly negated: boolean;
  readonly patterns: readonly string[];
  readonly unknown: readonly string[];
}

/** Reads a document in its string form or its object form. */
export function readDocument(field: Field): Document {
  const list = byKey(field.json(), "Statement").list();
  if (list.kind === "absent") {
    const whole = field.json().entries();
    return { statements: [], unknown: whole.kind === "unknown" ? [whole.path] : [] };
  }
  if (list.kind === "unknown") return { statements: [], unknown: [list.path] };
  const statements: Statement[] = [];
  const unknown: string[] = [];
  for (const item of list.value) {
    const statement = readStatement(item);
    if (typeof statement === "string") unknown.push(statement);
    else statements.push(statement);
  }
  return { statements, unknown };
}

/** A statement, or the path of what makes it unreadable. */
function readStatement(field: Field): Statement | string {
  const effect = byKey(field, "Effect").text();
  if (effect.kind !== "known") return effect.path;
  const allow = effect.value.toLowerCase() === "allow";
  // AWS knows two words, spelled so. Another spelling denies nothing for certain, and may allow.
  if (!allow && effect.value !== "Deny") return byKey(field, "Effect").path;
  return {
    effect: allow ? "Allow" : "Deny",
    actions: lowered(readPatterns(field, "Action", "NotAction")),
    resources: readPatterns(field, "Resource", "NotResource"),
    conditional: !byKey(field, "Condition").isAbsent(),
  };
}

function readPatterns(statement: Field, name: string, negatedName: string): Patterns {
  const negated = byKey(statement, name).isAbsent() && !byKey(statement, negatedName).isAbsent();
  const field = byKey(statement, negated ? negatedName : name);
  const { texts, unknown } = textsOf(field);
  const missing = field.isAbsent() ? [field.path] : [];
  return { negated, patterns: texts, unknown: [...unknown, ...missing] };
}

function lowered(patterns: Patterns): Patterns {
  return { ...patterns, patterns: patterns.patterns.map((pattern) => pattern.toLowerCase()) };
}

/** Element names in another letter case are read as meant: refusing to see them would be a way past this. */
function byKey(field: Field, name: string): Field {
  const entries = field.entries();
  if (entries.kind !== "known") return field.at(name);
  const found = entries.value.find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found ? found[1] : field.at(name);
}
