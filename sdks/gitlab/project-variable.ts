// Made by generate.mjs from schema.json: change those, not this file.

import * as pulumi from "@pulumi/pulumi";
import {
  isResourceOfType,
  lookupInputs,
  newResourceInputs,
  resourceOptions,
  type ResourceProperties,
} from "./resource-properties";

const properties: ResourceProperties<ProjectVariableArgs, ProjectVariableState> = {
  inputs: [
    "description",
    "environmentScope",
    "hidden",
    "key",
    "masked",
    "project",
    "protected",
    "raw",
    "value",
    "variableType",
  ],
  required: ["key", "project", "value"],
};

/**
 * A variable that the project's jobs read. The provider does not treat `value` as a secret: wrap one
 * in pulumi.secret.
 */
export class ProjectVariable extends pulumi.CustomResource {
  public static readonly __pulumiType = "gitlab:index/projectVariable:ProjectVariable";

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
    state?: ProjectVariableState,
    opts?: pulumi.CustomResourceOptions,
  ): ProjectVariable {
    return new ProjectVariable(name, state as ProjectVariableArgs, { ...opts, id });
  }

  /** Whether `obj` is a ProjectVariable, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is ProjectVariable {
    return isResourceOfType(obj, ProjectVariable.__pulumiType);
  }

  /** What it is for. */
  declare public readonly description: pulumi.Output<string>;
  /** Environments whose jobs get it; `*`, all of them, when empty. */
  declare public readonly environmentScope: pulumi.Output<string>;
  /** Nobody can read the value in GitLab any more. Only at creation; needs masked. */
  declare public readonly hidden: pulumi.Output<boolean>;
  /** Name of the variable. */
  declare public readonly key: pulumi.Output<string>;
  /** Job logs never show the value. */
  declare public readonly masked: pulumi.Output<boolean>;
  /** Id or full path of the project. */
  declare public readonly project: pulumi.Output<string>;
  /** Only jobs of protected branches and tags get it. */
  declare public readonly protected: pulumi.Output<boolean>;
  /** The value is taken as it is: `$` does not begin another variable. */
  declare public readonly raw: pulumi.Output<boolean>;
  /** The value. Not a secret unless you wrap it. */
  declare public readonly value: pulumi.Output<string>;
  /** `file`: the job gets the name of a file that holds the value. */
  declare public readonly variableType: pulumi.Output<string>;

  /** @throws when a required property is missing. */
  constructor(name: string, args: ProjectVariableArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(
      ProjectVariable.__pulumiType,
      name,
      opts.id ? lookupInputs(properties, args) : newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** What a ProjectVariable is made with. */
export interface ProjectVariableArgs {
  /** What it is for. */
  description?: pulumi.Input<string>;
  /** Environments whose jobs get it; `*`, all of them, when empty. */
  environmentScope?: pulumi.Input<string>;
  /** Nobody can read the value in GitLab any more. Only at creation; needs masked. */
  hidden?: pulumi.Input<boolean>;
  /** Name of the variable. */
  key: pulumi.Input<string>;
  /** Job logs never show the value. */
  masked?: pulumi.Input<boolean>;
  /** Id or full path of the project. */
  project: pulumi.Input<string>;
  /** Only jobs of protected branches and tags get it. */
  protected?: pulumi.Input<boolean>;
  /** The value is taken as it is: `$` does not begin another variable. */
  raw?: pulumi.Input<boolean>;
  /** The value. Not a secret unless you wrap it. */
  value: pulumi.Input<string>;
  /** `file`: the job gets the name of a file that holds the value. */
  variableType?: pulumi.Input<"env_var" | "file">;
}

/** What may be known of a ProjectVariable that exists. */
export type ProjectVariableState = Partial<ProjectVariableArgs>;
