import type { Subject } from "../../subject";
import { at, isGiven, textAt } from "../../tree";
import type { Action, Stage } from "./declaration";
import { repeated } from "./declaration";
import { quotas, structure } from "./shape";

/** Actions that a whole pipeline may hold. */
const actionsPerPipeline = 1000;

/** Stages and actions: what stands where, and under which names. */
export function judgeStructure(subject: Subject, stages: readonly Stage[]): void {
  const { reject } = subject;
  for (const name of repeated(stages.map((stage) => stage.name)))
    reject("stage-name-unique", `two stages are called '${name}'`, structure);
  for (const stage of stages) {
    for (const name of repeated(stage.actions.map((action) => action.name)))
      reject("action-name-unique", `stage '${stage.label}' has two actions called '${name}'`, structure);
    for (const action of stage.actions) judgeAction(subject, stage, action);
  }
  const count = stages.reduce((sum, stage) => sum + stage.actions.length, 0);
  if (count > actionsPerPipeline)
    reject(
      "actions-per-pipeline",
      `the pipeline has ${count} actions; allowed: at most ${actionsPerPipeline}`,
      quotas,
    );
  judgeType(subject, stages);
}

function judgeAction(subject: Subject, stage: Stage, action: Action): void {
  const { reject, region } = subject;
  const { category, label } = action;
  if (category !== undefined && stage.index === 0 && category !== "Source")
    reject(
      "source-stage",
      `action '${label}' is of category ${category}; the first stage holds source actions only`,
      structure,
    );
  if (category === "Source" && stage.index > 0)
    reject(
      "source-stage",
      `action '${label}' is of category Source; source actions stand in the first stage only`,
      structure,
    );
  if (category === "Source" && action.region !== undefined && action.region !== region)
    reject(
      "source-region",
      `action '${label}' is in region ${action.region}; a source action stands in the pipeline's region ${region}`,
      "CodePipeline user guide: actions-create-cross-region",
    );
  if (category !== undefined && category !== "Approval" && isGiven(at(action.tree, "timeoutInMinutes")))
    reject(
      "action-timeout",
      `action '${label}' is of category ${category}; 'timeoutInMinutes' is for approvals only`,
      structure,
    );
  for (const key of Object.keys(action.configuration))
    if (key.length > 50)
      reject(
        "configuration-key",
        `action '${label}' has a configuration key of ${key.length} characters; allowed: at most 50`,
        structure,
      );
}

/** Type V2 is what makes triggers, variables, modes and conditions possible; V1 is the default. */
function judgeType(subject: Subject, stages: readonly Stage[]): void {
  if (subject.at("pipelineType") !== undefined && subject.text("pipelineType") !== "V1") return;
  const mode = subject.text("executionMode");
  const conditions = ["beforeEntry", "onSuccess", "onFailure"];
  const needing = [
    ...(mode === "QUEUED" || mode === "PARALLEL" ? [`'executionMode' ${mode}`] : []),
    ...(subject.list("triggers").length > 0 ? ["'triggers'"] : []),
    ...(subject.list("variables").length > 0 ? ["'variables'"] : []),
    ...stages.flatMap((stage) =>
      conditions
        .filter((key) => isGiven(at(stage.tree, key)))
        .map((key) => `'${key}' of stage '${stage.label}'`),
    ),
    ...stages.flatMap(({ actions }) =>
      actions
        .filter((action) => textAt(action.tree, "category") === "Compute")
        .map(({ label }) => `action '${label}' (Compute)`),
    ),
  ];
  for (const what of needing)
    subject.reject(
      "pipeline-type",
      `${what} needs 'pipelineType' V2; this pipeline is V1`,
      "CodePipeline user guide: pipeline types",
    );
}
