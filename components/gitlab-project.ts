import type { ProjectArgs } from "@pulumi/gitlab";
import {
  BranchProtection,
  Project,
  ProjectApprovalRule,
  ProjectEnvironment,
  ProjectJobTokenScopes,
  ProjectLevelMrApprovals,
  ProjectProtectedEnvironment,
  ProjectPushRules,
  ProjectVariable,
  TagProtection,
} from "@pulumi/gitlab";
import type { ComponentResourceOptions, CustomResourceOptions } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import type { GitLabProjectPlan } from "../blueprint/gitlab";
import type { GuardRail } from "../blueprint/guard-rails";
import { unmanagedProjectSettings } from "./unmanaged-project-settings";

export interface GitLabProjectArgs {
  readonly plan: GitLabProjectPlan;
}

/**
 * The guard-rails of the GitLab project. The project exists: it is imported, protected and retained, and of
 * its settings only the merge checks are ours. `observe` registers nothing.
 */
export class GitLabProject extends ComponentResource {
  /** Guard-rail by guard-rail: what is enforced, what the tier cannot, what stands in for it. */
  readonly guardRails: readonly GuardRail[];

  constructor(name: string, { plan }: GitLabProjectArgs, opts?: ComponentResourceOptions) {
    super("delivery:index:GitLabProject", name, {}, opts);
    if (plan.manage) this.renderGuardRails(name, plan);
    this.guardRails = plan.guardRails;
    this.registerOutputs({ guardRails: this.guardRails });
  }

  private renderGuardRails(name: string, plan: GitLabProjectPlan): void {
    const project = adoptProject(`${name}-project`, plan, this);
    const own = { parent: this, dependsOn: [project] };
    const on = { project: plan.projectId };
    const kept = { ...own, protect: true };
    new BranchProtection(`${name}-branch`, { ...on, ...plan.branch }, kept);
    for (const tag of plan.tags) {
      new TagProtection(`${name}-tag-${tag}`, { ...on, tag, createAccessLevel: "maintainer" }, kept);
    }
    new ProjectJobTokenScopes(
      `${name}-job-token`,
      { ...on, enabled: true, targetProjectIds: [], targetGroupIds: [] },
      own,
    );
    renderReview(name, plan, kept);
    renderEnvironments(name, plan, own);
    for (const { key, value, environmentScope } of plan.variables) {
      new ProjectVariable(
        `${name}-variable-${key}`,
        {
          ...on,
          key,
          value,
          environmentScope,
          protected: true,
          masked: true,
          raw: true,
          variableType: "env_var",
        },
        own,
      );
    }
  }
}

function adoptProject(name: string, plan: GitLabProjectPlan, parent: GitLabProject): Project {
  const managed: ProjectArgs = {
    // GitLab demands a display name; the project's own is kept, because it is among the unmanaged settings.
    name: plan.path.split("/").at(-1),
    ...plan.mergeChecks,
    ...(plan.secretPushProtection ? { preReceiveSecretDetectionEnabled: true } : {}),
  };
  return new Project(name, managed, {
    parent,
    import: plan.projectId,
    protect: true,
    retainOnDelete: true,
    ignoreChanges: unmanagedProjectSettings(managed),
  });
}

function renderReview(name: string, plan: GitLabProjectPlan, opts: CustomResourceOptions): void {
  const on = { project: plan.projectId };
  if (plan.review) {
    new ProjectLevelMrApprovals(
      `${name}-approvals`,
      {
        ...on,
        mergeRequestsAuthorApproval: false,
        mergeRequestsDisableCommittersApproval: true,
        disableOverridingApproversPerMergeRequest: true,
        resetApprovalsOnPush: true,
      },
      opts,
    );
    new ProjectApprovalRule(
      `${name}-review`,
      {
        ...on,
        name: "delivery-review",
        ruleType: "regular",
        approvalsRequired: plan.review.approvals,
        groupIds: [...plan.review.groupIds],
        appliesToAllProtectedBranches: true,
      },
      opts,
    );
  }
  if (plan.signedPushes) {
    new ProjectPushRules(
      `${name}-push-rules`,
      { ...on, preventSecrets: true, rejectUnsignedCommits: true, commitCommitterCheck: true },
      opts,
    );
  }
}

function renderEnvironments(name: string, plan: GitLabProjectPlan, opts: CustomResourceOptions): void {
  const on = { project: plan.projectId };
  for (const { name: environment, tier, protection } of plan.environments) {
    const made = new ProjectEnvironment(`${name}-${environment}`, { ...on, name: environment, tier }, opts);
    if (!protection) continue;
    new ProjectProtectedEnvironment(
      `${name}-${environment}-protection`,
      {
        ...on,
        environment: made.name,
        deployAccessLevelsAttributes:
          protection.deployerGroupIds.length > 0
            ? protection.deployerGroupIds.map((groupId) => ({ groupId }))
            : [{ accessLevel: "maintainer" as const }],
        approvalRules: protection.approverGroupIds.map((groupId) => ({
          groupId,
          requiredApprovals: protection.approvals,
        })),
      },
      { ...opts, protect: true },
    );
  }
}
