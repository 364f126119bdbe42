// Made by generate.mjs from schema.json: change those, not this file.

import * as pulumi from "@pulumi/pulumi";
import {
  isResourceOfType,
  lookupInputs,
  newResourceInputs,
  resourceOptions,
  type ResourceProperties,
} from "./resource-properties";

const properties: ResourceProperties<ProjectPushRulesArgs, ProjectPushRulesState> = {
  inputs: [
    "authorEmailRegex",
    "branchNameRegex",
    "commitCommitterCheck",
    "commitCommitterNameCheck",
    "commitMessageNegativeRegex",
    "commitMessageRegex",
    "denyDeleteTag",
    "fileNameRegex",
    "maxFileSize",
    "memberCheck",
    "preventSecrets",
    "project",
    "rejectNonDcoCommits",
    "rejectUnsignedCommits",
  ],
  required: ["project"],
};

/** What a push must hold to be accepted. One for each project. Needs Premium. */
export class ProjectPushRules extends pulumi.CustomResource {
  public static readonly __pulumiType = "gitlab:index/projectPushRules:ProjectPushRules";

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
    state?: ProjectPushRulesState,
    opts?: pulumi.CustomResourceOptions,
  ): ProjectPushRules {
    return new ProjectPushRules(name, state as ProjectPushRulesArgs, { ...opts, id });
  }

  /** Whether `obj` is a ProjectPushRules, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is ProjectPushRules {
    return isResourceOfType(obj, ProjectPushRules.__pulumiType);
  }

  /** The commit author's e-mail must match this. */
  declare public readonly authorEmailRegex: pulumi.Output<string>;
  /** Every branch name must match this. */
  declare public readonly branchNameRegex: pulumi.Output<string>;
  /** The committer's e-mail must be one of the pusher's verified addresses. */
  declare public readonly commitCommitterCheck: pulumi.Output<boolean>;
  /** The commit author's name must equal the pusher's GitLab name. */
  declare public readonly commitCommitterNameCheck: pulumi.Output<boolean>;
  /** No commit message may match this. */
  declare public readonly commitMessageNegativeRegex: pulumi.Output<string>;
  /** Every commit message must match this. */
  declare public readonly commitMessageRegex: pulumi.Output<string>;
  /** Refuses the deletion of tags by push. */
  declare public readonly denyDeleteTag: pulumi.Output<boolean>;
  /** No committed file name may match this. */
  declare public readonly fileNameRegex: pulumi.Output<string>;
  /** Largest file in a commit, in MB; 0 is no limit. */
  declare public readonly maxFileSize: pulumi.Output<number>;
  /** Every commit author must be a GitLab user. */
  declare public readonly memberCheck: pulumi.Output<boolean>;
  /** Refuses files that are likely to hold secrets, by their names. */
  declare public readonly preventSecrets: pulumi.Output<boolean>;
  /** Id or full path of the project. */
  declare public readonly project: pulumi.Output<string>;
  /** Every commit must be signed off (DCO). */
  declare public readonly rejectNonDcoCommits: pulumi.Output<boolean>;
  /** Every commit must carry a cryptographic signature. */
  declare public readonly rejectUnsignedCommits: pulumi.Output<boolean>;

  /** @throws when a required property is missing. */
  constructor(name: string, args: ProjectPushRulesArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(
      ProjectPushRules.__pulumiType,
      name,
      opts.id ? lookupInputs(properties, args) : newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** What a ProjectPushRules is made with. */
export interface ProjectPushRulesArgs {
  /** The commit author's e-mail must match this. */
  authorEmailRegex?: pulumi.Input<string>;
  /** Every branch name must match this. */
  branchNameRegex?: pulumi.Input<string>;
  /** The committer's e-mail must be one of the pusher's verified addresses. */
  commitCommitterCheck?: pulumi.Input<boolean>;
  /** The commit author's name must equal the pusher's GitLab name. */
  commitCommitterNameCheck?: pulumi.Input<boolean>;
  /** No commit message may match this. */
  commitMessageNegativeRegex?: pulumi.Input<string>;
  /** Every commit message must match this. */
  commitMessageRegex?: pulumi.Input<string>;
  /** Refuses the deletion of tags by push. */
  denyDeleteTag?: pulumi.Input<boolean>;
  /** No committed file name may match this. */
  fileNameRegex?: pulumi.Input<string>;
  /** Largest file in a commit, in MB; 0 is no limit. */
  maxFileSize?: pulumi.Input<number>;
  /** Every commit author must be a GitLab user. */
  memberCheck?: pulumi.Input<boolean>;
  /** Refuses files that are likely to hold secrets, by their names. */
  preventSecrets?: pulumi.Input<boolean>;
  /** Id or full path of the project. */
  project: pulumi.Input<string>;
  /** Every commit must be signed off (DCO). */
  rejectNonDcoCommits?: pulumi.Input<boolean>;
  /** Every commit must carry a cryptographic signature. */
  rejectUnsignedCommits?: pulumi.Input<boolean>;
}

/** What may be known of a ProjectPushRules that exists. */
export type ProjectPushRulesState = Partial<ProjectPushRulesArgs>;
