// Made by generate.mjs from schema.json: change those, not this file.

import * as pulumi from "@pulumi/pulumi";
import {
  isResourceOfType,
  lookupInputs,
  newResourceInputs,
  resourceOptions,
  type ResourceProperties,
} from "./resource-properties";

const properties: ResourceProperties<ProjectLevelMrApprovalsArgs, ProjectLevelMrApprovalsState> = {
  inputs: [
    "disableOverridingApproversPerMergeRequest",
    "mergeRequestsAuthorApproval",
    "mergeRequestsDisableCommittersApproval",
    "project",
    "requirePasswordToApprove",
    "requireReauthenticationToApprove",
    "resetApprovalsOnPush",
    "selectiveCodeOwnerRemovals",
  ],
  required: ["project"],
};

/**
 * What holds for every approval of a project's merge requests. One for each project. Needs Premium.
 */
export class ProjectLevelMrApprovals extends pulumi.CustomResource {
  public static readonly __pulumiType = "gitlab:index/projectLevelMrApprovals:ProjectLevelMrApprovals";

  /**
   * Reads one that exists, without managing it.
   *
   * @param name Its name in this program.
   * @param id The provider's id of it.
   * @param state What is known of it already.
   */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ProjectLevelMrApprovalsState,
    opts?: pulumi.CustomResourceOptions,
  ): ProjectLevelMrApprovals {
    return new ProjectLevelMrApprovals(name, state as ProjectLevelMrApprovalsArgs, { ...opts, id });
  }

  /** Whether `obj` is a ProjectLevelMrApprovals, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is ProjectLevelMrApprovals {
    return isResourceOfType(obj, ProjectLevelMrApprovals.__pulumiType);
  }

  /** A merge request can't change its approval rules. */
  declare public readonly disableOverridingApproversPerMergeRequest: pulumi.Output<boolean>;
  /** The author may approve. */
  declare public readonly mergeRequestsAuthorApproval: pulumi.Output<boolean>;
  /** Those who added commits may not approve. */
  declare public readonly mergeRequestsDisableCommittersApproval: pulumi.Output<boolean>;
  /** Id or full path of the project. */
  declare public readonly project: pulumi.Output<string>;
  /** @deprecated An approver signs in again. Use requireReauthenticationToApprove. */
  declare public readonly requirePasswordToApprove: pulumi.Output<boolean>;
  /** An approver signs in again. */
  declare public readonly requireReauthenticationToApprove: pulumi.Output<boolean>;
  /** A new commit removes the approvals. */
  declare public readonly resetApprovalsOnPush: pulumi.Output<boolean>;
  /**
   * A new commit removes only the approvals of code owners whose files changed; resetApprovalsOnPush
   * must be off.
   */
  declare public readonly selectiveCodeOwnerRemovals: pulumi.Output<boolean>;

  /** @throws when a required property is missing. */
  constructor(name: string, args: ProjectLevelMrApprovalsArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(
      ProjectLevelMrApprovals.__pulumiType,
      name,
      opts.id ? lookupInputs(properties, args) : newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** What a ProjectLevelMrApprovals is made with. */
export interface ProjectLevelMrApprovalsArgs {
  /** A merge request can't change its approval rules. */
  disableOverridingApproversPerMergeRequest?: pulumi.Input<boolean>;
  /** The author may approve. */
  mergeRequestsAuthorApproval?: pulumi.Input<boolean>;
  /** Those who added commits may not approve. */
  mergeRequestsDisableCommittersApproval?: pulumi.Input<boolean>;
  /** Id or full path of the project. */
  project: pulumi.Input<string>;
  /** @deprecated An approver signs in again. Use requireReauthenticationToApprove. */
  requirePasswordToApprove?: pulumi.Input<boolean>;
  /** An approver signs in again. */
  requireReauthenticationToApprove?: pulumi.Input<boolean>;
  /** A new commit removes the approvals. */
  resetApprovalsOnPush?: pulumi.Input<boolean>;
  /**
   * A new commit removes only the approvals of code owners whose files changed; resetApprovalsOnPush
   * must be off.
   */
  selectiveCodeOwnerRemovals?: pulumi.Input<boolean>;
}

/** What may be known of a ProjectLevelMrApprovals that exists. */
export type ProjectLevelMrApprovalsState = Partial<ProjectLevelMrApprovalsArgs>;
