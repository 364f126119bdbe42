import { readFileSync } from "node:fs";
import { rawFromStackFile } from "../../blueprint/settings-reader/file";
import { replaceFile } from "./replace-file";
import { withHandshakeDone } from "./write-connection";

/** What became of the settings file. */
export type Recording =
  | { readonly kind: "written"; readonly file: string }
  /** The file says so already, or adopts the connection. */
  | { readonly kind: "nothing-to-do"; readonly file: string }
  /** The repository must be named right first. */
  | { readonly kind: "held-back"; readonly file: string }
  /** The file can't be edited without touching more: `line` is what a person puts there. */
  | { readonly kind: "by-hand"; readonly file: string; readonly reason: string; readonly line: string };

/** Records the connection in the stack file as it is now: hours may have passed since it was read. */
export function recordConnection(file: string, arn: string): Recording {
  const byHand = (reason: string): Recording => ({
    kind: "by-hand",
    file,
    reason,
    line: `delivery:connection: { handshake: done, arn: "${arn}" }`,
  });
  try {
    const text = readFileSync(file, "utf8");
    if (recordedArn(text) === arn) return { kind: "nothing-to-do", file };
    const edited = withHandshakeDone(text, arn);
    if (edited === undefined)
      return byHand("its delivery:connection is not the plain pending form, or has changed meanwhile");
    replaceFile(file, edited);
    return { kind: "written", file };
  } catch (error) {
    return byHand(error instanceof Error ? error.message : String(error));
  }
}

function recordedArn(text: string): unknown {
  const read = rawFromStackFile(text);
  const connection = read.ok ? read.raw["connection"] : undefined;
  return typeof connection === "object" && connection !== null && "arn" in connection
    ? connection.arn
    : undefined;
}
