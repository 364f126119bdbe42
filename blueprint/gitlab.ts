import { DeliveryNames } from "./names";
import type { EnvironmentKind, Settings } from "./settings";
import { roleArn } from "./arns";
import type { GuardRail } from "./guard-rails";
import { guardRails } from "./guard-rails";

/**
 * The GitLab project, which exists: it is adopted, never created or deleted. What the subscription's tier
 * cannot enforce is absent here and named in `guardRails`.
 */
export interface GitLabProjectPlan {
  readonly projectId: string;
  readonly path: string;
  /** `observe`: another stack manages this project, nothing is registered here. */
  readonly manage: boolean;
  readonly mergeChecks: MergeChecks;
  readonly branch: BranchProtectionPlan;
  readonly tags: readonly string[];
  readonly review?: { readonly approvals: number; readonly groupIds: readonly number[] };
  readonly signedPushes: boolean;
  readonly secretPushProtection: boolean;
  readonly environments: readonly GitLabEnvironmentPlan[];
  readonly variables: readonly {
    readonly key: string;
    readonly value: string;
    readonly environmentScope: string;
  }[];
  readonly guardRails: readonly GuardRail[];
}

export interface MergeChecks {
  readonly onlyAllowMergeIfPipelineSucceeds: true;
  readonly allowMergeOnSkippedPipeline: false;
  readonly onlyAllowMergeIfAllDiscussionsAreResolved: true;
  readonly ciPipelineVariablesMinimumOverrideRole: "no_one_allowed";
  readonly publicJobs: false;
  readonly ciPushRepositoryForJobTokenAllowed: false;
  readonly allowPipelineTriggerApproveDeployment: false;
}

export interface BranchProtectionPlan {
  readonly branch: string;
  readonly pushAccessLevel: "no one";
  readonly mergeAccessLevel: "maintainer";
  readonly allowForcePush: false;
  readonly codeOwnerApprovalRequired: boolean;
}

export interface GitLabEnvironmentPlan {
  readonly name: string;
  readonly tier: EnvironmentKind;
  /** Present where the environment is gated and the tier can protect it. */
  readonly protection?: {
    readonly deployerGroupIds: readonly number[];
    readonly approvals: number;
    readonly approverGroupIds: readonly number[];
  };
}

export function planGitLabProject(settings: Settings): GitLabProjectPlan {
  const { gitlab, trigger } = settings;
  const paid = gitlab.tier !== "free";
  const names = new DeliveryNames(settings);
  return {
    projectId: String(gitlab.projectId),
    path: gitlab.project,
    manage: gitlab.guardrails === "manage",
    mergeChecks: {
      onlyAllowMergeIfPipelineSucceeds: true,
      allowMergeOnSkippedPipeline: false,
      onlyAllowMergeIfAllDiscussionsAreResolved: true,
      ciPipelineVariablesMinimumOverrideRole: "no_one_allowed",
      publicJobs: false,
      ciPushRepositoryForJobTokenAllowed: false,
      allowPipelineTriggerApproveDeployment: false,
    },
    branch: {
      branch: gitlab.branch,
      pushAccessLevel: "no one",
      mergeAccessLevel: "maintainer",
      allowForcePush: false,
      codeOwnerApprovalRequired: paid,
    },
    tags: trigger.on === "tag" ? trigger.tags : ["*"],
    ...(paid ? { review: gitlab.review } : {}),
    signedPushes: paid,
    secretPushProtection: gitlab.tier === "ultimate",
    environments: settings.environments.map((environment): GitLabEnvironmentPlan => ({
      name: environment.name,
      tier: environment.kind,
      ...(paid && environment.approval
        ? {
            protection: {
              deployerGroupIds: gitlab.deployerGroupIds,
              approvals: gitlab.review.approvals,
              approverGroupIds: gitlab.review.groupIds,
            },
          }
        : {}),
    })),
    // The role is no secret, but only jobs on the protected branch may learn of it.
    variables:
      trigger.on === "gitlab-ci"
        ? [
            {
              key: "DELIVERY_START_ROLE",
              value: roleArn(names.place, names.role("start")),
              environmentScope: "delivery",
            },
          ]
        : [],
    guardRails: guardRails(settings),
  };
}
