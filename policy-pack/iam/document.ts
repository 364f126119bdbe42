import type { Field, Reading } from "../reader/field";
import { textsOf } from "../reader/field";
import type { Condition } from "./condition-block";
import { readConditions } from "./condition-block";
import type { Principals } from "./principals";
import { readPrincipals } from "./principals";

/** A policy document as far as it can be read. */
export interface Document {
  readonly statements: readonly Statement[];
  /** Paths of what could not be read; each could be a statement that allows anything. */
  readonly unknown: readonly string[];
}

export interface Statement {
  readonly sid?: string;
  /** Where it stands: `policy.Statement[2]`. */
  readonly path: string;
  readonly effect: "Allow" | "Deny";
  /** Absent in identity policies. */
  readonly principals?: Principals;
  /** Lower case, as IAM compares actions without regard to case. */
  readonly actions: Patterns;
  readonly resources: Patterns;
  /** All of them must be met. */
  readonly conditions: readonly Condition[];
  /** Paths of conditions that can't be read. */
  readonly unknownConditions: readonly string[];
  /** A condition may or may not be met: it narrows no Allow for certain, and makes no Deny certain. */
  readonly conditional: boolean;
  /**
   * Policy variables are plain text in a document of version 2008-10-17, which is the default (IAM guide,
   * "IAM JSON policy elements: Version"); `unknown` with a version that is not known. Default: they are variables.
   */
  readonly variables?: "literal" | "unknown";
}

/** `Action`, or `NotAction` when `negated`. */
export interface Patterns {
  readonly negated: boolean;
  readonly patterns: readonly string[];
  readonly unknown: readonly string[];
}

/**
 * What the document is attached to. A trust policy has no `Resource`: its role is meant. Everywhere else a
 * statement without one is not known in full.
 */
export type DocumentKind = "identity" | "resource" | "trust";

/** What was read of a place in a resource, by the kind of document that it was read as. */
const documents = new WeakMap<Field, Map<DocumentKind, Document>>();

/** Reads a document in its string form or its object form. Asked again, it is the same object. */
export function readDocument(field: Field, kind: DocumentKind = "identity"): Document {
  const read = documents.get(field) ?? new Map<DocumentKind, Document>();
  documents.set(field, read);
  const document = read.get(kind) ?? readAnew(field, kind);
  read.set(kind, document);
  return document;
}

function readAnew(field: Field, kind: DocumentKind): Document {
  const whole = partsOf(field.json());
  const list = whole("Statement").list();
  if (list.kind === "absent") {
    const entries = field.json().entries();
    return { statements: [], unknown: entries.kind === "unknown" ? [entries.path] : [] };
  }
  if (list.kind === "unknown") return { statements: [], unknown: [list.path] };
  const variables = variablesOf(whole("Version").text());
  const statements: Statement[] = [];
  const unknown: string[] = [];
  for (const item of list.value) {
    const statement = readStatement(item, kind, variables);
    if (typeof statement === "string") unknown.push(statement);
    else statements.push(statement);
  }
  return { statements, unknown };
}

/** A statement, or the path of what makes it unreadable. */
function readStatement(
  field: Field,
  kind: DocumentKind,
  variables: Statement["variables"],
): Statement | string {
  const part = partsOf(field);
  const effect = part("Effect").text();
  if (effect.kind !== "known") return effect.path;
  const allow = effect.value.toLowerCase() === "allow";
  // AWS knows two words, spelled so. Another spelling denies nothing for certain, and may allow.
  if (!allow && effect.value !== "Deny") return part("Effect").path;
  const sid = part("Sid").text();
  const block = part("Condition");
  const { conditions, unknown } = readConditions(block);
  const principals = readPrincipals(part("Principal"), part("NotPrincipal"));
  return {
    ...(sid.kind === "known" ? { sid: sid.value } : {}),
    path: field.path,
    effect: allow ? "Allow" : "Deny",
    ...(principals ? { principals } : {}),
    actions: lowered(readPatterns(part, "Action", "NotAction")),
    resources: kind === "trust" ? everything : readPatterns(part, "Resource", "NotResource"),
    conditions,
    unknownConditions: unknown,
    conditional: !block.isAbsent(),
    ...(variables === undefined ? {} : { variables }),
  };
}

function variablesOf(version: Reading<string>): Statement["variables"] {
  if (version.kind === "unknown") return "unknown";
  return version.kind === "known" && version.value === "2012-10-17" ? undefined : "literal";
}

const everything: Patterns = { negated: false, patterns: ["*"], unknown: [] };

function readPatterns(part: Parts, name: string, negatedName: string): Patterns {
  const negated = part(name).isAbsent() && !part(negatedName).isAbsent();
  const field = part(negated ? negatedName : name);
  const { texts, unknown } = textsOf(field);
  const missing = field.isAbsent() ? [field.path] : [];
  return { negated, patterns: texts, unknown: [...unknown, ...missing] };
}

function lowered(patterns: Patterns): Patterns {
  return { ...patterns, patterns: patterns.patterns.map((pattern) => pattern.toLowerCase()) };
}

type Parts = (name: string) => Field;

/** Element names in another letter case are read as meant: refusing to see them would be a way past this. */
function partsOf(field: Field): Parts {
  const entries = field.entries();
  const byName = new Map<string, Field>();
  for (const [key, part] of entries.kind === "known" ? entries.value : []) {
    const name = key.toLowerCase();
    if (!byName.has(name)) byName.set(name, part);
  }
  return (name) => byName.get(name.toLowerCase()) ?? field.at(name);
}
