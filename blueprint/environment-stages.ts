import { topicArn } from "./arns";
import { buildAction, digest, executionId } from "./build-action";
import { DeliveryNames } from "./names";
import type { ActionPlan, StagePlan } from "./pipeline-plan";
import { reviewOf } from "./review";
import type { Environment, Settings } from "./settings";
import { actionNames, batchAction, planNamespace, stageName } from "./stage-names";
import type { BuildStep } from "./steps/step";
import type { GatedEnvironment } from "./targets";
import { batches, isGated } from "./targets";

/** CodePipeline: actions in a stage (user guide, "Quotas"). */
export const actionsPerStage = 50;

/** The stages of an environment: one, or, ungated and past 50 actions, as many as the actions need. */
export function environmentStages(
  settings: Settings,
  environment: Environment,
  step: (key: string) => BuildStep,
): readonly StagePlan[] {
  const gated = isGated(environment);
  const planned = gated ? gateActions(settings, environment, step(`plan-${environment.name}`)) : [];
  const width = gated ? 1 : settings.devops.concurrentBuilds;
  const first = gated ? 3 : 1;
  const count = batches(environment).length;
  const rounds = Math.ceil(count / width);
  const indices = Array.from({ length: count }, (_, index) => index);
  const deploys = indices.map((batch) =>
    buildAction(
      batchAction("Deploy", batch),
      step(`deploy-${environment.name}`),
      first + Math.floor(batch / width),
      {
        EXECUTION_ID: executionId,
        DIGEST: digest,
        BATCH: String(batch),
        ...(gated ? { REPORT_VERSION: `#{${planNamespace(environment)}.REPORT_VERSION}` } : {}),
      },
    ),
  );
  const validates =
    environment.validate.length === 0
      ? []
      : indices.map((batch) =>
          buildAction(
            batchAction("Validate", batch),
            step(`validate-${environment.name}`),
            first + rounds + Math.floor(batch / settings.devops.concurrentBuilds),
            { EXECUTION_ID: executionId, BATCH: String(batch) },
          ),
        );
  return inStages([...planned, ...deploys, ...validates], gated).map((actions, part) => ({
    name: stageName(environment, part),
    actions,
    retryOnce: !gated,
  }));
}

/** A gated environment stays in one stage: the pipeline's lock is per stage, and its gate guards only that. */
function inStages(actions: readonly ActionPlan[], gated: boolean): readonly (readonly ActionPlan[])[] {
  if (gated) return [actions];
  const stages: ActionPlan[][] = [];
  for (let start = 0; start < actions.length; start += actionsPerStage) {
    stages.push(actions.slice(start, start + actionsPerStage));
  }
  return stages;
}

function gateActions(
  settings: Settings,
  environment: GatedEnvironment,
  plan: BuildStep,
): readonly ActionPlan[] {
  const names = new DeliveryNames(settings);
  const review = reviewOf(settings, environment);
  return [
    {
      ...buildAction(actionNames.plan, plan, 1, { EXECUTION_ID: executionId, DIGEST: digest }),
      namespace: planNamespace(environment),
    },
    {
      name: actionNames.approve,
      category: "Approval",
      provider: "Manual",
      runOrder: 2,
      inputs: [],
      outputs: [],
      configuration: {
        NotificationArn: topicArn(names.place, names.approvalTopic(environment.name)),
        CustomData: review.text,
        ExternalEntityLink: review.link,
      },
      timeoutMinutes: environment.approval.timeoutHours * 60,
    },
  ];
}
