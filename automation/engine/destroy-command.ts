import { exitCodes } from "../exit-codes";
import { consent } from "./consent";
import { destroy } from "./destroy";
import type { EngineCommandOptions, EngineSurroundings } from "./engine-shell";
import { EngineShell } from "./engine-shell";

export interface DestroyCommandOptions extends EngineCommandOptions {
  readonly yes?: boolean;
}

/** Destroys a stack for a person at a terminal, who sees first what goes and what stays; gives the exit code. */
export async function destroyCommand(
  options: DestroyCommandOptions,
  around: EngineSurroundings,
): Promise<number> {
  const shell = new EngineShell(options, around);
  const agreed = consent(options, around);
  if (agreed === undefined) return exitCodes.wrongSettings;
  const seen = await shell.run((engine) => destroy({ ...engine, dry: true }));
  shell.show(seen);
  if (seen.kind === "failure") return shell.end(seen);
  if (!(await agreed(`Destroy ${options.stack} as shown?`))) {
    around.stderr.write("Nothing was changed.\n");
    shell.end(seen);
    return exitCodes.refused;
  }
  const result = await shell.run((engine) => destroy(engine));
  shell.show(result);
  return shell.end(result);
}
