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
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import type { GitLabProjectPlan } from "../blueprint/gitlab";
import type { GuardRail } from "../blueprint/guard-rails";
import { unmanagedProjectSettings } from "./unmanaged-project-settings";

export interface GitLabProjectArgs {
  readonly plan: GitLabProjectPlan;
}

/**
 * The guard-rails of the GitLab project. The project exists: it is imported, protected and retained, and of
 * its settings only those of the plan are ours. `observe` registers nothing.
 */
export class GitLabProject extends ComponentResource {
  /** Guard-rail by guard-rail: what is enforced, what the tier cannot, what stands in for it. */
  readonly guardRails: readonly GuardRail[];

  constructor(name: string, { plan }: GitLabProjectArgs, opts?: ComponentResourceOptions) {
    super("delivery:index:GitLabProject", name, {}, opts);
    if (plan.manage) this.render(name, plan);
    this.guardRails = plan.guardRails;
    this.registerOutputs({ guardRails: this.guardRails });
  }

  private render(prefix: string, plan: GitLabProjectPlan): void {
    const { resources } = plan;
    const adopted = adoptProject(`${prefix}-project`, plan, this);
    const project = plan.projectId;
    const own = { parent: this, dependsOn: [adopted] };
    const gate = { ...own, protect: true };

    for (const { name, inputs } of resources.branchProtections)
      new BranchProtection(`${prefix}-${name}`, { project, ...inputs }, gate);
    for (const { name, inputs } of resources.tagProtections)
      new TagProtection(`${prefix}-${name}`, { project, ...inputs }, gate);
    for (const { name, inputs } of resources.jobTokenScopes)
      new ProjectJobTokenScopes(`${prefix}-${name}`, { project, ...inputs }, own);
    for (const { name, inputs } of resources.approvalSettings)
      new ProjectLevelMrApprovals(`${prefix}-${name}`, { project, ...inputs }, gate);
    for (const { name, inputs } of resources.approvalRules)
      new ProjectApprovalRule(`${prefix}-${name}`, { project, ...inputs }, gate);
    for (const { name, inputs } of resources.pushRules)
      new ProjectPushRules(`${prefix}-${name}`, { project, ...inputs }, gate);
    for (const { name, inputs } of resources.variables)
      new ProjectVariable(`${prefix}-${name}`, { project, ...inputs }, own);

    // GitLab deletes no environment that is not stopped, and with one goes the record of its deployments.
    const environments = resources.environments.map(
      ({ name, inputs }) =>
        new ProjectEnvironment(`${prefix}-${name}`, { project, ...inputs }, { ...own, retainOnDelete: true }),
    );
    for (const { name, inputs } of resources.environmentProtections) {
      const dependsOn = [adopted, ...environments];
      new ProjectProtectedEnvironment(`${prefix}-${name}`, { project, ...inputs }, { ...gate, dependsOn });
    }
  }
}

function adoptProject(
  name: string,
  { projectId, displayName, resources }: GitLabProjectPlan,
  parent: GitLabProject,
): Project {
  const managed = { name: displayName, ...resources.projectSettings };
  return new Project(name, managed, {
    parent,
    import: projectId,
    protect: true,
    retainOnDelete: true,
    ignoreChanges: unmanagedProjectSettings(managed),
  });
}
