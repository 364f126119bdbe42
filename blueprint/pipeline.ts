import { aliasArn, roleArn } from "./arns";
import { buildAction, executionId } from "./build-action";
import { environmentStages } from "./environment-stages";
import { DeliveryNames } from "./names";
import type { ActionPlan, PipelinePlan } from "./pipeline-plan";
import type { Settings } from "./settings";
import { actionNames, sourceStage, verifyStage } from "./stage-names";
import type { BuildStep } from "./steps/step";
import { placedEnvironments } from "./targets";
import { triggerOf } from "./trigger";

export function planPipeline(
  settings: Settings,
  steps: readonly BuildStep[],
  connectionArn: string,
): PipelinePlan {
  const names = new DeliveryNames(settings);
  const step = (key: string): BuildStep => {
    const found = steps.find((candidate) => candidate.key === key);
    if (!found) throw new Error(`No build step is called ${key}`);
    return found;
  };
  return {
    name: names.pipeline(),
    roleArn: roleArn(names.place, names.role("pipeline")),
    artifactBucket: names.artifactBucket(),
    artifactKeyArn: aliasArn(names.place, names.artifactKeyAlias()),
    trigger: triggerOf(settings),
    stages: [
      { name: sourceStage, retryOnce: false, actions: [sourceAction(settings, connectionArn)] },
      { name: verifyStage, retryOnce: true, actions: verifyActions(settings, step) },
      ...placedEnvironments(settings).flatMap((environment) =>
        environmentStages(settings, environment, step),
      ),
    ],
  };
}

function sourceAction(settings: Settings, connectionArn: string): ActionPlan {
  return {
    name: actionNames.source,
    category: "Source",
    provider: "CodeStarSourceConnection",
    runOrder: 1,
    namespace: "Source",
    inputs: [],
    outputs: ["source"],
    configuration: {
      ConnectionArn: connectionArn,
      FullRepositoryId: settings.gitlab.project,
      BranchName: settings.gitlab.branch,
      OutputArtifactFormat: "CODE_ZIP",
      // What starts the pipeline is the declared trigger, or nothing: never the service's own default.
      DetectChanges: "false",
    },
  };
}

function verifyActions(settings: Settings, step: (key: string) => BuildStep): readonly ActionPlan[] {
  const { images } = settings.workload;
  return [
    buildAction(actionNames.build, step("build"), 1, {}),
    ...(images ? [buildAction(actionNames.images, step("images"), 2, { EXECUTION_ID: executionId })] : []),
    {
      ...buildAction(actionNames.scan, step("scan"), images ? 3 : 2, { EXECUTION_ID: executionId }),
      namespace: "Scan",
    },
  ];
}
