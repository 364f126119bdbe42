import type { Blueprint } from "./blueprint";
import { planAccounts } from "./accounts";
import { planApprovers } from "./approvers";
import { planArtifactStore } from "./artifact-store";
import { buildSteps } from "./build-steps";
import { handshakeSteps, planConnection, usableConnectionArn } from "./connection";
import { planGitLabProject } from "./gitlab";
import { planGitLabIdentity } from "./gitlab-identity";
import { deliveryBoundary, deliveryBoundaryArn } from "./iam/delivery-boundary";
import { planImageRegistry } from "./image-registry";
import { DeliveryNames } from "./names";
import { planNotices } from "./notices";
import { planPipeline } from "./pipeline";
import type { Problem } from "./problems";
import { quotaProblems } from "./quotas";
import { pipelineRole } from "./pipeline-role";
import type { StepBundles } from "./runtime-file";
import type { Settings } from "./settings";
import { planTargetAccount } from "./target-account";
import { standing } from "./targets";

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
