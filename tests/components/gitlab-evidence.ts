import type { Settings } from "../../blueprint/settings";

/** What must stand in GitLab for a guard-rail to hold: properties by resource. */
export type Evidence = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const maintainers = [{ accessLevel: "maintainer" }];

/**
 * Written by hand from what each guard-rail says, for a project with its branch `main` and one gated
 * environment `prod`; review by group 9970, deployment by group 9971.
 */
export function evidence(guardRail: string, { gitlab }: Settings): Evidence {
  switch (guardRail) {
    case "protected branch":
      return {
        "project-branch": {
          branch: "main",
          allowForcePush: false,
          ...(gitlab.tier === "free" && gitlab.url !== "https://gitlab.com"
            ? { pushAccessLevel: "no one", mergeAccessLevel: "maintainer" }
            : { allowedToPushes: [{ accessLevel: "no one" }], allowedToMerges: maintainers }),
          ...(gitlab.tier === "free" ? {} : { allowedToUnprotects: maintainers }),
        },
      };
    case "protected tags":
      return { "project-tag-*": { tag: "*", createAccessLevel: "maintainer" } };
    case "merge checks":
      return {
        "project-project": {
          onlyAllowMergeIfPipelineSucceeds: true,
          allowMergeOnSkippedPipeline: false,
          onlyAllowMergeIfAllDiscussionsAreResolved: true,
        },
      };
    case "pipeline inputs":
      return {
        "project-project": {
          ciPipelineVariablesMinimumOverrideRole: "no_one_allowed",
          publicJobs: false,
          ciPushRepositoryForJobTokenAllowed: false,
          protectMergeRequestPipelines: false,
        },
      };
    case "job token scope":
      return { "project-job-token": { enabled: true, targetProjectIds: [], targetGroupIds: [] } };
    case "forks":
      return { "project-project": { forkingAccessLevel: "private" } };
    case "review by others":
      return {
        "project-approvals": {
          mergeRequestsAuthorApproval: false,
          mergeRequestsDisableCommittersApproval: true,
          disableOverridingApproversPerMergeRequest: true,
          resetApprovalsOnPush: true,
        },
        "project-review": {
          name: "delivery-review",
          ruleType: "regular",
          approvalsRequired: 2,
          groupIds: [9970],
          appliesToAllProtectedBranches: true,
        },
      };
    case "code owners":
      return { "project-branch": { codeOwnerApprovalRequired: true } };
    case "push rules":
      return {
        "project-push-rules": {
          preventSecrets: true,
          rejectUnsignedCommits: true,
          commitCommitterCheck: true,
        },
      };
    case "protected environments":
      return {
        "project-project": { allowPipelineTriggerApproveDeployment: false },
        "project-prod-protection": {
          environment: "prod",
          deployAccessLevelsAttributes: [{ groupId: 9971 }],
          approvalRules: [{ groupId: 9970, requiredApprovals: 2 }],
        },
      };
    case "secret push protection":
      return { "project-project": { preReceiveSecretDetectionEnabled: true } };
    default:
      throw new Error(`No evidence is known for the guard-rail "${guardRail}": write it down here`);
  }
}
