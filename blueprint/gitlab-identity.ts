import { oidcProviderArn, pipelineArn, roleArn } from "./arns";
import { deliveryBoundaryArn } from "./iam/delivery-boundary";
import { assumeRoles } from "./iam/grants";
import type { Call } from "./iam/need";
import { callsOf } from "./iam/need";
import { trustGitLab } from "./iam/trust";
import { DeliveryNames } from "./names";
import type { RolePlan } from "./role";
import { planRole } from "./role";
import type { Settings } from "./settings";
import { lookupNeeds } from "./iam/bootstrap-needs";
import { bootstrapNames, standing, standingEnvironments } from "./targets";

/** How jobs of GitLab CI get into AWS without a key: one issuer, and at most two narrow roles. */
export interface GitLabIdentityPlan {
  readonly provider: {
    readonly arn: string;
    readonly url: string;
    readonly audience: string;
    /** One provider per issuer and account: another stack may own it. */
    readonly create: boolean;
  };
  readonly roles: readonly RolePlan[];
  readonly calls: readonly Call[];
}

export function planGitLabIdentity(settings: Settings): GitLabIdentityPlan | undefined {
  const verify = settings.gitlab.mergeRequestPlan ? verifyRole(settings) : undefined;
  const start = settings.trigger.on === "gitlab-ci" ? startRole(settings) : undefined;
  const planned = [verify, start].filter((role) => role !== undefined);
  if (planned.length === 0) return undefined;
  return {
    provider: {
      arn: gitLabProviderArn(settings),
      url: settings.gitlab.url,
      audience: settings.gitlab.audience,
      create: settings.gitlab.oidcProvider === "create",
    },
    roles: planned.map(({ role }) => role),
    calls: planned.flatMap(({ calls }) => calls),
  };
}

interface PlannedRole {
  readonly role: RolePlan;
  readonly calls: readonly Call[];
}

/** Merge requests: any ref of exactly this project; may read development for a diff, and nothing else. */
function verifyRole(settings: Settings): PlannedRole {
  const names = new DeliveryNames(settings);
  const targets = standingEnvironments(settings)
    .filter(({ kind }) => kind === "development")
    .flatMap((environment) =>
      standing(environment).map((target) => {
        const bootstrap = bootstrapNames(settings, target);
        return { environment, bootstrap, arn: roleArn(target, bootstrap.role("lookup-role")) };
      }),
    );
  const needs = [
    assumeRoles(
      "ReadDevelopment",
      "a merge request shows what it would change in development",
      targets.map(({ arn }) => arn),
    ),
  ];
  const role = planRole(names.place, {
    name: names.role("verify"),
    description: `Merge requests of ${settings.gitlab.project} read development under this role`,
    trust: trustGitLab({
      ...subject(settings),
      subject: `${projectPath(settings)}:ref_type:branch:ref:*`,
      protectedRef: false,
    }),
    boundaryArn: deliveryBoundaryArn(settings),
    needs,
  });
  return {
    role,
    calls: [
      ...callsOf(role.arn, needs),
      ...targets.flatMap(({ arn, environment, bootstrap }) =>
        callsOf(arn, lookupNeeds(settings, environment, bootstrap)),
      ),
    ],
  };
}

/** The protected branch: may start this one pipeline, and nothing else. */
function startRole(settings: Settings): PlannedRole {
  const names = new DeliveryNames(settings);
  const needs = [
    {
      sid: "StartThisPipeline",
      why: "GitLab CI starts the pipeline for a commit that it has verified",
      by: "step" as const,
      actions: ["codepipeline:StartPipelineExecution"],
      resources: [pipelineArn(names.place, names.pipeline())],
    },
  ];
  const role = planRole(names.place, {
    name: names.role("start"),
    description: `The protected branch of ${settings.gitlab.project} starts the pipeline under this role`,
    trust: trustGitLab({
      ...subject(settings),
      subject: `${projectPath(settings)}:ref_type:branch:ref:${settings.gitlab.branch}`,
      protectedRef: true,
    }),
    boundaryArn: deliveryBoundaryArn(settings),
    needs,
  });
  return { role, calls: callsOf(role.arn, needs) };
}

function subject(settings: Settings) {
  return {
    providerArn: gitLabProviderArn(settings),
    host: gitLabHost(settings),
    audience: settings.gitlab.audience,
    projectId: settings.gitlab.projectId,
  };
}

function projectPath({ gitlab }: Settings): string {
  return `project_path:${gitlab.project}`;
}

export function gitLabHost({ gitlab }: Settings): string {
  return gitlab.url.replace(/^https:\/\//, "").replace(/\/+$/, "");
}

function gitLabProviderArn(settings: Settings): string {
  return oidcProviderArn(new DeliveryNames(settings).place, gitLabHost(settings));
}
