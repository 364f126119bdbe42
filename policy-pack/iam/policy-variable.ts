import type { Context } from "./context";
import { requestKey, valueOf } from "./context";
import { matches } from "./glob";
import type { Unsure } from "./kleene";
import { unsure } from "./kleene";

/** A text of a document in which the variables stand replaced. */
export type Resolved =
  /** Compare it with `matchesResolved` or `equalsResolved` only: wildcards that are no wildcards stand masked. */
  | { readonly kind: "text"; readonly text: string }
  /** A variable has no value: the text is like and equal to nothing (IAM guide, "Policy variables with no value"). */
  | { readonly kind: "null" }
  | { readonly kind: "unknown"; readonly unsure: Unsure };

/** How variables are read: as such; as plain text, before version 2012-10-17; or not known which. */
export type VariableMode = "live" | "literal" | "unknown";

const variable = /\$\{([^{}]*)\}/g;
const keyAndDefault = /^\s*([^\s,']+)\s*(?:,\s*'([^']*)'\s*)?$/;

export function hasVariable(text: string): boolean {
  return text.includes("${");
}

/**
 * Replaces `${key}`, `${key, 'default'}`, `${*}`, `${?}` and `${$}` (IAM guide, "IAM policy elements: Variables
 * and tags"). A key of several values can't be a variable, so its outcome is not known.
 * @param path names the place in an answer that is not known.
 */
export function resolveVariables(text: string, context: Context, mode: VariableMode, path: string): Resolved {
  if (!hasVariable(text)) return { kind: "text", text };
  if (mode === "literal") return { kind: "text", text };
  if (mode === "unknown") return { kind: "unknown", unsure: unsure(path) };
  const paths: string[] = [];
  const empty: string[] = [];
  const replaced = text.replace(variable, (_, inside: string) => {
    if (inside === "*" || inside === "?" || inside === "$") return masked(inside);
    const [, key, fallback] = keyAndDefault.exec(inside) ?? [];
    if (key === undefined) {
      paths.push(path);
      return "";
    }
    const value = valueOf(context, key);
    if (value === "unknown") paths.push(requestKey(key.toLowerCase()));
    else if (value === "absent") {
      if (fallback === undefined) empty.push(key);
      else return masked(fallback);
    } else if (value.length > 1) paths.push(path);
    else return masked(value[0] ?? "");
    return "";
  });
  // A variable without a value decides, whatever the others stand for.
  if (empty.length > 0) return { kind: "null" };
  return paths.length > 0 ? { kind: "unknown", unsure: unsure(...paths) } : { kind: "text", text: replaced };
}

/** The keys that variables of a text name, lower case. */
export function variableKeys(text: string): readonly string[] {
  if (!hasVariable(text)) return [];
  return [...text.matchAll(variable)].flatMap(([, inside = ""]) => {
    const key = keyAndDefault.exec(inside)?.[1];
    return key === undefined || inside === "*" || inside === "?" || inside === "$" ? [] : [key.toLowerCase()];
  });
}

/** @param actual a text of the request, in which every character stands for itself. */
export function matchesResolved(pattern: string, actual: string): boolean {
  return matches(pattern, masked(actual));
}

export function equalsResolved(text: string, actual: string): boolean {
  return masked(text) === masked(actual);
}

/** Control characters, which no ARN and no key has, stand for a star and a question mark that are no wildcards. */
function masked(text: string): string {
  return text.includes("*") || text.includes("?")
    ? text.replaceAll("*", "\u0001").replaceAll("?", "\u0002")
    : text;
}
