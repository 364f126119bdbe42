import { quoted } from "../judge-shape";
import type { Tree } from "../tree";
import { isBranch, isList, isMissing, UNKNOWN } from "../tree";

const operators: ReadonlySet<string> = new Set([
  ...["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
  ...["StringLike", "StringNotLike", "ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"],
  ...["Bool", "BinaryEquals", "IpAddress", "NotIpAddress"],
  ...["Numeric", "Date"].flatMap((kind) =>
    ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map(
      (relation) => `${kind}${relation}`,
    ),
  ),
]);

/** What the grammar forbids in a Condition: operators that do not exist, keys and values of a wrong form. */
export function conditionProblems(condition: Tree | undefined): readonly string[] {
  if (isMissing(condition) || condition === UNKNOWN) return [];
  if (!isBranch(condition)) return ["has a Condition that is not an object"];
  return Object.entries(condition).flatMap(([operator, keys]) => {
    if (!isOperator(operator))
      return [`has the condition operator ${quoted(operator)}, which does not exist`];
    if (keys === UNKNOWN) return [];
    if (!isBranch(keys)) return [`has a condition ${operator} without keys`];
    return Object.entries(keys).flatMap(([key, values]) => keyProblems(operator, key, values));
  });
}

function isOperator(text: string): boolean {
  const plain = text.replace(/^(ForAnyValue|ForAllValues):/, "");
  return plain === "Null" || operators.has(plain.replace(/IfExists$/, ""));
}

function keyProblems(operator: string, key: string, values: Tree): readonly string[] {
  if (!/^[^\s:]+:\S+$/.test(key))
    return [`tests the condition key ${quoted(key)}; a key is '<service>:<name>' or '<issuer>:<claim>'`];
  const list = isList(values) ? values : [values];
  if (list.length === 0) return [`tests ${key} against no value in ${operator}`];
  return list.some((value) => isBranch(value) || isList(value) || value === null)
    ? [`tests ${key} against something that is not text, number or flag`]
    : [];
}

/** The condition keys that a statement tests, in lower case, as IAM compares them. */
export function testedKeys(condition: Tree | undefined): readonly string[] {
  if (!isBranch(condition)) return [];
  return Object.values(condition).flatMap((keys) =>
    isBranch(keys) ? Object.keys(keys).map((key) => key.toLowerCase()) : [],
  );
}
