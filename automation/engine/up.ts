import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ProgramOptions } from "./options";
import { readyProgram } from "./program-run";
import type { EngineError, EngineResult } from "./result";
import { refused, runEngine } from "./run";

export interface UpOptions extends ProgramOptions {
  /**
   * A plan that `preview` has written: every step beyond it is refused, with the code `plan-not-kept`.
   * Without one nobody has seen what is about to happen; leave it out only where that is meant.
   */
  readonly plan?: string;
}

/**
 * Makes the stack what its program says. The policies are asked again, with what is known by now.
 *
 * A failure may come after some steps: `steps` says which are done, and a next `up` goes on from there.
 */
export async function up(options: UpOptions): Promise<EngineResult> {
  const ready = readyProgram(options);
  if ("error" in ready) return refused("up", options, ready.error);
  const unreadable = options.plan === undefined ? undefined : unreadablePlan(options.plan);
  if (unreadable) return refused("up", options, unreadable);
  return await runEngine({
    operation: "up",
    options,
    dry: false,
    create: options.create === true,
    warnings: ready.warnings,
    act: (stack, told) =>
      stack.up({
        ...told,
        ...ready.policies,
        ...(options.plan === undefined ? {} : { plan: resolve(options.plan) }),
      }),
  });
}

function unreadablePlan(file: string): EngineError | undefined {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      code: "plan-unreadable",
      message: `The plan can't be read: ${why}\nWrite it with a preview of the same stack.`,
      urns: [],
    };
  }
}
