/** Something in the settings that must change, told so that the person who wrote it knows what to do. */
export interface Problem {
  /** Where: `delivery:environments[1].targets[0].accountId`. */
  readonly path: string;
  /** What was found there; short, and never a secret. */
  readonly got: string;
  /** What may stand there. */
  readonly allowed: string;
  /** What to do about it. */
  readonly fix: string;
  /** Line in the file the settings came from, from 1; absent where they came from the engine. */
  readonly line?: number;
}

/** All problems as plain text under one title, in the order of the list: a block of four lines each. */
export function formatProblems(problems: readonly Problem[], title: string): string {
  const blocks = problems.map(
    ({ path, got, allowed, fix, line }) =>
      `  ${path}${line === undefined ? "" : ` (line ${line})`}\n` +
      `    got      ${got}\n` +
      `    allowed  ${allowed}\n` +
      `    fix      ${fix}\n`,
  );
  return [`${title}\n`, ...blocks].join("\n");
}

/** Wrong settings, for a program that can only stop: the message lists every problem. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  /** Pulumi's mark of an error whose message says it all: it is printed without a stack trace. */
  readonly __pulumiRunError = true;

  constructor(readonly problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(formatProblems(problems, `The settings have ${count}.`));
  }
}
