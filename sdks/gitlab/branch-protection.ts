// Made by generate.mjs from schema.json: change those, not this file.

import * as pulumi from "@pulumi/pulumi";
import {
  isResourceOfType,
  lookupInputs,
  newResourceInputs,
  resourceOptions,
  type ResourceProperties,
} from "./resource-properties";
import type { input, output } from "./types";

const properties: ResourceProperties<BranchProtectionArgs, BranchProtectionState> = {
  inputs: [
    "allowForcePush",
    "allowedToMerges",
    "allowedToPushes",
    "allowedToUnprotects",
    "branch",
    "codeOwnerApprovalRequired",
    "mergeAccessLevel",
    "project",
    "pushAccessLevel",
  ],
  required: ["branch", "project"],
  outputs: ["branchProtectionId"],
};

/**
 * Who may push to a branch and merge into it. On a new project's default branch it takes over the
 * protection that GitLab made. Two of them for one branch overwrite each other.
 */
export class BranchProtection extends pulumi.CustomResource {
  public static readonly __pulumiType = "gitlab:index/branchProtection:BranchProtection";

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
    state?: BranchProtectionState,
    opts?: pulumi.CustomResourceOptions,
  ): BranchProtection {
    return new BranchProtection(name, state as BranchProtectionArgs, { ...opts, id });
  }

  /** Whether `obj` is a BranchProtection, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is BranchProtection {
    return isResourceOfType(obj, BranchProtection.__pulumiType);
  }

  /** Those who may push may also rewrite the branch's history. */
  declare public readonly allowForcePush: pulumi.Output<boolean>;
  /** Users and groups who may merge. Needs Premium. */
  declare public readonly allowedToMerges: pulumi.Output<output.BranchProtectionAllowedToMerge[]>;
  /** Users, groups and deploy keys that may push. Users and groups need Premium. */
  declare public readonly allowedToPushes: pulumi.Output<output.BranchProtectionAllowedToPush[]>;
  /** Users and groups who may lift the protection. Needs Premium. */
  declare public readonly allowedToUnprotects: pulumi.Output<output.BranchProtectionAllowedToUnprotect[]>;
  /** Name of the branch, or a pattern such as `release/*`. */
  declare public readonly branch: pulumi.Output<string>;
  /** Number of the protection: what a ProjectApprovalRule names. */
  declare public readonly branchProtectionId: pulumi.Output<number>;
  /** A change to an owned file needs its code owner's approval. Needs Premium. */
  declare public readonly codeOwnerApprovalRequired: pulumi.Output<boolean>;
  /** Lowest role that may merge. */
  declare public readonly mergeAccessLevel: pulumi.Output<string>;
  /** Id or full path of the project. */
  declare public readonly project: pulumi.Output<string>;
  /** Lowest role that may push. */
  declare public readonly pushAccessLevel: pulumi.Output<string>;

  /** @throws when a required property is missing. */
  constructor(name: string, args: BranchProtectionArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(
      BranchProtection.__pulumiType,
      name,
      opts.id ? lookupInputs(properties, args) : newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** What a BranchProtection is made with. */
export interface BranchProtectionArgs {
  /** Those who may push may also rewrite the branch's history. */
  allowForcePush?: pulumi.Input<boolean>;
  /** Users and groups who may merge. Needs Premium. */
  allowedToMerges?: pulumi.Input<pulumi.Input<input.BranchProtectionAllowedToMerge>[]>;
  /** Users, groups and deploy keys that may push. Users and groups need Premium. */
  allowedToPushes?: pulumi.Input<pulumi.Input<input.BranchProtectionAllowedToPush>[]>;
  /** Users and groups who may lift the protection. Needs Premium. */
  allowedToUnprotects?: pulumi.Input<pulumi.Input<input.BranchProtectionAllowedToUnprotect>[]>;
  /** Name of the branch, or a pattern such as `release/*`. */
  branch: pulumi.Input<string>;
  /** A change to an owned file needs its code owner's approval. Needs Premium. */
  codeOwnerApprovalRequired?: pulumi.Input<boolean>;
  /** Lowest role that may merge. */
  mergeAccessLevel?: pulumi.Input<"no one" | "developer" | "maintainer" | "admin">;
  /** Id or full path of the project. */
  project: pulumi.Input<string>;
  /** Lowest role that may push. */
  pushAccessLevel?: pulumi.Input<"no one" | "developer" | "maintainer" | "admin">;
}

/** What may be known of a BranchProtection that exists. */
export interface BranchProtectionState extends Partial<BranchProtectionArgs> {
  /** Number of the protection: what a ProjectApprovalRule names. */
  branchProtectionId?: pulumi.Input<number>;
}
