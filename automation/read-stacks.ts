import { drawBlueprint } from "../blueprint/draw-blueprint";
import type { Problem } from "../blueprint/problems";
import { formatProblems } from "../blueprint/problems";
import { readSettings } from "../blueprint/read-settings";
import type { StepBundles } from "../blueprint/runtime-file";
import { atLines, rawFromStackFile } from "../blueprint/settings-reader/file";
import type { Settings } from "../blueprint/settings";
import type { StepName } from "../blueprint/step-configuration";
import type { Project } from "./project";

export interface ReadStack {
  readonly stack: string;
  readonly settings: Settings;
  /** Text of the stack file. */
  readonly file: string;
  /** Settings that are allowed and still worth a second look, as text; empty: none. */
  readonly warnings: string;
}

/** The settings of the chosen stacks, or everything that is wrong with any of them, as text. */
export function readStacks(
  project: Project,
  chosen: readonly string[] | undefined,
  today: Date,
): { readonly stacks: readonly ReadStack[] } | { readonly problems: string } {
  const existing = Object.keys(project.stackFiles);
  if (existing.length === 0)
    return { problems: "There is no stack here: no file Pulumi.<stack>.yaml in the project folder." };
  const names = chosen === undefined || chosen.length === 0 ? existing : [...new Set(chosen)];
  const unknown = names.filter((name) => !existing.includes(name));
  if (unknown.length > 0)
    return { problems: `There is no stack '${unknown.join("', '")}'. There are: ${existing.join(", ")}.` };
  const stacks: ReadStack[] = [];
  const problems: string[] = [];
  for (const stack of names) {
    const file = project.stackFiles[stack] ?? "";
    const read = settingsOf(file, today);
    if ("settings" in read) {
      const { settings, warnings } = read;
      stacks.push({ stack, settings, file, warnings: told(stack, warnings, "warning") });
    } else problems.push(told(stack, read.problems, "problem"));
  }
  return problems.length > 0 ? { problems: problems.join("\n") } : { stacks };
}

function told(stack: string, found: readonly Problem[], kind: "problem" | "warning"): string {
  const count = found.length === 1 ? `1 ${kind}` : `${found.length} ${kind}s`;
  return found.length === 0 ? "" : formatProblems(found, `Pulumi.${stack}.yaml has ${count}.`);
}

function settingsOf(
  file: string,
  today: Date,
):
  | { readonly settings: Settings; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[] } {
  const raw = rawFromStackFile(file);
  if (!raw.ok) return { problems: raw.problems };
  const read = readSettings(raw.raw, today);
  if (!read.ok) return { problems: atLines(read.problems, raw.lineOf) };
  const drawn = drawBlueprint(read.settings, anyBundles);
  return drawn.ok
    ? { settings: read.settings, warnings: atLines(read.warnings, raw.lineOf) }
    : { problems: atLines(drawn.problems, raw.lineOf) };
}

/** Quotas do not depend on what the compiled steps hold: any hash of the right length will do to ask for them. */
const anyBundle = { sha256: "0".repeat(64), path: "" };
const anyBundles: StepBundles = {
  build: anyBundle,
  images: anyBundle,
  scan: anyBundle,
  plan: anyBundle,
  deploy: anyBundle,
  validate: anyBundle,
} satisfies Record<StepName, typeof anyBundle>;
