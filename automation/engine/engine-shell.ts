import { createColors } from "picocolors";
import { exitCodes } from "../exit-codes";
import type { JsonOption } from "../json-output";
import { writeJson } from "../json-output";
import { ProgressLine } from "../progress";
import type { Surroundings } from "../rehearse-command";
import { exitCodeOf } from "./command-exit";
import type { EngineOptions } from "./options";
import { progressText } from "./progress-text";
import type { EngineResult } from "./result";
import { resultText } from "./result-text";

/** What the commands of the engine have around them. */
export interface EngineSurroundings extends Surroundings {
  /** Fires when a person or a system asks the command to end. */
  readonly signal: AbortSignal;
  /** Asks the person at the terminal; absent: nobody is there to answer. */
  readonly ask?: (question: string) => Promise<string>;
}

/** Options that all of these commands have. */
export interface EngineCommandOptions {
  readonly stack: string;
  readonly json?: JsonOption;
  readonly refresh?: boolean;
}

/** One command at a terminal: runs the library's functions, shows what they tell, writes what they give. */
export class EngineShell {
  constructor(
    private readonly options: EngineCommandOptions,
    private readonly around: EngineSurroundings,
  ) {}

  /** Runs one function of the library, with the waiting person told. */
  async run(act: (options: EngineOptions) => Promise<EngineResult>): Promise<EngineResult> {
    const { directory, environment, stderr, signal } = this.around;
    const { stack, refresh } = this.options;
    const line = new ProgressLine(stderr);
    const set = Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const result = await act({
      projectDirectory: directory,
      stack,
      environment: Object.fromEntries(set),
      refresh: refresh === true,
      signal,
      onProgress: (progress) => {
        const told = progressText(stack, progress);
        // Where nobody watches, a log of what was done is enough: the result lists the rest.
        const logged = progress.kind !== "step" || progress.step.outcome === "done";
        if (told && (stderr.isTTY === true || logged || !told.passing)) line.tell(told);
      },
    });
    line.end();
    if (result.warnings !== "") stderr.write(`${result.warnings.trimEnd()}\n`);
    return result;
  }

  /** Shows the result to the person; where the output is for another tool, beside it. */
  show(result: EngineResult): void {
    const { stdout, stderr, environment } = this.around;
    if (result.kind === "failure" && exitCodeOf(result) === exitCodes.wrongSettings) {
      // Nothing was started, so there is nothing else to tell.
      stderr.write(`${result.error.message}\n`);
      return;
    }
    const shown = this.options.json === true ? stderr : stdout;
    const plain = environment["NO_COLOR"] !== undefined && environment["NO_COLOR"] !== "";
    shown.write(resultText(result, createColors(shown.isTTY === true && !plain)));
  }

  /** Writes the result where it is asked for; gives the exit code. */
  end(result: EngineResult): number {
    writeJson(this.options.json, result, this.around);
    return exitCodeOf(result);
  }
}
