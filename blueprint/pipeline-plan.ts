import type { TriggerPlan } from "./trigger";

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
