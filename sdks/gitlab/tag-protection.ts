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

const properties: ResourceProperties<TagProtectionArgs, TagProtectionState> = {
  inputs: ["allowedToCreates", "createAccessLevel", "project", "tag"],
  required: ["project", "tag"],
};

/** Who may create a tag. */
export class TagProtection extends pulumi.CustomResource {
  public static readonly __pulumiType = "gitlab:index/tagProtection:TagProtection";

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
    state?: TagProtectionState,
    opts?: pulumi.CustomResourceOptions,
  ): TagProtection {
    return new TagProtection(name, state as TagProtectionArgs, { ...opts, id });
  }

  /** Whether `obj` is a TagProtection, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is TagProtection {
    return isResourceOfType(obj, TagProtection.__pulumiType);
  }

  /** Users, groups and deploy keys that may create it. Users and groups need Premium. */
  declare public readonly allowedToCreates: pulumi.Output<output.TagProtectionAllowedToCreate[] | undefined>;
  /** Lowest role that may create it; `maintainer` when empty. */
  declare public readonly createAccessLevel: pulumi.Output<string>;
  /** Id or full path of the project. */
  declare public readonly project: pulumi.Output<string>;
  /** Name of the tag, or a pattern such as `v*`. */
  declare public readonly tag: pulumi.Output<string>;

  /** @throws when a required property is missing. */
  constructor(name: string, args: TagProtectionArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(
      TagProtection.__pulumiType,
      name,
      opts.id ? lookupInputs(properties, args) : newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** What a TagProtection is made with. */
export interface TagProtectionArgs {
  /** Users, groups and deploy keys that may create it. Users and groups need Premium. */
  allowedToCreates?: pulumi.Input<pulumi.Input<input.TagProtectionAllowedToCreate>[]>;
  /** Lowest role that may create it; `maintainer` when empty. */
  createAccessLevel?: pulumi.Input<"no one" | "developer" | "maintainer" | "admin">;
  /** Id or full path of the project. */
  project: pulumi.Input<string>;
  /** Name of the tag, or a pattern such as `v*`. */
  tag: pulumi.Input<string>;
}

/** What may be known of a TagProtection that exists. */
export type TagProtectionState = Partial<TagProtectionArgs>;
