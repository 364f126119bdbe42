import type { BuildStep } from "./steps/build-step";
import { DeliveryNames } from "./names";
import { planNamespace } from "./plan-namespace";
import { reviewOf } from "./review";
import type { Environment, Settings } from "./settings";
import { actionNames, batchAction, sourceStage, stageName, verifyStage } from "./stage-names";
import type { StepVariable } from "./step-configuration";
import { batches, placedEnvironments } from "./targets";
import { aliasArn, roleArn, topicArn } from "./arns";
import type { TriggerPlan } from "./trigger";
import { triggerOf } from "./trigger";

/** The pipeline as CodePipeline will have it (V2, QUEUED); the component only renders it. */
export interface PipelinePlan {
  readonly name: string;
  readonly roleArn: string;
  readonly artifactBucket: string;
  /** Key of the artifact store, by alias, which is valid inside one account. */
  readonly artifactKeyArn: string;
  readonly trigger?: TriggerPlan;
  readonly stages: readonly StagePlan[];
}

export interface StagePlan {
  readonly name: string;
  readonly actions: readonly ActionPlan[];
  /** Failed actions are tried once more by the service. Never in a gated stage. */
  readonly retryOnce: boolean;
}

export interface ActionPlan {
  readonly name: string;
  readonly category: "Source" | "Build" | "Approval";
  readonly provider: "CodeStarSourceConnection" | "CodeBuild" | "Manual";
  readonly runOrder: number;
  readonly namespace?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly configuration: Readonly<Record<string, string>>;
  /** Only an approval has one here; a build's limit is its project's. */
  readonly timeoutMinutes?: number;
}

/** CodePipeline: actions in a stage (user guide, "Quotas"). */
export const actionsPerStage = 50;

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

const executionId = "#{codepipeline.PipelineExecutionId}";
const digest = "#{Scan.DIGEST}";

/** The stages of an environment: one, or, ungated and past 50 actions, as many as the actions need. */
function environmentStages(
  settings: Settings,
  environment: Environment,
  step: (key: string) => BuildStep,
): readonly StagePlan[] {
  const gated = environment.approval !== undefined;
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

function gateActions(settings: Settings, environment: Environment, plan: BuildStep): readonly ActionPlan[] {
  const names = new DeliveryNames(settings);
  const { approval } = environment;
  if (!approval) return [];
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
      timeoutMinutes: approval.timeoutHours * 60,
    },
  ];
}

function buildAction(
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
