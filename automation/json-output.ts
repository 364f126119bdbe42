import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Surroundings } from "./rehearse-command";

/** `--json` alone: to stdout, instead of the text for people. `--json <file>`: into that file, beside the text. */
export type JsonOption = string | true | undefined;

/** Writes a result for other tools; true where it took the place of the text. */
export function writeJson(
  json: JsonOption,
  value: object,
  { directory, stdout }: Pick<Surroundings, "directory" | "stdout">,
): boolean {
  if (json === undefined) return false;
  const text = `${JSON.stringify({ version: 1, ...value }, null, 2)}\n`;
  if (json === true) {
    stdout.write(text);
    return true;
  }
  const file = resolve(directory, json);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return false;
}
