import type { ActionPlan } from "./pipeline-plan";
import type { BuildStep } from "./steps/step";
import type { StepVariable } from "./step-configuration";

/** Variables of trusted makers and fixed format; nothing else may stand in an action's configuration. */
export const executionId = "#{codepipeline.PipelineExecutionId}";
export const digest = "#{Scan.DIGEST}";

/** An action that runs a build step with the variables it asks for. */
export function buildAction(
  name: string,
  step: BuildStep,
  runOrder: number,
  variables: Partial<Record<StepVariable, string>>,
): ActionPlan {
  const list = Object.entries(variables).map(([key, value]) => ({ name: key, value, type: "PLAINTEXT" }));
  return {
    name,
    category: "Build",
    provider: "CodeBuild",
    runOrder,
    inputs: step.reads,
    outputs: step.writes,
    configuration: {
      ProjectName: step.project.name,
      ...(step.reads.length > 1 ? { PrimarySource: step.reads[0] } : {}),
      ...(list.length > 0 ? { EnvironmentVariables: JSON.stringify(list) } : {}),
    },
  };
}
