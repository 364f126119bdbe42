/**
 * The end of a step for a reason that its reader can act on. The message is all that is printed; the exit
 * code is what CodeBuild sees (an application's failing command keeps its own).
 */
export class StepFailure extends Error {
  override readonly name = "StepFailure";

  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** One failure that names several problems, each on a line of its own. */
export function failWith(headline: string, problems: readonly string[]): StepFailure {
  return new StepFailure([headline, ...problems.map((problem) => `  - ${problem}`)].join("\n"));
}
