import { stripVTControlCharacters } from "node:util";
import type { ProgramEnd } from "./program";

export interface ProgramMessages {
  /** Present: the program did not do what it should. */
  readonly failure?: string;
  /** Warnings, notes and whatever the program printed itself. */
  readonly notes: readonly string[];
}

/** How the SDK begins a message that it prints because there is no engine to send it to. */
const beginning = /^(error|warning|info): \[runtime\] /;

/** Sorts what a program printed; a logged error fails it even when it exits with 0, as in a real preview. */
export function messagesOf({ exitCode, printed }: ProgramEnd): ProgramMessages {
  const errors: string[] = [];
  const notes: string[] = [];
  let current = notes;
  for (const line of stripVTControlCharacters(printed).split("\n")) {
    const kind = beginning.exec(line)?.[1];
    if (kind !== undefined) current = kind === "error" ? errors : notes;
    const text = line.replace(beginning, kind === "warning" ? "warning: " : "");
    if (text.trim() !== "") current.push(text);
  }
  if (exitCode === 0 && errors.length === 0) return { notes };
  const failure = errors.length > 0 ? errors : notes;
  if (failure.length > 0) return { failure: failure.join("\n"), notes: errors.length > 0 ? notes : [] };
  return { failure: `the program ended with exit code ${String(exitCode)} and said nothing`, notes };
}

/** An error of the program's own carries no frames in a run without traces; an error meant for its user needs none. */
export function hidesItsOrigin(failure: string): boolean {
  return failure.includes("failed with an unhandled exception") && !/TSError|Transform failed/.test(failure);
}
