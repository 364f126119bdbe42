import type { Condition } from "../../iam/condition-block";
import type { Statement } from "../../iam/document";
import { hasWildcard } from "../../iam/glob";

/** Which values a statement lets a key of the request have. */
export type Demanded =
  /** Exactly these, without wildcards. */
  | { readonly kind: "values"; readonly values: readonly string[] }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

const positive: ReadonlySet<string> = new Set([
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
  "arnequals",
  "arnlike",
]);

/**
 * The values that a statement demands of a key. A condition that a request without the key meets (`IfExists`,
 * `ForAllValues`) demands nothing, nor does one whose value is a pattern.
 * @param key lower case.
 */
export function demandedValues({ conditions, unknownConditions }: Statement, key: string): Demanded {
  const about = conditions.filter((condition) => condition.key === key && positive.has(condition.operator));
  const found = about.find(isExact);
  if (found) return { kind: "values", values: found.values };
  const paths = [...about.flatMap(({ unknown }) => unknown), ...unknownConditions];
  return paths.length > 0 ? { kind: "unknown", paths } : { kind: "none" };
}

function isExact({ values, unknown, qualifier, ifExists }: Condition): boolean {
  return (
    !ifExists &&
    qualifier !== "ForAllValues" &&
    unknown.length === 0 &&
    values.length > 0 &&
    !values.some((value) => hasWildcard(value) || value.includes("${"))
  );
}

/** Met by every caller alike: they say nothing about what is done to what. */
const indifferent: ReadonlySet<string> = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:securetransport",
  "aws:tokenissuetime",
  "aws:useragent",
]);

/** Whether a condition holds back some request that the statement would otherwise allow. */
export function holdsBack({ conditions, unknownConditions }: Statement): "yes" | "no" | "unknown" {
  if (conditions.some((condition) => bites(condition) && condition.unknown.length === 0)) return "yes";
  return unknownConditions.length > 0 || conditions.some(bites) ? "unknown" : "no";
}

function bites({ key, operator, values, qualifier, ifExists }: Condition): boolean {
  if (indifferent.has(key) || ifExists || qualifier === "ForAllValues") return false;
  return !(operator.endsWith("like") && values.some((value) => /^\*+$/.test(value)));
}
