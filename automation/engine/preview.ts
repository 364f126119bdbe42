import { resolve } from "node:path";
import type { ProgramOptions } from "./options";
import { readyProgram } from "./program-run";
import type { EngineResult } from "./result";
import { refused, runEngine } from "./run";

export interface PreviewOptions extends ProgramOptions {
  /** Writes the plan to this file, for `up` to be held to. It is written only where nothing is refused. */
  readonly plan?: string;
}

/**
 * Asks the engine what `up` would change, and the policies what they think of it. Changes nothing.
 *
 * A finding at level mandatory makes it a failure with the code `policy-violation`; the findings are in `policies`.
 */
export async function preview(options: PreviewOptions): Promise<EngineResult> {
  const ready = readyProgram(options);
  if ("error" in ready) return refused("preview", options, ready.error);
  return await runEngine({
    operation: "preview",
    options,
    dry: true,
    create: options.create === true,
    warnings: ready.warnings,
    act: (stack, told) =>
      stack.preview({
        ...told,
        ...ready.policies,
        ...(options.plan === undefined ? {} : { plan: resolve(options.plan) }),
      }),
  });
}
