import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { readPolicyConfig } from "../policy-config-file";
import { readProject } from "../project";
import { readStacks } from "../read-stacks";
import type { ProgramOptions } from "./options";
import type { EngineError } from "./result";

/** What a run of the program needs to begin, or why it must not. */
export interface ReadyProgram {
  /** What the settings' reader warns of, ready to be printed; empty: nothing. */
  readonly warnings: string;
  /** Options of the Automation API by which the policies are asked. */
  readonly policies: { readonly policyPacks: string[]; readonly policyPackConfigs: string[] };
}

/** Reads the settings by the same reader as the program, so that every problem is told at once and before anything starts. */
export function readyProgram(options: ProgramOptions): ReadyProgram | { readonly error: EngineError } {
  const { projectDirectory, stack } = options;
  const opened = readProject(projectDirectory);
  if ("problems" in opened) return wrongSettings(opened.problems);
  const read = readStacks(opened.project, [fileNameOf(stack)], options.today ?? new Date());
  if ("problems" in read) return wrongSettings(read.problems);
  // The CLI runs in the project's folder: what is relative here would be another place there.
  const pack = resolve(options.policyPackDirectory ?? join(projectDirectory, "policy-pack"));
  if (!existsSync(join(pack, "PulumiPolicy.yaml")))
    return {
      error: {
        code: "policy-pack",
        message: `There is no policy pack in ${pack}: no file PulumiPolicy.yaml. Nothing is done unjudged.`,
        urns: [],
      },
    };
  const config = policyConfigOf(options);
  if ("error" in config) return config;
  return {
    warnings: read.stacks.map(({ warnings }) => warnings).join(""),
    policies: { policyPacks: [pack], policyPackConfigs: [...config.files] },
  };
}

function policyConfigOf({
  projectDirectory,
  policyConfigFile,
}: ProgramOptions): { readonly files: readonly string[] } | { readonly error: EngineError } {
  if (policyConfigFile !== undefined)
    return existsSync(policyConfigFile)
      ? { files: [resolve(policyConfigFile)] }
      : wrongSettings(`There is no policy config ${policyConfigFile}.`);
  const read = readPolicyConfig(projectDirectory);
  if ("problems" in read) return wrongSettings(read.problems);
  const file = resolve(projectDirectory, "policy-config.json");
  return { files: existsSync(file) ? [file] : [] };
}

function wrongSettings(problems: string): { readonly error: EngineError } {
  return { error: { code: "wrong-settings", message: problems.trimEnd(), urns: [] } };
}

/** The settings of `organization/project/prod` stand in Pulumi.prod.yaml. */
function fileNameOf(stack: string): string {
  return stack.slice(stack.lastIndexOf("/") + 1);
}
