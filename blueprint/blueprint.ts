import type { AccountPlan } from "./accounts";
import type { ApproverPlan } from "./approvers";
import type { ArtifactStorePlan } from "./artifact-store";
import type { ConnectionPlan } from "./connection";
import type { GitLabProjectPlan } from "./gitlab";
import type { GitLabIdentityPlan } from "./gitlab-identity";
import type { ImageRegistryPlan } from "./image-registry";
import type { NoticesPlan } from "./notices";
import type { PipelinePlan } from "./pipeline-plan";
import type { ManagedPolicyPlan, RolePlan } from "./role";
import type { BuildStep } from "./steps/step";
import type { TargetAccountPlan } from "./target-account";

/** The whole road as plain data: every name, document and stage, decided before anything is created. */
export interface Blueprint {
  readonly app: string;
  readonly devops: { readonly accountId: string; readonly region: string };
  readonly accounts: readonly AccountPlan[];
  readonly gitlab: { readonly apiUrl: string; readonly project: GitLabProjectPlan };
  readonly connection: ConnectionPlan;
  readonly boundary: ManagedPolicyPlan;
  readonly store: ArtifactStorePlan;
  readonly registry?: ImageRegistryPlan;
  readonly steps: readonly BuildStep[];
  /** The identity of CodePipeline; it stands before the pipeline does, because keys and topics name it. */
  readonly pipelineRole: RolePlan;
  readonly notices: NoticesPlan;
  /** Absent while the connection's handshake is pending. */
  readonly pipeline?: PipelinePlan;
  readonly approvers: readonly ApproverPlan[];
  readonly gitlabIdentity?: GitLabIdentityPlan;
  readonly targets: readonly TargetAccountPlan[];
  /** Days that build logs are kept. */
  readonly logRetentionDays: number;
  /** What a person has to do next; empty when the road is open. */
  readonly nextSteps: readonly string[];
}
