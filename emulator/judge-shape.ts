import type { Fields, NumberShape, Shape, TextShape } from "./shape";
import { fieldOf } from "./shape";
import type { Branch, Tree } from "./tree";
import { holdsUnknown, isBranch, isList, isMissing, UNKNOWN } from "./tree";

/** Where names and types of inputs are stated. */
const schema = "schema of the Pulumi provider";

export type Report = (rule: string, message: string, source?: string) => void;

/** Holds a resource's inputs to their shapes. What is not known yet passes. */
export function judgeFields(inputs: Branch, fields: Fields, path: string, report: Report): void {
  for (const [name, entry] of Object.entries(fields)) {
    const { shape, required } = fieldOf(entry);
    const value = inputs[name];
    if (!isMissing(value)) judgeShape(value, shape, `${path}${name}`, report);
    else if (required) report("required-input", `'${path}${name}' is required and is missing`);
  }
  for (const name of Object.keys(inputs)) {
    if (Object.hasOwn(fields, name) || name.startsWith("__")) continue;
    report("unknown-input", `'${path}${name}' is not an input of this resource`, schema);
  }
}

function judgeShape(value: Tree, shape: Shape, path: string, report: Report): void {
  if (value === UNKNOWN) return;
  switch (shape.kind) {
    case "anything":
      return;
    case "text": {
      judgeText(value, shape, path, report);
      return;
    }
    case "number": {
      judgeNumber(value, shape, path, report);
      return;
    }
    case "flag":
      if (typeof value !== "boolean" && value !== "true" && value !== "false")
        wrongType(value, "true or false", path, report);
      return;
    case "list":
      if (!isList(value)) {
        wrongType(value, "a list", path, report);
        return;
      }
      judgeCount(value.length, shape, "entries", path, report);
      value.forEach((item, index) => {
        if (!isMissing(item)) judgeShape(item, shape.of, `${path}[${index}]`, report);
      });
      return;
    case "map":
      if (!isBranch(value)) {
        wrongType(value, "an object", path, report);
        return;
      }
      judgeCount(Object.keys(value).length, { ...shape, min: 0 }, "keys", path, report);
      for (const [key, item] of Object.entries(value))
        if (!isMissing(item)) judgeShape(item, shape.of, `${path}.${key}`, report);
      return;
    case "object":
      if (!isBranch(value)) {
        wrongType(value, "an object", path, report);
        return;
      }
      {
        judgeFields(value, shape.fields, `${path}.`, report);
        return;
      }
    default:
      return shape satisfies never;
  }
}

function judgeText(value: Tree, shape: TextShape, path: string, report: Report): void {
  if (isList(value) || isBranch(value)) {
    wrongType(value, "text", path, report);
    return;
  }
  const text = String(value);
  if (holdsUnknown(text)) return;
  const { oneOf, min, max, matches, says, source } = shape;
  if (oneOf && !oneOf.includes(text)) {
    report("allowed-value", `'${path}' is ${quoted(text)}; allowed: ${oneOf.join(", ")}`, source);
    return;
  }
  if (text.length < min || text.length > max) {
    report("length", `'${path}' has ${text.length} characters; allowed: ${span(min, max)}`, source);
    return;
  }
  if (matches && !matches.test(text))
    report("pattern", `'${path}' is ${quoted(text)}; allowed: ${says ?? String(matches)}`, source);
}

function judgeNumber(value: Tree, shape: NumberShape, path: string, report: Report): void {
  const given = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof given !== "number" || Number.isNaN(given)) {
    wrongType(value, "a number", path, report);
    return;
  }
  const { oneOf, min, max, says, source } = shape;
  const allowed = oneOf ? oneOf.includes(given) : given >= min && given <= max && Number.isInteger(given);
  if (!allowed)
    report("range", `'${path}' is ${given}; allowed: ${says ?? oneOf?.join(", ") ?? span(min, max)}`, source);
}

function judgeCount(
  count: number,
  limits: { readonly min: number; readonly max: number; readonly source?: string },
  what: string,
  path: string,
  report: Report,
): void {
  if (count >= limits.min && count <= limits.max) return;
  report("count", `'${path}' has ${count} ${what}; allowed: ${span(limits.min, limits.max)}`, limits.source);
}

function wrongType(value: Tree, wanted: string, path: string, report: Report): void {
  const got = isList(value) ? "a list" : isBranch(value) ? "an object" : quoted(value);
  report("input-type", `'${path}' is ${got}; it takes ${wanted}`, schema);
}

function span(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return `at least ${min}`;
  return min === Number.NEGATIVE_INFINITY ? `at most ${max}` : `${min}-${max}`;
}

/** A value as a message shows it: short, and safe to print. */
export function quoted(value: Tree): string {
  const text = isList(value) || isBranch(value) ? JSON.stringify(value) : String(value);
  const printable = text.replace(/[^\x20-\x7e]/g, "?");
  return `'${printable.length > 160 ? `${printable.slice(0, 157)}...` : printable}'`;
}
