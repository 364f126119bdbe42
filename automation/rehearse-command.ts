import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createColors } from "picocolors";
import { outlineText } from "./outline/text";
import { ProgressLine } from "./progress";
import { rehearse } from "./rehearse";
import type { RegisteredStack } from "./rehearsal/registered-stack";
import { reportPage } from "./report/page";
import type { RoadReport } from "./report/road-report";
import { roadReport } from "./report/road-report";
import type { Terminal } from "./terminal";

export interface RehearseCommandOptions {
  readonly stack?: readonly string[];
  readonly json?: string;
  readonly report?: string;
}

/** Where a command runs and what it may write to. */
export interface Surroundings {
  /** The project folder; relative paths count from here. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
}

/** Exit codes of the command. */
export const exitCodes = { clean: 0, refused: 1, wrongSettings: 2 } as const;

/** Runs the rehearsal for a person at a terminal; gives the exit code. */
export async function rehearseCommand(
  options: RehearseCommandOptions,
  { directory, environment, stdout, stderr }: Surroundings,
): Promise<number> {
  if (!existsSync(join(directory, "Pulumi.yaml"))) {
    stderr.write(`There is no Pulumi.yaml in ${directory}. Run this in the folder of the project.\n`);
    return exitCodes.wrongSettings;
  }
  const plain = environment["NO_COLOR"] !== undefined && environment["NO_COLOR"] !== "";
  const progress = new ProgressLine(stderr);
  const registered = new Map<string, RegisteredStack>();
  const done = await rehearse({
    projectDirectory: directory,
    ...(options.stack ? { stacks: options.stack } : {}),
    ...(options.report === undefined
      ? {}
      : { onRegistered: (one: RegisteredStack) => registered.set(one.stack, one) }),
    onProgress: (told) => progress.tell(told),
  });
  progress.end();
  if (done.kind === "refusal") {
    stderr.write(`${done.problems.trimEnd()}\n`);
    return exitCodes.wrongSettings;
  }
  if (done.warnings !== "") stderr.write(`${done.warnings.trimEnd()}\n`);
  const colors = createColors(stdout.isTTY === true && !plain);
  const stacks = Object.entries(done.result.stacks);
  stdout.write(stacks.map(([stack, result]) => outlineText(stack, result, colors)).join("\n\n"));
  if (options.json !== undefined)
    writeText(resolve(directory, options.json), `${JSON.stringify(done.result, null, 2)}\n`);
  if (options.report !== undefined)
    for (const [stack, result] of stacks) {
      const road = await roadOf(registered.get(stack), stderr);
      writeText(resolve(directory, options.report, `${stack}.html`), reportPage(stack, result, road));
    }
  const clean = stacks.every(([, { verdict }]) => verdict === "clean");
  return clean ? exitCodes.clean : exitCodes.refused;
}

/** A map that can't be drawn takes nothing from what is known without it. */
async function roadOf(
  registered: RegisteredStack | undefined,
  stderr: Terminal,
): Promise<RoadReport | undefined> {
  try {
    return registered && (await roadReport(registered));
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    stderr.write(
      `The road of ${registered?.stack ?? ""} is not drawn: ${registered?.withoutSecrets(because) ?? ""}\n`,
    );
    return undefined;
  }
}

function writeText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
