import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../../blueprint/problems";
import type { RawSettings } from "../../../blueprint/read-settings";
import { readSettings } from "../../../blueprint/read-settings";
import { rawFromStackFile } from "../../../blueprint/settings-reader/file";

export const today = new Date("2026-11-24T15:00:00Z");

export function exampleText(stack: "dev" | "prod"): string {
  return readFileSync(join(__dirname, "..", "..", "..", `Pulumi.${stack}.yaml`), "utf8");
}

const shipped = rawFromStackFile(exampleText("prod"));
if (!shipped.ok) throw new Error(JSON.stringify(shipped.problems));
const goodRaw = shipped.raw;

/** Settings in which nothing is wrong, for tests that make one thing wrong. */
export function good(): Record<string, unknown> {
  return structuredClone(goodRaw);
}

/** The good settings with one value replaced, added, or (undefined) taken out. */
export function goodBut(path: readonly (string | number)[], value: unknown): RawSettings {
  const settings = good();
  const parents = path.slice(0, -1);
  const last = path.at(-1) ?? "";
  const parent = parents.reduce<unknown>(
    (at, key) => (at as Record<string | number, unknown>)[key],
    settings,
  );
  const holder = parent as Record<string | number, unknown>;
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  return settings;
}

export function problemsOf(raw: RawSettings): readonly Problem[] {
  const result = readSettings(raw, today);
  return result.ok ? [] : result.problems;
}

export function warningsOf(raw: RawSettings): readonly Problem[] {
  return readSettings(raw, today).warnings;
}
