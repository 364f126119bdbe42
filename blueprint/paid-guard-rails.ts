import type { ApprovalRuleInputs, EnvironmentProtectionInputs } from "./gitlab-resources";
import type { GuardRailRule } from "./guard-rail-rule";
import type { Settings } from "./settings";

/** What GitLab has from Premium or Ultimate on. */
export const paidGuardRails: readonly GuardRailRule[] = [
  {
    guardRail: "review by others",
    from: "premium",
    instead: "maintainers alone can merge; production still waits for the approval in CodePipeline",
    enforce: ({ gitlab: { review } }) => ({
      how:
        `${counted(review.approvals)} per merge request` +
        `${review.groupIds.length > 0 ? ` by ${groups(review.groupIds)}` : ""}; ` +
        "not by author or committer; reset on push; no override",
      registers: {
        approvalSettings: [
          {
            name: "approvals",
            inputs: {
              mergeRequestsAuthorApproval: false,
              mergeRequestsDisableCommittersApproval: true,
              disableOverridingApproversPerMergeRequest: true,
              resetApprovalsOnPush: true,
            },
          },
        ],
        approvalRules: [{ name: "review", inputs: approvalRule(review) }],
      },
    }),
  },
  {
    guardRail: "code owners",
    from: "premium",
    instead: "maintainers alone can merge; buildspecs are inline, so the repository cannot change them",
    enforce: () => ({
      how: "code owners approve changes of what they own on the protected branch",
      registers: { branch: { codeOwnerApprovalRequired: true } },
    }),
  },
  {
    guardRail: "push rules",
    from: "premium",
    instead: "Scan looks at what would be delivered, not at every push",
    enforce: () => ({
      how: "commits are signed by their committer; files that look like secrets are refused",
      registers: {
        pushRules: [
          {
            name: "push-rules",
            inputs: { preventSecrets: true, rejectUnsignedCommits: true, commitCommitterCheck: true },
          },
        ],
      },
    }),
  },
  {
    guardRail: "protected environments",
    from: "premium",
    instead: "GitLab is never the gate: no GitLab job holds a right to deploy",
    concerns: (settings) => gated(settings).length > 0,
    enforce: (settings) => {
      const { review, deployerGroupIds } = settings.gitlab;
      const names = gated(settings).map(({ name }) => name);
      return {
        how:
          `GitLab deployments to ${names.join(", ")} need ${counted(review.approvals)} ` +
          `by ${review.groupIds.length > 0 ? groups(review.groupIds, "each of groups") : "other maintainers"}; ` +
          "whoever starts one does not approve it",
        registers: {
          projectSettings: { allowPipelineTriggerApproveDeployment: false },
          environmentProtections: names.map((name) => ({
            name: `${name}-protection`,
            inputs: environmentProtection(name, deployerGroupIds, review),
          })),
        },
      };
    },
  },
  {
    guardRail: "secret push protection",
    from: "ultimate",
    instead: "push rules (Premium) refuse files that look like secrets",
    enforce: () => ({
      how: "GitLab looks for secrets in every push",
      registers: { projectSettings: { preReceiveSecretDetectionEnabled: true } },
    }),
  },
];

const gated = ({ environments }: Settings) => environments.filter(({ approval }) => approval !== undefined);

/**
 * GitLab takes a rule whose approvers are nobody as approved (merge request approvals, invalid rules): without
 * groups, the rule asks for anybody who may approve.
 */
function approvalRule({ approvals, groupIds }: Settings["gitlab"]["review"]): ApprovalRuleInputs {
  return {
    name: "delivery-review",
    ruleType: groupIds.length > 0 ? "regular" : "any_approver",
    approvalsRequired: approvals,
    groupIds: [...groupIds],
    appliesToAllProtectedBranches: true,
  };
}

/** Without groups, maintainers deploy and approve. */
function environmentProtection(
  environment: string,
  deployerGroupIds: readonly number[],
  { approvals, groupIds }: Settings["gitlab"]["review"],
): EnvironmentProtectionInputs {
  const orMaintainers = (ids: readonly number[]) =>
    ids.length > 0 ? ids.map((groupId) => ({ groupId })) : [{ accessLevel: "maintainer" } as const];
  return {
    environment,
    deployAccessLevelsAttributes: orMaintainers(deployerGroupIds),
    approvalRules: orMaintainers(groupIds).map((who) => ({ ...who, requiredApprovals: approvals })),
  };
}

function counted(approvals: number): string {
  return approvals === 1 ? "1 approval" : `${approvals} approvals`;
}

function groups(ids: readonly number[], several = "groups"): string {
  return `${ids.length === 1 ? "group" : several} ${ids.join(", ")}`;
}
