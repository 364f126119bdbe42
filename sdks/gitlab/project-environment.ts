// Made by generate.mjs from schema.json: change those, not this file.

import * as pulumi from "@pulumi/pulumi";
import {
  isResourceOfType,
  lookupInputs,
  newResourceInputs,
  resourceOptions,
  type ResourceProperties,
} from "./resource-properties";

const properties: ResourceProperties<ProjectEnvironmentArgs, ProjectEnvironmentState> = {
  inputs: [
    "autoStopSetting",
    "clusterAgentId",
    "description",
    "externalUrl",
    "fluxResourcePath",
    "kubernetesNamespace",
    "name",
    "project",
    "stopBeforeDestroy",
    "tier",
  ],
  required: ["project"],
  outputs: ["autoStopAt", "createdAt", "slug", "state", "updatedAt"],
};

/** A place that a project deploys to. */
export class ProjectEnvironment extends pulumi.CustomResource {
  public static readonly __pulumiType = "gitlab:index/projectEnvironment:ProjectEnvironment";

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
    state?: ProjectEnvironmentState,
    opts?: pulumi.CustomResourceOptions,
  ): ProjectEnvironment {
    return new ProjectEnvironment(name, state as ProjectEnvironmentArgs, { ...opts, id });
  }

  /** Whether `obj` is a ProjectEnvironment, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is ProjectEnvironment {
    return isResourceOfType(obj, ProjectEnvironment.__pulumiType);
  }

  /** When GitLab stops it (RFC 3339). */
  declare public readonly autoStopAt: pulumi.Output<string>;
  /** Whether it stops always, or only with a stop action. */
  declare public readonly autoStopSetting: pulumi.Output<string>;
  /** Number of the Kubernetes agent. */
  declare public readonly clusterAgentId: pulumi.Output<number | undefined>;
  /** When it was created (RFC 3339). */
  declare public readonly createdAt: pulumi.Output<string>;
  /** What it is for. */
  declare public readonly description: pulumi.Output<string>;
  /** Where its users find it. */
  declare public readonly externalUrl: pulumi.Output<string>;
  /** Flux resource that GitLab watches. */
  declare public readonly fluxResourcePath: pulumi.Output<string>;
  /** Namespace in the agent's cluster. */
  declare public readonly kubernetesNamespace: pulumi.Output<string>;
  /** Name of the environment; the resource's own name when empty. */
  declare public readonly name: pulumi.Output<string>;
  /** Id or full path of the project. */
  declare public readonly project: pulumi.Output<string>;
  /** The name in a form fit for host names. */
  declare public readonly slug: pulumi.Output<string>;
  /** Whether it runs. */
  declare public readonly state: pulumi.Output<string>;
  /** Stops it before deleting it. GitLab deletes only stopped environments. */
  declare public readonly stopBeforeDestroy: pulumi.Output<boolean>;
  /** Which kind of environment it is. */
  declare public readonly tier: pulumi.Output<string>;
  /** When it last changed (RFC 3339). */
  declare public readonly updatedAt: pulumi.Output<string>;

  /** @throws when a required property is missing. */
  constructor(name: string, args: ProjectEnvironmentArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(
      ProjectEnvironment.__pulumiType,
      name,
      opts.id ? lookupInputs(properties, args) : newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** What a ProjectEnvironment is made with. */
export interface ProjectEnvironmentArgs {
  /** Whether it stops always, or only with a stop action. */
  autoStopSetting?: pulumi.Input<"always" | "with_action">;
  /** Number of the Kubernetes agent. */
  clusterAgentId?: pulumi.Input<number>;
  /** What it is for. */
  description?: pulumi.Input<string>;
  /** Where its users find it. */
  externalUrl?: pulumi.Input<string>;
  /** Flux resource that GitLab watches. */
  fluxResourcePath?: pulumi.Input<string>;
  /** Namespace in the agent's cluster. */
  kubernetesNamespace?: pulumi.Input<string>;
  /** Name of the environment; the resource's own name when empty. */
  name?: pulumi.Input<string>;
  /** Id or full path of the project. */
  project: pulumi.Input<string>;
  /** Stops it before deleting it. GitLab deletes only stopped environments. */
  stopBeforeDestroy?: pulumi.Input<boolean>;
  /** Which kind of environment it is. */
  tier?: pulumi.Input<"production" | "staging" | "testing" | "development" | "other">;
}

/** What may be known of a ProjectEnvironment that exists. */
export interface ProjectEnvironmentState extends Partial<ProjectEnvironmentArgs> {
  /** When GitLab stops it (RFC 3339). */
  autoStopAt?: pulumi.Input<string>;
  /** When it was created (RFC 3339). */
  createdAt?: pulumi.Input<string>;
  /** The name in a form fit for host names. */
  slug?: pulumi.Input<string>;
  /** Whether it runs. */
  state?: pulumi.Input<"available" | "stopped">;
  /** When it last changed (RFC 3339). */
  updatedAt?: pulumi.Input<string>;
}
