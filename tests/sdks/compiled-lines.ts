import assert from "node:assert/strict";
import { join } from "node:path";
import ts from "typescript";

/** One line of a program that uses the SDK. */
export interface Line {
  readonly code: string;
  /** What the compiler must name when it refuses the line; absent: it must accept it. */
  readonly refusedFor?: string;
}

export const accepted = (code: string): Line => ({ code });
export const refused = (code: string, refusedFor: string): Line => ({ code, refusedFor });

/** The compiler's complaint about each line, by its number, for a program that is not on disk. */
export function complaints(lines: readonly string[]): Map<number, string> {
  const file = join(__dirname, "program-that-uses-the-sdk.ts");
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, lines.join("\n"), ts.ScriptTarget.ES2022)
      : fromDisk(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  assert.ok(source);
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return new Map(
    found.map(({ start, messageText }) => [
      source.getLineAndCharacterOfPosition(start ?? 0).line,
      ts.flattenDiagnosticMessageText(messageText, "\n"),
    ]),
  );
}

/** What is wrong with a line, if anything. */
export function verdict({ code, refusedFor }: Line, complaint: string | undefined): string[] {
  if (refusedFor === undefined) return complaint === undefined ? [] : [`${code}\n${complaint}`];
  if (complaint === undefined) return [`${code}\nis accepted`];
  return complaint.includes(`'${refusedFor}'`)
    ? []
    : [`${code}\nis refused, but not for '${refusedFor}': ${complaint}`];
}
