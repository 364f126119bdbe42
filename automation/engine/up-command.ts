import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { exitCodes } from "../exit-codes";
import { consent } from "./consent";
import type { EngineSurroundings } from "./engine-shell";
import { EngineShell } from "./engine-shell";
import { preview } from "./preview";
import type { PreviewCommandOptions } from "./preview-command";
import { up } from "./up";

export interface UpCommandOptions extends PreviewCommandOptions {
  readonly yes?: boolean;
}

/**
 * Updates a stack for a person at a terminal; gives the exit code. With a plan it does what was seen and agreed to
 * before; without one it previews, asks, and is held to exactly that preview.
 */
export async function upCommand(options: UpCommandOptions, around: EngineSurroundings): Promise<number> {
  const shell = new EngineShell(options, around);
  const create = options.create === true;
  const update = async (plan: string): Promise<number> => {
    const result = await shell.run((engine) => up({ ...engine, create, plan }));
    shell.show(result);
    return shell.end(result);
  };
  if (options.plan !== undefined) return await update(resolve(around.directory, options.plan));
  const agreed = consent(options, around);
  if (agreed === undefined) return exitCodes.wrongSettings;
  const folder = mkdtempSync(join(tmpdir(), "delivery-plan-"));
  try {
    const plan = join(folder, "plan.json");
    const seen = await shell.run((engine) => preview({ ...engine, create, plan }));
    shell.show(seen);
    if (seen.kind === "failure") return shell.end(seen);
    if (await agreed(`Update ${options.stack} as shown?`)) return await update(plan);
    around.stderr.write("Nothing was changed.\n");
    shell.end(seen);
    return exitCodes.refused;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
