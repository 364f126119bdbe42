import { existsSync } from "node:fs";
import { join } from "node:path";
import { seedFromSettings } from "../emulator/seed";
import { World } from "../emulator/world";
import type { Branch } from "../emulator/world";
import { readPolicyConfig } from "./policy-config-file";
import { configurationOf, readProject } from "./project";
import { readStacks } from "./read-stacks";
import type { RegisteredStack } from "./rehearsal/registered-stack";
import type { RehearsalResult } from "./rehearsal/result";
import { rehearseStack } from "./rehearsal/stack-rehearsal";
import type { Progress } from "./rehearsal/stack-rehearsal";

export interface RehearseOptions {
  /** Folder of Pulumi.yaml. */
  readonly projectDirectory: string;
  /** Names of stacks; default: every stack that has settings. */
  readonly stacks?: readonly string[];
  /** Settings by stack name, as the text of a stack file; default: the files in the project folder. */
  readonly stackFiles?: Readonly<Record<string, string>>;
  /** Default: `policy-pack` in the project folder; a project without that folder is not judged. */
  readonly policyPackDirectory?: string;
  /** Policy config by policy name. Default: `policy-config.json` in the project folder, or nothing. */
  readonly policyConfig?: Branch;
  /** The day on which the settings are read. Default: today. */
  readonly today?: Date;
  readonly onProgress?: (progress: Progress) => void;
  /** Told what each program that ran to its end has registered, with secrets in clear text. */
  readonly onRegistered?: (registered: RegisteredStack) => void;
}

/** Nothing was started: `problems` says what must change first, ready to be printed. */
export interface Refusal {
  readonly kind: "refusal";
  readonly problems: string;
}

export interface Rehearsal {
  readonly kind: "rehearsal";
  readonly result: RehearsalResult;
  /** What the settings' reader warns of, ready to be printed; empty: nothing. */
  readonly warnings: string;
}

/**
 * Previews stacks without a CLI, an account or a network: the unmodified program of each, against one
 * emulated world for all of them, before the unmodified policy pack. All processes start at once.
 */
export async function rehearse(options: RehearseOptions): Promise<Rehearsal | Refusal> {
  const { projectDirectory, onProgress = () => undefined } = options;
  const startedAt = performance.now();
  const opened = readProject(projectDirectory, options.stackFiles);
  if ("problems" in opened) return { kind: "refusal", problems: opened.problems };
  const { project } = opened;
  const read = readStacks(project, options.stacks, options.today ?? new Date());
  if ("problems" in read) return { kind: "refusal", problems: read.problems };
  const config = options.policyConfig
    ? { policyConfig: options.policyConfig }
    : readPolicyConfig(projectDirectory);
  if ("problems" in config) return { kind: "refusal", problems: config.problems };
  const { policyConfig } = config;
  const freshWorld = (): World => new World(seedFromSettings(read.stacks));
  const world = freshWorld();
  const policyPackDirectory = options.policyPackDirectory ?? join(projectDirectory, "policy-pack");
  const results = await Promise.all(
    read.stacks.map(async ({ stack, file }) => {
      const result = await rehearseStack({
        identity: { project: project.name, stack },
        projectDirectory,
        configuration: configurationOf(project, file),
        world,
        freshWorld,
        ...(existsSync(join(policyPackDirectory, "package.json")) ? { policyPackDirectory } : {}),
        policyConfig,
        onProgress,
        ...(options.onRegistered ? { onRegistered: options.onRegistered } : {}),
      });
      return [stack, result] as const;
    }),
  );
  const durationMs = Math.round(performance.now() - startedAt);
  const warnings = read.stacks
    .map((stack) => stack.warnings)
    .filter((text) => text !== "")
    .join("\n");
  return {
    kind: "rehearsal",
    warnings,
    result: { version: 1, stacks: Object.fromEntries(results), durationMs },
  };
}
