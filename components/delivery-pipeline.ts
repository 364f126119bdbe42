import { Pipeline } from "@pulumi/aws/codepipeline";
import type { ComponentResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import type { ActionPlan, PipelinePlan } from "../blueprint/pipeline-plan";
import type { TriggerPlan } from "../blueprint/trigger";
import { protection } from "./protection";

export interface DeliveryPipelineArgs {
  readonly plan: PipelinePlan;
  readonly region: string;
  /** ARN of a connection that was seen to be available. */
  readonly connectionArn: Output<string>;
  /** Creating a pipeline starts a run: everything it needs must exist before. */
  readonly firstRunNeeds: Resource[];
}

/** The pipeline itself: V2, queued, started by its declared trigger only. */
export class DeliveryPipeline extends ComponentResource {
  readonly pipelineName: Output<string>;
  readonly pipelineArn: Output<string>;

  constructor(name: string, args: DeliveryPipelineArgs, opts?: ComponentResourceOptions) {
    super("delivery:index:DeliveryPipeline", name, {}, opts);
    const { plan } = args;
    const pipeline = new Pipeline(
      `${name}-pipeline`,
      {
        region: args.region,
        name: plan.name,
        roleArn: plan.roleArn,
        pipelineType: "V2",
        executionMode: "QUEUED",
        artifactStores: [
          {
            type: "S3",
            location: plan.artifactBucket,
            encryptionKey: { type: "KMS", id: plan.artifactKeyArn },
          },
        ],
        triggers: plan.trigger ? [renderTrigger(plan.trigger)] : [],
        stages: plan.stages.map((stage) => ({
          name: stage.name,
          actions: stage.actions.map((action) => renderAction(action, args.connectionArn)),
          ...(stage.retryOnce
            ? { onFailure: { result: "RETRY", retryConfiguration: { retryMode: "FAILED_ACTIONS" } } }
            : {}),
        })),
      },
      { parent: this, dependsOn: args.firstRunNeeds, ...protection() },
    );
    this.pipelineName = pipeline.name;
    this.pipelineArn = pipeline.arn;
    this.registerOutputs({ pipelineName: this.pipelineName, pipelineArn: this.pipelineArn });
  }
}

function renderTrigger({ sourceAction, push }: TriggerPlan) {
  const filter =
    "tags" in push
      ? { tags: { includes: [...push.tags] } }
      : {
          branches: { includes: [...push.branches] },
          ...(push.paths.length > 0 ? { filePaths: { includes: [...push.paths] } } : {}),
        };
  return {
    providerType: "CodeStarSourceConnection",
    gitConfiguration: { sourceActionName: sourceAction, pushes: [filter] },
  };
}

function renderAction(action: ActionPlan, connectionArn: Output<string>) {
  return {
    name: action.name,
    category: action.category,
    owner: "AWS",
    provider: action.provider,
    version: "1",
    runOrder: action.runOrder,
    namespace: action.namespace,
    inputArtifacts: [...action.inputs],
    outputArtifacts: [...action.outputs],
    configuration:
      action.category === "Source"
        ? { ...action.configuration, ConnectionArn: connectionArn }
        : { ...action.configuration },
    timeoutInMinutes: action.timeoutMinutes,
  };
}
