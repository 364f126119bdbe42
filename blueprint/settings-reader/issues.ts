import { z } from "zod";
import type { Problem } from "../problems";
import { echo } from "./echo";
import type { Guidance } from "./guidance";
import { guidanceOf, knownKeys, schemaAt, unwrap } from "./guidance";
import { nearest } from "./nearest";
import { settingPath, valueAt } from "./path";
import { settingsSchema } from "./schema";

/** What the schema found, in the words of whoever wrote the settings. */
export function problemsOfIssue(issue: z.core.$ZodIssue, raw: unknown): readonly Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey(issue.path, key, raw));
  }
  const schema = schemaAt(settingsSchema, issue.path);
  const value = valueAt(raw, issue.path);
  const guide = (schema && guidanceOf(schema)) ?? derivedGuidance(issue, schema);
  const path = settingPath(issue.path);
  const { got, fix } = custom(issue);
  return [
    {
      path,
      got: got ?? gotOf(value, guide),
      allowed: guide.allowed,
      fix: fix ?? fixOf(issue.path, value, guide, schema),
    },
  ];
}

/** A rule inside the schema brings its own words along. */
function custom(issue: z.core.$ZodIssue): { got?: string; fix?: string } {
  if (issue.code !== "custom") return {};
  const { got, fix } = issue.params ?? {};
  return {
    ...(typeof got === "string" ? { got } : {}),
    ...(typeof fix === "string" ? { fix } : {}),
  };
}

function unknownKey(parentKeys: readonly PropertyKey[], key: string, raw: unknown): Problem {
  const parent = schemaAt(settingsSchema, parentKeys);
  const known = parent === undefined ? [] : [...knownKeys(parent, valueAt(raw, parentKeys)).keys()];
  const near = nearest(key, known);
  return {
    path: settingPath([...parentKeys, key]),
    got: "a key that is not known here",
    allowed: known.join(", "),
    fix: near === undefined ? `remove ${key}` : `did you mean ${near}? Rename ${key}, or remove it`,
  };
}

/** For schemas whose kind says it all: choices, truth values, mappings and lists. */
function derivedGuidance(issue: z.core.$ZodIssue, schema: z.core.$ZodType | undefined): Guidance {
  const choices = choicesOf(issue, schema);
  if (choices.length > 0) {
    return { allowed: `one of ${choices.join(", ")}`, example: String(choices[0]) };
  }
  return { allowed: "true or false", example: "true" };
}

function choicesOf(
  issue: z.core.$ZodIssue,
  schema: z.core.$ZodType | undefined,
): readonly z.core.util.Primitive[] {
  if (issue.code === "invalid_union" && "options" in issue && Array.isArray(issue.options)) {
    return issue.options;
  }
  if (issue.code === "invalid_value") return issue.values;
  const bare = schema && unwrap(schema);
  return bare instanceof z.ZodEnum ? bare.options : [];
}

function gotOf(value: unknown, guide: Guidance): string {
  if (guide.quoted !== true) return echo(value);
  if (typeof value === "number") return `${value}, a number`;
  return isTimestamp(value) ? "an unquoted date" : echo(value);
}

function fixOf(
  path: readonly PropertyKey[],
  value: unknown,
  guide: Guidance,
  schema: z.core.$ZodType | undefined,
): string {
  const key = path.findLast((part) => typeof part === "string") ?? "";
  const written = typeof path.at(-1) === "number" ? guide.example : `${key}: ${guide.example}`;
  if (value === undefined || value === null) return `add ${written}`;
  if (guide.quoted === true && typeof value === "number") {
    return `put it in quotes, as in ${written}: unquoted, YAML reads a number, and one that begins with 0 as octal`;
  }
  if (guide.quoted === true && isTimestamp(value)) {
    return `put it in quotes, as in ${written}: unquoted, YAML reads a point in time`;
  }
  const bare = schema && unwrap(schema);
  const near =
    typeof value === "string" && bare instanceof z.ZodEnum
      ? nearest(
          value,
          bare.options.filter((option) => typeof option === "string"),
        )
      : undefined;
  return near === undefined ? `write for example ${written}` : `did you mean ${near}?`;
}

/** What the engine makes of an unquoted date. */
function isTimestamp(value: unknown): boolean {
  return value instanceof Date || (typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:/.test(value));
}
