// Made by generate.mjs from schema.json: change those, not this file.

import * as pulumi from "@pulumi/pulumi";
import {
  isResourceOfType,
  lookupInputs,
  newResourceInputs,
  resourceOptions,
  type ResourceProperties,
} from "./resource-properties";

const properties: ResourceProperties<ProjectJobTokenScopesArgs, ProjectJobTokenScopesState> = {
  inputs: ["enabled", "project", "targetGroupIds", "targetProjectIds"],
  required: ["project"],
};

/** Which other projects' job tokens may reach this project. It owns the whole list. */
export class ProjectJobTokenScopes extends pulumi.CustomResource {
  public static readonly __pulumiType = "gitlab:index/projectJobTokenScopes:ProjectJobTokenScopes";

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
    state?: ProjectJobTokenScopesState,
    opts?: pulumi.CustomResourceOptions,
  ): ProjectJobTokenScopes {
    return new ProjectJobTokenScopes(name, state as ProjectJobTokenScopesArgs, { ...opts, id });
  }

  /** Whether `obj` is a ProjectJobTokenScopes, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is ProjectJobTokenScopes {
    return isResourceOfType(obj, ProjectJobTokenScopes.__pulumiType);
  }

  /** Whether the list is enforced; `false` admits every project. */
  declare public readonly enabled: pulumi.Output<boolean>;
  /** Id or full path of the project. */
  declare public readonly project: pulumi.Output<string>;
  /** Numbers of the groups whose projects may. */
  declare public readonly targetGroupIds: pulumi.Output<number[]>;
  /** Numbers of the projects that may. */
  declare public readonly targetProjectIds: pulumi.Output<number[]>;

  /** @throws when a required property is missing. */
  constructor(name: string, args: ProjectJobTokenScopesArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(
      ProjectJobTokenScopes.__pulumiType,
      name,
      opts.id ? lookupInputs(properties, args) : newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** What a ProjectJobTokenScopes is made with. */
export interface ProjectJobTokenScopesArgs {
  /** Whether the list is enforced; `false` admits every project. */
  enabled?: pulumi.Input<boolean>;
  /** Id or full path of the project. */
  project: pulumi.Input<string>;
  /** Numbers of the groups whose projects may. */
  targetGroupIds?: pulumi.Input<pulumi.Input<number>[]>;
  /** Numbers of the projects that may. */
  targetProjectIds?: pulumi.Input<pulumi.Input<number>[]>;
}

/** What may be known of a ProjectJobTokenScopes that exists. */
export type ProjectJobTokenScopesState = Partial<ProjectJobTokenScopesArgs>;
