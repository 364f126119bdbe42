import type { AccountPlan } from "./accounts";
import { planAccounts } from "./accounts";
import type { ApproverPlan } from "./approvers";
import { planApprovers } from "./approvers";
import type { ArtifactStorePlan } from "./artifact-store";
import { planArtifactStore } from "./artifact-store";
import { buildSteps } from "./build-steps";
import type { ConnectionPlan } from "./connection";
import { handshakeSteps, planConnection, usableConnectionArn } from "./connection";
import type { GitLabProjectPlan } from "./gitlab";
import { planGitLabProject } from "./gitlab";
import type { GitLabIdentityPlan } from "./gitlab-identity";
import { planGitLabIdentity } from "./gitlab-identity";
import { deliveryBoundary, deliveryBoundaryArn } from "./iam/delivery-boundary";
import type { ImageRegistryPlan } from "./image-registry";
import { planImageRegistry } from "./image-registry";
import { DeliveryNames } from "./names";
import type { NoticesPlan } from "./notices";
import { planNotices } from "./notices";
import type { PipelinePlan } from "./pipeline";
import { planPipeline } from "./pipeline";
import type { Problem } from "./problems";
import { quotaProblems } from "./quotas";
import { pipelineRole } from "./pipeline-role";
import type { ManagedPolicyPlan, RolePlan } from "./role";
import type { StepBundles } from "./runtime-file";
import type { Settings } from "./settings";
import type { BuildStep } from "./steps/build-step";
import type { TargetAccountPlan } from "./target-account";
import { planTargetAccount } from "./target-account";
import { standing } from "./targets";

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

export type BlueprintResult =
  | { readonly ok: true; readonly blueprint: Blueprint }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Draws the road. What does not fit a service's quota is refused here, with the setting to change. */
export function drawBlueprint(settings: Settings, bundles: StepBundles): BlueprintResult {
  const blueprint = draw(settings, bundles);
  const problems = quotaProblems(settings, blueprint);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, blueprint };
}

function draw(settings: Settings, bundles: StepBundles): Blueprint {
  const names = new DeliveryNames(settings);
  const steps = buildSteps(settings, bundles);
  const connectionArn = usableConnectionArn(settings);
  const created = settings.workload.bootstrap === "create";
  return {
    app: settings.app,
    devops: names.place,
    accounts: planAccounts(settings),
    gitlab: {
      apiUrl: `${settings.gitlab.url}/api/v4/`,
      project: planGitLabProject(settings),
    },
    connection: planConnection(settings),
    boundary: {
      name: names.boundary(),
      arn: deliveryBoundaryArn(settings),
      description: `The most that any delivery role of ${settings.app} can do`,
      document: deliveryBoundary(settings),
    },
    store: planArtifactStore(settings, steps),
    registry: planImageRegistry(settings),
    steps,
    pipelineRole: pipelineRole(settings, steps, connectionArn),
    notices: planNotices(settings),
    pipeline: connectionArn === undefined ? undefined : planPipeline(settings, steps, connectionArn),
    approvers: planApprovers(settings),
    gitlabIdentity: planGitLabIdentity(settings),
    targets: created
      ? settings.environments.flatMap((environment) =>
          standing(environment).map((target) => planTargetAccount(settings, environment, target)),
        )
      : [],
    logRetentionDays: settings.notices.retentionDays,
    nextSteps: connectionArn === undefined ? handshakeSteps(settings) : [],
  };
}
