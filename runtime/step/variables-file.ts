import { appendFileSync } from "node:fs";

/**
 * Appends `export NAME='value'` lines to the file that the buildspec sources. CodePipeline puts exported
 * values unescaped into later actions' JSON, so a value is printable ASCII without quotes and backslash.
 */
export function writeVariables(file: string, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!/^[A-Z][A-Z0-9_]*$/.test(name)) throw new Error(`${JSON.stringify(name)} is no variable name.`);
    if (!/^[\x20-\x7e]*$/.test(value) || /['"\\]/.test(value)) {
      throw new Error(
        `The value of ${name} holds a character that may not be exported; ` +
          "allowed is printable ASCII without quotes and backslash.",
      );
    }
  }
  appendFileSync(
    file,
    Object.entries(values)
      .map(([name, value]) => `export ${name}='${value}'\n`)
      .join(""),
  );
}
