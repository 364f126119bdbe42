// Made by generate.mjs from schema.json: change those, not this file.

import * as pulumi from "@pulumi/pulumi";
import {
  isResourceOfType,
  lookupInputs,
  newResourceInputs,
  resourceOptions,
  type ResourceProperties,
} from "./resource-properties";

const properties: ResourceProperties<ProjectApprovalRuleArgs, ProjectApprovalRuleState> = {
  inputs: [
    "appliesToAllProtectedBranches",
    "approvalsRequired",
    "disableImportingDefaultAnyApproverRuleOnCreate",
    "groupIds",
    "name",
    "project",
    "protectedBranchIds",
    "reportType",
    "ruleType",
    "userIds",
  ],
  required: ["approvalsRequired", "project"],
};

/** Who must approve a merge request, and how many. Needs Premium. */
export class ProjectApprovalRule extends pulumi.CustomResource {
  public static readonly __pulumiType = "gitlab:index/projectApprovalRule:ProjectApprovalRule";

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
    state?: ProjectApprovalRuleState,
    opts?: pulumi.CustomResourceOptions,
  ): ProjectApprovalRule {
    return new ProjectApprovalRule(name, state as ProjectApprovalRuleArgs, { ...opts, id });
  }

  /** Whether `obj` is a ProjectApprovalRule, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is ProjectApprovalRule {
    return isResourceOfType(obj, ProjectApprovalRule.__pulumiType);
  }

  /** Holds for every protected branch; protectedBranchIds is then ignored. */
  declare public readonly appliesToAllProtectedBranches: pulumi.Output<boolean | undefined>;
  /** Number of approvals. */
  declare public readonly approvalsRequired: pulumi.Output<number>;
  /** Does not take over GitLab's default any-approver rule. */
  declare public readonly disableImportingDefaultAnyApproverRuleOnCreate: pulumi.Output<boolean | undefined>;
  /** Numbers of the groups whose members may approve. */
  declare public readonly groupIds: pulumi.Output<number[] | undefined>;
  /** Name of the rule; the resource's own name when empty. */
  declare public readonly name: pulumi.Output<string>;
  /** Id or full path of the project. */
  declare public readonly project: pulumi.Output<string>;
  /** Numbers of the branch protections it holds for; every branch when empty. */
  declare public readonly protectedBranchIds: pulumi.Output<number[] | undefined>;
  /** Which report; only with ruleType `report_approver`. */
  declare public readonly reportType: pulumi.Output<string>;
  /** `any_approver` lets every eligible member approve, and takes no users or groups. */
  declare public readonly ruleType: pulumi.Output<string>;
  /** Numbers of the users who may approve. */
  declare public readonly userIds: pulumi.Output<number[] | undefined>;

  /** @throws when a required property is missing. */
  constructor(name: string, args: ProjectApprovalRuleArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(
      ProjectApprovalRule.__pulumiType,
      name,
      opts.id ? lookupInputs(properties, args) : newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** What a ProjectApprovalRule is made with. */
export interface ProjectApprovalRuleArgs {
  /** Holds for every protected branch; protectedBranchIds is then ignored. */
  appliesToAllProtectedBranches?: pulumi.Input<boolean>;
  /** Number of approvals. */
  approvalsRequired: pulumi.Input<number>;
  /** Does not take over GitLab's default any-approver rule. */
  disableImportingDefaultAnyApproverRuleOnCreate?: pulumi.Input<boolean>;
  /** Numbers of the groups whose members may approve. */
  groupIds?: pulumi.Input<pulumi.Input<number>[]>;
  /** Name of the rule; the resource's own name when empty. */
  name?: pulumi.Input<string>;
  /** Id or full path of the project. A change replaces the resource. */
  project: pulumi.Input<string>;
  /** Numbers of the branch protections it holds for; every branch when empty. */
  protectedBranchIds?: pulumi.Input<pulumi.Input<number>[]>;
  /** Which report; only with ruleType `report_approver`. A change replaces the resource. */
  reportType?: pulumi.Input<"code_coverage">;
  /**
   * `any_approver` lets every eligible member approve, and takes no users or groups. A change replaces
   * the resource.
   */
  ruleType?: pulumi.Input<"regular" | "any_approver" | "report_approver">;
  /** Numbers of the users who may approve. */
  userIds?: pulumi.Input<pulumi.Input<number>[]>;
}

/** What may be known of a ProjectApprovalRule that exists. */
export type ProjectApprovalRuleState = Partial<ProjectApprovalRuleArgs>;
