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

const properties: ResourceProperties<ProjectProtectedEnvironmentArgs, ProjectProtectedEnvironmentState> = {
  inputs: ["approvalRules", "deployAccessLevelsAttributes", "environment", "project"],
  required: ["environment", "project"],
};

/** Who may deploy to an environment, and who approves a deployment. Needs Premium. */
export class ProjectProtectedEnvironment extends pulumi.CustomResource {
  public static readonly __pulumiType =
    "gitlab:index/projectProtectedEnvironment:ProjectProtectedEnvironment";

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
    state?: ProjectProtectedEnvironmentState,
    opts?: pulumi.CustomResourceOptions,
  ): ProjectProtectedEnvironment {
    return new ProjectProtectedEnvironment(name, state as ProjectProtectedEnvironmentArgs, { ...opts, id });
  }

  /** Whether `obj` is a ProjectProtectedEnvironment, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is ProjectProtectedEnvironment {
    return isResourceOfType(obj, ProjectProtectedEnvironment.__pulumiType);
  }

  /** Who approves a deployment, and how many. */
  declare public readonly approvalRules: pulumi.Output<output.ProjectProtectedEnvironmentApprovalRule[]>;
  /** Who may deploy. */
  declare public readonly deployAccessLevelsAttributes: pulumi.Output<
    output.ProjectProtectedEnvironmentDeployAccessLevelsAttribute[] | undefined
  >;
  /** Name of the environment. */
  declare public readonly environment: pulumi.Output<string>;
  /** Id or full path of the project. */
  declare public readonly project: pulumi.Output<string>;

  /** @throws when a required property is missing. */
  constructor(name: string, args: ProjectProtectedEnvironmentArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(
      ProjectProtectedEnvironment.__pulumiType,
      name,
      opts.id ? lookupInputs(properties, args) : newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** What a ProjectProtectedEnvironment is made with. */
export interface ProjectProtectedEnvironmentArgs {
  /** Who approves a deployment, and how many. */
  approvalRules?: pulumi.Input<pulumi.Input<input.ProjectProtectedEnvironmentApprovalRule>[]>;
  /** Who may deploy. */
  deployAccessLevelsAttributes?: pulumi.Input<
    pulumi.Input<input.ProjectProtectedEnvironmentDeployAccessLevelsAttribute>[]
  >;
  /** Name of the environment. */
  environment: pulumi.Input<string>;
  /** Id or full path of the project. */
  project: pulumi.Input<string>;
}

/** What may be known of a ProjectProtectedEnvironment that exists. */
export type ProjectProtectedEnvironmentState = Partial<ProjectProtectedEnvironmentArgs>;
