import { resolve } from "node:path";
import type { EngineCommandOptions, EngineSurroundings } from "./engine-shell";
import { EngineShell } from "./engine-shell";
import { preview } from "./preview";

export interface PreviewCommandOptions extends EngineCommandOptions {
  readonly plan?: string;
  readonly create?: boolean;
}

/** Previews a stack for a person at a terminal; gives the exit code. */
export async function previewCommand(
  options: PreviewCommandOptions,
  around: EngineSurroundings,
): Promise<number> {
  const shell = new EngineShell(options, around);
  const { plan, create = false } = options;
  const file = plan === undefined ? {} : { plan: resolve(around.directory, plan) };
  const result = await shell.run((engine) => preview({ ...engine, create, ...file }));
  shell.show(result);
  if (result.kind === "done" && plan !== undefined)
    around.stderr.write(`The plan is in ${plan}: delivery up --stack ${options.stack} --plan ${plan}\n`);
  return shell.end(result);
}
