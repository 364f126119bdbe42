import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "../blueprint/settings";
import { readProject } from "./project";
import { readStacks } from "./read-stacks";

/** The settings can't be worked with: `problems` says what must change first, ready to be printed. */
export interface SettingsRefusal {
  readonly kind: "refusal";
  readonly problems: string;
}

export interface StackSettings {
  readonly kind: "settings";
  readonly settings: Settings;
  /** `Pulumi.<stack>.yaml`, with its folder. */
  readonly file: string;
}

/** The settings of one stack of a project folder. */
export function readOneStack(directory: string, stack: string, today: Date): StackSettings | SettingsRefusal {
  if (!existsSync(join(directory, "Pulumi.yaml"))) {
    const problems = `There is no Pulumi.yaml in ${directory}. Run this in the folder of the project.`;
    return { kind: "refusal", problems };
  }
  const opened = readProject(directory);
  if ("problems" in opened) return { kind: "refusal", problems: opened.problems };
  const read = readStacks(opened.project, [stack], today);
  if ("problems" in read) return { kind: "refusal", problems: read.problems.trimEnd() };
  const [only] = read.stacks;
  if (!only) return { kind: "refusal", problems: `There is no stack '${stack}'.` };
  return { kind: "settings", settings: only.settings, file: join(directory, `Pulumi.${stack}.yaml`) };
}
