import type { Step } from "../../graph/pipeline";
import type { Field } from "../../reader/field";

/** A value that an action is given, and the variables that CodePipeline writes into it. */
export interface GivenValue {
  /** `ProjectName`, `roleArn`, or the name of an environment variable. */
  readonly key: string;
  readonly path: string;
  /** What it is for: to choose what the action acts on, or to be worked with there. */
  readonly use: "target" | "environment" | "input";
  /** `variables.account`, `Scan.DIGEST`. */
  readonly references: readonly string[];
}

export interface GivenValues {
  readonly values: readonly GivenValue[];
  /** Paths of what can't be read. */
  readonly unknown: readonly string[];
}

/** Keys of a configuration that say what to work with, not on what; every other key is taken for a target. */
const inputs: ReadonlySet<string> = new Set([
  "EnvironmentVariables",
  "ImageTags",
  "Input",
  "OutputFileName",
  "ParameterOverrides",
  "UserParameters",
]);

/** Everything that an action is told: its role and region, its configuration, its environment, its commands. */
export function givenValues({ field }: Step): GivenValues {
  const values: GivenValue[] = [];
  const unknown: string[] = [];
  const take = (key: string, value: Field, use: GivenValue["use"]): void => {
    const text = value.text();
    if (text.kind === "unknown") unknown.push(text.path);
    if (text.kind === "known")
      values.push({ key, path: value.path, use, references: referencesIn(text.value) });
  };
  take("roleArn", field.at("roleArn"), "target");
  take("region", field.at("region"), "target");
  const commands = field.at("commands").list();
  if (commands.kind === "unknown") unknown.push(commands.path);
  if (commands.kind === "known") for (const command of commands.value) take("commands", command, "input");
  const entries = field.at("configuration").entries();
  if (entries.kind === "unknown") unknown.push(entries.path);
  for (const [key, value] of entries.kind === "known" ? entries.value : []) {
    const variables = key === "EnvironmentVariables" ? value.json().list() : undefined;
    if (variables?.kind !== "known") {
      take(key, value, inputs.has(key) ? "input" : "target");
      continue;
    }
    for (const variable of variables.value) {
      const name = variable.at("name").text();
      if (name.kind === "known") take(name.value, variable.at("value"), "environment");
      else unknown.push(variable.at("name").path);
    }
  }
  return { values, unknown };
}

/** CodePipeline replaces `#{namespace.key}` wherever it stands in a value (user guide, "Variables"). */
function referencesIn(text: string): readonly string[] {
  return text
    .split("#{")
    .slice(1)
    .map((rest) => rest.split("}", 1)[0] ?? "");
}
