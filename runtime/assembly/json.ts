import { readFileSync } from "node:fs";
import { StepFailure } from "../step/step-failure";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key, or an empty one. */
export function objectAt(value: unknown, key: string): JsonObject {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

/** Reads a file that must hold a JSON object; `shown` is the name that a reader knows it by. */
export function readJsonObject(path: string, shown: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new StepFailure(`The assembly names ${shown}, which is not in it.`);
  }
  return parseJsonObject(text, shown);
}

export function parseJsonObject(text: string, shown: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new StepFailure(`${shown} is not JSON: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw new StepFailure(`${shown} must hold a JSON object.`);
  return value;
}

/** Text that is equal for equal values: keys sorted, nothing else changed. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
