import { quoted } from "../../judge-shape";
import type { Subject } from "../../subject";
import type { Tree } from "../../tree";
import { isList, textAt } from "../../tree";
import { tokens } from "../../type-tokens";
import { buildspecOf } from "../buildspec";
import type { Action, Stage } from "./declaration";
import { referencesIn } from "./variables";

const page = "CodePipeline user guide: action-reference-CodeBuild";

export function judgeBuild(subject: Subject, action: Action): void {
  const { label, configuration, inputs } = action;
  const say = (rule: string, message: string): void =>
    subject.reject(rule, `action '${label}': ${message}`, page);
  const primary = textAt(configuration, "PrimarySource");
  if (inputs.length > 1 && configuration["PrimarySource"] === undefined)
    say("primary-source", `it reads ${inputs.length} artifacts and needs 'PrimarySource'`);
  if (primary !== undefined && !action.flowUnknown && !inputs.includes(primary))
    say("primary-source", `'PrimarySource' is ${quoted(primary)}; allowed: ${inputs.join(", ")}`);
  const variables = textAt(configuration, "EnvironmentVariables");
  const problem = variables === undefined ? undefined : variablesProblem(variables);
  if (problem !== undefined) say("environment-variables", `'EnvironmentVariables' ${problem}`);
}

/** A JSON list of name, value and type. */
function variablesProblem(text: string): string | undefined {
  let list: Tree;
  try {
    list = JSON.parse(text) as Tree;
  } catch {
    return "is not JSON";
  }
  if (!isList(list)) return "is not a JSON list";
  const names = list.map((item) => textAt(item, "name"));
  for (const [index, item] of list.entries()) {
    const [name, type] = [names[index], textAt(item, "type") ?? "PLAINTEXT"];
    if (name === undefined || name === "" || textAt(item, "value") === undefined)
      return `has an entry ${index + 1} without name and value`;
    if (!/^[A-Za-z_]\w*$/.test(name))
      return `gives the name ${quoted(name)}; allowed: letters, digits and '_'`;
    if (names.indexOf(name) !== index) return `gives ${quoted(name)} twice`;
    if (!["PLAINTEXT", "PARAMETER_STORE", "SECRETS_MANAGER"].includes(type))
      return `gives ${quoted(name)} the type ${quoted(type)}; allowed: PLAINTEXT, PARAMETER_STORE, SECRETS_MANAGER`;
  }
  return undefined;
}

/** Once the stack is there: the projects exist, and hand on what later actions refer to. */
export function finishBuilds(subject: Subject, stages: readonly Stage[]): void {
  const actions = stages.flatMap((stage) => stage.actions);
  const projectOf = (action: Action) => {
    const name = textAt(action.configuration, "ProjectName");
    const site = { account: subject.account, region: action.region ?? subject.region };
    return name === undefined ? undefined : subject.world.named(tokens.project, site, name);
  };
  for (const action of actions) {
    const name = textAt(action.configuration, "ProjectName");
    if (action.provider !== "CodeBuild" || name === undefined) continue;
    const project = projectOf(action);
    if (!project)
      subject.reject(
        "build-project-exists",
        `action '${action.label}' names the build project ${quoted(name)}, which nobody made`,
        page,
      );
    else if (
      textAt(project.inputs, "source.type") !== undefined &&
      textAt(project.inputs, "source.type") !== "CODEPIPELINE"
    )
      subject.reject(
        "build-project-source",
        `action '${action.label}' uses the build project ${quoted(name)}, whose 'source.type' is ${String(textAt(project.inputs, "source.type"))}; allowed: CODEPIPELINE`,
        page,
      );
  }
  if (actions.some(({ flowUnknown }) => flowUnknown)) return;
  for (const action of actions)
    for (const [key, value] of Object.entries(action.configuration))
      for (const { namespace, variable } of referencesIn(typeof value === "string" ? value : "")) {
        const maker = actions.find(
          (candidate) => candidate.namespace === namespace && candidate.provider === "CodeBuild",
        );
        const exported = maker && buildspecOf(projectOf(maker)?.inputs)?.exported;
        if (maker && exported && !exported.includes(variable))
          subject.reject(
            "variable-exported",
            `action '${action.label}': '${key}' refers to '#{${namespace}.${variable}}', which the buildspec of '${maker.label}' does not export`,
            "CodeBuild user guide: build specification reference (env/exported-variables)",
          );
      }
}
