import type { Circumstances, Written } from "../../handed";
import { settings } from "../../road";

type Properties = Readonly<Record<string, unknown>>;

/** `delivery:gitlab` of a Premium project, as the settings state it. */
export const premium = {
  project: "acme/payments",
  projectId: 48,
  branch: "main",
  tier: "premium",
  review: { approvals: 2, groupIds: [7] },
};

/** The road's settings with a GitLab project. */
export function withGitLab(change: Properties = {}, config: Properties = {}): Circumstances {
  return { settings: { ...settings, gitlab: { ...premium, ...change } }, config };
}

/** No settings at all: a stack that never heard of this project. */
export const foreign: Circumstances = { settings: {} };

export const free = withGitLab({ tier: "free" });
export const observed = withGitLab({ guardrails: "observe" });
export const observedReason = "another stack manages the guard-rails of the project (guardrails: observe)";
export const noProjectReason = "neither the stack nor its settings know of a GitLab project";

/** A resource of GitLab; all but a project belong to project 48. */
export function resource(
  type: string,
  name: string,
  props: Properties,
  more: Partial<Written> = {},
): Written {
  const token = `gitlab:index/${type}:${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
  return {
    type: token,
    name,
    props: { ...(type === "project" ? {} : { project: "48" }), ...props },
    ...more,
  };
}

/** A project as an adoption states it: what is ours is set, the rest is left as it is. */
export function project(change: Properties = {}, more: Partial<Written> = {}): Written {
  return resource(
    "project",
    "project",
    {
      name: "payments",
      onlyAllowMergeIfPipelineSucceeds: true,
      allowMergeOnSkippedPipeline: false,
      onlyAllowMergeIfAllDiscussionsAreResolved: true,
      ciPipelineVariablesMinimumOverrideRole: "no_one_allowed",
      protectMergeRequestPipelines: false,
      publicJobs: false,
      ciPushRepositoryForJobTokenAllowed: false,
      forkingAccessLevel: "private",
      allowPipelineTriggerApproveDeployment: false,
      ...change,
    },
    { ignoreChanges: ["visibilityLevel", "sharedRunnersEnabled"], ...more },
  );
}

export function branchProtection(change: Properties = {}, more: Partial<Written> = {}): Written {
  return resource(
    "branchProtection",
    "branch",
    {
      branch: "main",
      allowedToPushes: [{ accessLevel: "no one" }],
      allowedToMerges: [{ accessLevel: "maintainer" }],
      allowedToUnprotects: [{ accessLevel: "maintainer" }],
      allowForcePush: false,
      codeOwnerApprovalRequired: true,
      ...change,
    },
    more,
  );
}
