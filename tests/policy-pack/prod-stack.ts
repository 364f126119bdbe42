import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configurationOf, openProject } from "../../automation/project";
import { readStacks } from "../../automation/read-stacks";
import { StackMonitor } from "../../automation/rehearsal/monitor";
import { runProgram } from "../../automation/rehearsal/program";
import { messagesOf } from "../../automation/rehearsal/program-messages";
import { registrationOf } from "../../automation/rehearsal/registered-stack";
import { Secrets } from "../../automation/rehearsal/secrets";
import { StackHost } from "../../automation/rehearsal/stack-host";
import { seedFromSettings } from "../../emulator/seed";
import type { Branch } from "../../emulator/tree";
import { World } from "../../emulator/world";
import type { Registration } from "../../policy-pack/verdict/judge";

/** A resource with the values that a policy is shown, as plain JSON. */
export interface Resource extends Registration {
  readonly inputs: Branch;
  readonly foreseen?: Branch;
}

/** A stack as the pack is shown it, with the settings beside it. */
export interface ShippedStack {
  readonly resources: readonly Resource[];
  /** Full key → text, as the engine hands them over. */
  readonly settings: Readonly<Record<string, string>>;
  /** The shipped policy config. */
  readonly config: Branch;
}

const projectDirectory = join(__dirname, "../..");
const stack = "prod";

let captured: Promise<ShippedStack> | undefined;

/** Our own stack `prod` from its shipped settings; the program runs once a process. */
export function prodStack(): Promise<ShippedStack> {
  captured ??= capture();
  return captured;
}

async function capture(): Promise<ShippedStack> {
  const project = openProject(projectDirectory);
  const read = readStacks(project, [stack], new Date());
  if ("problems" in read) throw new Error(read.problems);
  const [only] = read.stacks;
  if (!only) throw new Error(`There are no settings for the stack ${stack}.`);
  const identity = { project: project.name, stack };
  const settings = configurationOf(project, only.file);
  const world = new World(seedFromSettings(read.stacks));
  const host = new StackHost(stack, world, new Secrets(), () => undefined);
  const monitor = new StackMonitor(identity, host);
  const address = await monitor.listen();
  try {
    const run = { identity, projectDirectory, configuration: settings, address, stackTraces: false };
    const { failure } = messagesOf(await runProgram(run));
    if (failure !== undefined) throw new Error(failure);
  } finally {
    monitor.close();
  }
  host.finish();
  return {
    resources: [...monitor.resources.values()].map((resource) => registrationOf(resource, host)),
    settings,
    config: JSON.parse(readFileSync(join(projectDirectory, "policy-config.json"), "utf8")) as Branch,
  };
}
