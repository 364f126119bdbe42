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

const properties: ResourceProperties<ProjectArgs, ProjectState> = {
  inputs: [
    "allowMergeOnSkippedPipeline",
    "allowPipelineTriggerApproveDeployment",
    "analyticsAccessLevel",
    "archiveOnDestroy",
    "archived",
    "autoCancelPendingPipelines",
    "autoDevopsDeployStrategy",
    "autoDevopsEnabled",
    "autoDuoCodeReviewEnabled",
    "autocloseReferencedIssues",
    "avatar",
    "avatarHash",
    "branches",
    "buildGitStrategy",
    "buildTimeout",
    "buildsAccessLevel",
    "ciConfigPath",
    "ciDefaultGitDepth",
    "ciDeletePipelinesInSeconds",
    "ciDisplayPipelineVariables",
    "ciForwardDeploymentEnabled",
    "ciForwardDeploymentRollbackAllowed",
    "ciIdTokenSubClaimComponents",
    "ciPipelineVariablesMinimumOverrideRole",
    "ciPushRepositoryForJobTokenAllowed",
    "ciRestrictPipelineCancellationRole",
    "ciSeparatedCaches",
    "containerExpirationPolicy",
    "containerRegistryAccessLevel",
    "defaultBranch",
    "description",
    "emailsEnabled",
    "environmentsAccessLevel",
    "externalAuthorizationClassificationLabel",
    "featureFlagsAccessLevel",
    "forkedFromProjectId",
    "forkingAccessLevel",
    "groupRunnersEnabled",
    "groupWithProjectTemplatesId",
    "importUrl",
    "importUrlPassword",
    "importUrlUsername",
    "infrastructureAccessLevel",
    "initializeWithReadme",
    "issueBranchTemplate",
    "issuesAccessLevel",
    "issuesTemplate",
    "keepLatestArtifact",
    "lfsEnabled",
    "maxArtifactsSize",
    "mergeCommitTemplate",
    "mergeMethod",
    "mergePipelinesEnabled",
    "mergeRequestTitleRegex",
    "mergeRequestTitleRegexDescription",
    "mergeRequestsAccessLevel",
    "mergeRequestsTemplate",
    "mergeTrainsEnabled",
    "mergeTrainsSkipTrainAllowed",
    "modelExperimentsAccessLevel",
    "modelRegistryAccessLevel",
    "monitorAccessLevel",
    "mrDefaultTargetSelf",
    "name",
    "namespaceId",
    "onlyAllowMergeIfAllDiscussionsAreResolved",
    "onlyAllowMergeIfPipelineSucceeds",
    "packageRegistryAccessLevel",
    "packagesEnabled",
    "pagesAccessLevel",
    "path",
    "permanentlyDeleteOnDestroy",
    "preReceiveSecretDetectionEnabled",
    "preventMergeWithoutJiraIssue",
    "printingMergeRequestLinkEnabled",
    "protectMergeRequestPipelines",
    "publicBuilds",
    "publicJobs",
    "pushRules",
    "releasesAccessLevel",
    "removeSourceBranchAfterMerge",
    "repositoryAccessLevel",
    "repositoryStorage",
    "requestAccessEnabled",
    "requirementsAccessLevel",
    "resolveOutdatedDiffDiscussions",
    "resourceGroupDefaultProcessMode",
    "securityAndComplianceAccessLevel",
    "sharedRunnersEnabled",
    "skipWaitForDefaultBranchProtection",
    "snippetsAccessLevel",
    "squashCommitTemplate",
    "squashOption",
    "suggestionCommitMessage",
    "templateName",
    "templateProjectId",
    "topics",
    "useCustomTemplate",
    "visibilityLevel",
    "wikiAccessLevel",
  ],
  secretInputs: ["importUrlPassword"],
  outputs: [
    "avatarUrl",
    "emptyRepo",
    "httpUrlToRepo",
    "pathWithNamespace",
    "runnersToken",
    "sshUrlToRepo",
    "webUrl",
  ],
  secretOutputs: ["importUrlPassword", "runnersToken"],
};

/** A project: its features, merge checks and CI settings. */
export class Project extends pulumi.CustomResource {
  public static readonly __pulumiType = "gitlab:index/project:Project";

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
    state?: ProjectState,
    opts?: pulumi.CustomResourceOptions,
  ): Project {
    return new Project(name, state, { ...opts, id });
  }

  /** Whether `obj` is a Project, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is Project {
    return isResourceOfType(obj, Project.__pulumiType);
  }

  /** A skipped pipeline counts as success when onlyAllowMergeIfPipelineSucceeds is set. */
  declare public readonly allowMergeOnSkippedPipeline: pulumi.Output<boolean>;
  /** Whoever starts a pipeline may approve its deployments. */
  declare public readonly allowPipelineTriggerApproveDeployment: pulumi.Output<boolean>;
  /** Who may see and use analytics. */
  declare public readonly analyticsAccessLevel: pulumi.Output<string>;
  /** On delete, archive the project instead. */
  declare public readonly archiveOnDestroy: pulumi.Output<boolean | undefined>;
  /** Whether the project is read-only. */
  declare public readonly archived: pulumi.Output<boolean | undefined>;
  /** Cancel pending pipelines of a branch when a newer one starts: `enabled` or `disabled`. */
  declare public readonly autoCancelPendingPipelines: pulumi.Output<string>;
  /** How Auto DevOps deploys. */
  declare public readonly autoDevopsDeployStrategy: pulumi.Output<string>;
  /** Turns Auto DevOps on. */
  declare public readonly autoDevopsEnabled: pulumi.Output<boolean>;
  /** Asks GitLab Duo for a review of each merge request. */
  declare public readonly autoDuoCodeReviewEnabled: pulumi.Output<boolean>;
  /** Closes issues that a merge request names when it reaches the default branch. */
  declare public readonly autocloseReferencedIssues: pulumi.Output<boolean>;
  /** Local file with the project's picture. */
  declare public readonly avatar: pulumi.Output<string | undefined>;
  /** Hash of that file: a change uploads it again. */
  declare public readonly avatarHash: pulumi.Output<string>;
  /** Address of the project's picture. */
  declare public readonly avatarUrl: pulumi.Output<string>;
  /** Branches to fork; all when empty. */
  declare public readonly branches: pulumi.Output<string | undefined>;
  /** How a job gets the repository. */
  declare public readonly buildGitStrategy: pulumi.Output<string>;
  /** Longest a job may run, in seconds. */
  declare public readonly buildTimeout: pulumi.Output<number>;
  /** Who may see and use pipelines. */
  declare public readonly buildsAccessLevel: pulumi.Output<string>;
  /** Path of the CI configuration; `.gitlab-ci.yml` when empty. */
  declare public readonly ciConfigPath: pulumi.Output<string | undefined>;
  /** Number of commits that a job fetches. */
  declare public readonly ciDefaultGitDepth: pulumi.Output<number>;
  /** Age at which pipelines are deleted, in seconds. */
  declare public readonly ciDeletePipelinesInSeconds: pulumi.Output<number>;
  /** Shows the variables of a manually started pipeline. */
  declare public readonly ciDisplayPipelineVariables: pulumi.Output<boolean>;
  /** Refuses a deployment job that is older than the latest deployment. */
  declare public readonly ciForwardDeploymentEnabled: pulumi.Output<boolean>;
  /** Still allows a retry of such a job, as a rollback. */
  declare public readonly ciForwardDeploymentRollbackAllowed: pulumi.Output<boolean>;
  /**
   * Parts of the `sub` claim in this project's id tokens, beginning with `project_path`: what a cloud's
   * trust policy matches on.
   */
  declare public readonly ciIdTokenSubClaimComponents: pulumi.Output<string[]>;
  /** Lowest role that may set variables when it starts a pipeline. */
  declare public readonly ciPipelineVariablesMinimumOverrideRole: pulumi.Output<string>;
  /** A job's own token may push to this repository. */
  declare public readonly ciPushRepositoryForJobTokenAllowed: pulumi.Output<boolean>;
  /** Lowest role that may cancel a pipeline or job. */
  declare public readonly ciRestrictPipelineCancellationRole: pulumi.Output<string>;
  /** Keeps the caches of protected branches apart from the others. */
  declare public readonly ciSeparatedCaches: pulumi.Output<boolean>;
  /** Clean-up of the container registry. */
  declare public readonly containerExpirationPolicy: pulumi.Output<output.ProjectContainerExpirationPolicy>;
  /** Who may see and use the container registry. */
  declare public readonly containerRegistryAccessLevel: pulumi.Output<string>;
  /** The branch that a clone checks out and merge requests aim at. */
  declare public readonly defaultBranch: pulumi.Output<string>;
  /** What the project is for. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Sends notifications by e-mail. */
  declare public readonly emailsEnabled: pulumi.Output<boolean>;
  /** Whether the repository has no commit yet. */
  declare public readonly emptyRepo: pulumi.Output<boolean>;
  /** Who may see and use environments. */
  declare public readonly environmentsAccessLevel: pulumi.Output<string>;
  /** Classification label for an external authorization service. */
  declare public readonly externalAuthorizationClassificationLabel: pulumi.Output<string | undefined>;
  /** Who may see and use feature flags. */
  declare public readonly featureFlagsAccessLevel: pulumi.Output<string>;
  /** Number of the project to fork when this one is created. */
  declare public readonly forkedFromProjectId: pulumi.Output<number | undefined>;
  /** Who may fork the project. */
  declare public readonly forkingAccessLevel: pulumi.Output<string>;
  /** Jobs may run on the group's runners. */
  declare public readonly groupRunnersEnabled: pulumi.Output<boolean>;
  /** Number of the group whose project templates are used. */
  declare public readonly groupWithProjectTemplatesId: pulumi.Output<number | undefined>;
  /** Address for a clone over HTTPS. */
  declare public readonly httpUrlToRepo: pulumi.Output<string>;
  /** Repository to import from when the project is created. */
  declare public readonly importUrl: pulumi.Output<string>;
  /** Password for importUrl. Secret. */
  declare public readonly importUrlPassword: pulumi.Output<string | undefined>;
  /** User name for importUrl. */
  declare public readonly importUrlUsername: pulumi.Output<string | undefined>;
  /** Who may see and use infrastructure. */
  declare public readonly infrastructureAccessLevel: pulumi.Output<string>;
  /** Creates the default branch with a first README. */
  declare public readonly initializeWithReadme: pulumi.Output<boolean | undefined>;
  /** Template for the name of a branch made from an issue. */
  declare public readonly issueBranchTemplate: pulumi.Output<string | undefined>;
  /** Who may see and use issues. */
  declare public readonly issuesAccessLevel: pulumi.Output<string>;
  /** Template for new issues. */
  declare public readonly issuesTemplate: pulumi.Output<string | undefined>;
  /** Keeps the artifacts of the latest successful job past their expiry. */
  declare public readonly keepLatestArtifact: pulumi.Output<boolean>;
  /** Turns Git LFS on. */
  declare public readonly lfsEnabled: pulumi.Output<boolean>;
  /** Largest job artifact, in MB. */
  declare public readonly maxArtifactsSize: pulumi.Output<number>;
  /** Template for the message of a merge commit. */
  declare public readonly mergeCommitTemplate: pulumi.Output<string | undefined>;
  /** How a merge request is merged; `ff` allows fast-forward only. */
  declare public readonly mergeMethod: pulumi.Output<string>;
  /** Runs pipelines on the merged result. Needs Premium. */
  declare public readonly mergePipelinesEnabled: pulumi.Output<boolean>;
  /** Every merge request's title must match this. */
  declare public readonly mergeRequestTitleRegex: pulumi.Output<string>;
  /** That rule in words, for the person who breaks it. */
  declare public readonly mergeRequestTitleRegexDescription: pulumi.Output<string>;
  /** Who may see and use merge requests. */
  declare public readonly mergeRequestsAccessLevel: pulumi.Output<string>;
  /** Template for new merge requests. */
  declare public readonly mergeRequestsTemplate: pulumi.Output<string | undefined>;
  /** Turns merge trains on; needs mergePipelinesEnabled. */
  declare public readonly mergeTrainsEnabled: pulumi.Output<boolean>;
  /** Merges without waiting for the train's pipelines to finish. */
  declare public readonly mergeTrainsSkipTrainAllowed: pulumi.Output<boolean>;
  /** Who may see and use model experiments. */
  declare public readonly modelExperimentsAccessLevel: pulumi.Output<string>;
  /** Who may see and use the model registry. */
  declare public readonly modelRegistryAccessLevel: pulumi.Output<string>;
  /** Who may see and use monitoring. */
  declare public readonly monitorAccessLevel: pulumi.Output<string>;
  /** In a fork: merge requests aim at the fork itself, not at its origin. */
  declare public readonly mrDefaultTargetSelf: pulumi.Output<boolean | undefined>;
  /** Name of the project; the resource's own name when empty. */
  declare public readonly name: pulumi.Output<string>;
  /** Number of the group or user that holds the project; your own when empty. */
  declare public readonly namespaceId: pulumi.Output<number>;
  /** Merges only when every thread is resolved. */
  declare public readonly onlyAllowMergeIfAllDiscussionsAreResolved: pulumi.Output<boolean>;
  /** Merges only after a successful pipeline. */
  declare public readonly onlyAllowMergeIfPipelineSucceeds: pulumi.Output<boolean>;
  /** Who may see and use the package registry. */
  declare public readonly packageRegistryAccessLevel: pulumi.Output<string>;
  /** Turns the package registry on. */
  declare public readonly packagesEnabled: pulumi.Output<boolean>;
  /** Who may see and use GitLab Pages. */
  declare public readonly pagesAccessLevel: pulumi.Output<string>;
  /** Last part of the project's path; made from the name when empty. */
  declare public readonly path: pulumi.Output<string | undefined>;
  /** Full path with every group. */
  declare public readonly pathWithNamespace: pulumi.Output<string>;
  /** On delete, skip the waiting period. */
  declare public readonly permanentlyDeleteOnDestroy: pulumi.Output<boolean | undefined>;
  /** Refuses a push in which a secret is found. Needs Ultimate. */
  declare public readonly preReceiveSecretDetectionEnabled: pulumi.Output<boolean>;
  /** Merges only with a Jira issue named. */
  declare public readonly preventMergeWithoutJiraIssue: pulumi.Output<boolean>;
  /** Answers a push with a link for a merge request. */
  declare public readonly printingMergeRequestLinkEnabled: pulumi.Output<boolean>;
  /**
   * Merge request pipelines get the protected variables and runners when both branches are protected.
   */
  declare public readonly protectMergeRequestPipelines: pulumi.Output<boolean>;
  /** @deprecated Whoever sees the project sees its jobs. Use publicJobs. */
  declare public readonly publicBuilds: pulumi.Output<boolean>;
  /** Whoever sees the project sees its jobs. */
  declare public readonly publicJobs: pulumi.Output<boolean>;
  /** Push rules; use this or ProjectPushRules, never both. Needs Premium. */
  declare public readonly pushRules: pulumi.Output<output.ProjectPushRules>;
  /** Who may see and use releases. */
  declare public readonly releasesAccessLevel: pulumi.Output<string>;
  /** Ticks “delete source branch” on new merge requests. */
  declare public readonly removeSourceBranchAfterMerge: pulumi.Output<boolean>;
  /** Who may see and use the repository. */
  declare public readonly repositoryAccessLevel: pulumi.Output<string>;
  /** Storage shard of the repository; administrators only. */
  declare public readonly repositoryStorage: pulumi.Output<string>;
  /** People may ask to become members. */
  declare public readonly requestAccessEnabled: pulumi.Output<boolean>;
  /** Who may see and use requirements. */
  declare public readonly requirementsAccessLevel: pulumi.Output<string>;
  /** Resolves threads on lines that a push changed. */
  declare public readonly resolveOutdatedDiffDiscussions: pulumi.Output<boolean | undefined>;
  /** Order in which jobs of a resource group run, when the group does not say. */
  declare public readonly resourceGroupDefaultProcessMode: pulumi.Output<string>;
  /** Token with which a runner registers. Secret. */
  declare public readonly runnersToken: pulumi.Output<string>;
  /** Who may see and use security and compliance. */
  declare public readonly securityAndComplianceAccessLevel: pulumi.Output<string>;
  /** Jobs may run on the instance's runners. */
  declare public readonly sharedRunnersEnabled: pulumi.Output<boolean>;
  /** Does not wait until GitLab has protected the new default branch. */
  declare public readonly skipWaitForDefaultBranchProtection: pulumi.Output<boolean | undefined>;
  /** Who may see and use snippets. */
  declare public readonly snippetsAccessLevel: pulumi.Output<string>;
  /** Template for the message of a squash commit. */
  declare public readonly squashCommitTemplate: pulumi.Output<string | undefined>;
  /** Whether commits are squashed on merge. */
  declare public readonly squashOption: pulumi.Output<string>;
  /** Address for a clone over SSH. */
  declare public readonly sshUrlToRepo: pulumi.Output<string>;
  /** Message of a commit that applies a suggestion. */
  declare public readonly suggestionCommitMessage: pulumi.Output<string | undefined>;
  /** Name of the template to begin with. */
  declare public readonly templateName: pulumi.Output<string | undefined>;
  /** Number of the template project to begin with. */
  declare public readonly templateProjectId: pulumi.Output<number | undefined>;
  /** Topics, for search. */
  declare public readonly topics: pulumi.Output<string[]>;
  /** The template is one of the instance's or group's own, not a built-in one. */
  declare public readonly useCustomTemplate: pulumi.Output<boolean | undefined>;
  /** Who may see the project. */
  declare public readonly visibilityLevel: pulumi.Output<string>;
  /** Address of the project's page. */
  declare public readonly webUrl: pulumi.Output<string>;
  /** Who may see and use the wiki. */
  declare public readonly wikiAccessLevel: pulumi.Output<string>;

  constructor(name: string, args?: ProjectArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(
      Project.__pulumiType,
      name,
      opts.id ? lookupInputs(properties, args) : newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** What a Project is made with. */
export interface ProjectArgs {
  /** A skipped pipeline counts as success when onlyAllowMergeIfPipelineSucceeds is set. */
  allowMergeOnSkippedPipeline?: pulumi.Input<boolean>;
  /** Whoever starts a pipeline may approve its deployments. */
  allowPipelineTriggerApproveDeployment?: pulumi.Input<boolean>;
  /** Who may see and use analytics. */
  analyticsAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** On delete, archive the project instead. */
  archiveOnDestroy?: pulumi.Input<boolean>;
  /** Whether the project is read-only. */
  archived?: pulumi.Input<boolean>;
  /** Cancel pending pipelines of a branch when a newer one starts: `enabled` or `disabled`. */
  autoCancelPendingPipelines?: pulumi.Input<string>;
  /** How Auto DevOps deploys. */
  autoDevopsDeployStrategy?: pulumi.Input<"continuous" | "manual" | "timed_incremental">;
  /** Turns Auto DevOps on. */
  autoDevopsEnabled?: pulumi.Input<boolean>;
  /** Asks GitLab Duo for a review of each merge request. */
  autoDuoCodeReviewEnabled?: pulumi.Input<boolean>;
  /** Closes issues that a merge request names when it reaches the default branch. */
  autocloseReferencedIssues?: pulumi.Input<boolean>;
  /** Local file with the project's picture. */
  avatar?: pulumi.Input<string>;
  /** Hash of that file: a change uploads it again. */
  avatarHash?: pulumi.Input<string>;
  /** Branches to fork; all when empty. */
  branches?: pulumi.Input<string>;
  /** How a job gets the repository. */
  buildGitStrategy?: pulumi.Input<"clone" | "fetch">;
  /** Longest a job may run, in seconds. */
  buildTimeout?: pulumi.Input<number>;
  /** Who may see and use pipelines. */
  buildsAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Path of the CI configuration; `.gitlab-ci.yml` when empty. */
  ciConfigPath?: pulumi.Input<string>;
  /** Number of commits that a job fetches. */
  ciDefaultGitDepth?: pulumi.Input<number>;
  /** Age at which pipelines are deleted, in seconds. */
  ciDeletePipelinesInSeconds?: pulumi.Input<number>;
  /** Shows the variables of a manually started pipeline. */
  ciDisplayPipelineVariables?: pulumi.Input<boolean>;
  /** Refuses a deployment job that is older than the latest deployment. */
  ciForwardDeploymentEnabled?: pulumi.Input<boolean>;
  /** Still allows a retry of such a job, as a rollback. */
  ciForwardDeploymentRollbackAllowed?: pulumi.Input<boolean>;
  /**
   * Parts of the `sub` claim in this project's id tokens, beginning with `project_path`: what a cloud's
   * trust policy matches on.
   */
  ciIdTokenSubClaimComponents?: pulumi.Input<pulumi.Input<string>[]>;
  /** Lowest role that may set variables when it starts a pipeline. */
  ciPipelineVariablesMinimumOverrideRole?: pulumi.Input<
    "developer" | "maintainer" | "owner" | "no_one_allowed"
  >;
  /** A job's own token may push to this repository. */
  ciPushRepositoryForJobTokenAllowed?: pulumi.Input<boolean>;
  /** Lowest role that may cancel a pipeline or job. */
  ciRestrictPipelineCancellationRole?: pulumi.Input<"developer" | "maintainer" | "no_one">;
  /** Keeps the caches of protected branches apart from the others. */
  ciSeparatedCaches?: pulumi.Input<boolean>;
  /** Clean-up of the container registry. */
  containerExpirationPolicy?: pulumi.Input<input.ProjectContainerExpirationPolicy>;
  /** Who may see and use the container registry. */
  containerRegistryAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** The branch that a clone checks out and merge requests aim at. */
  defaultBranch?: pulumi.Input<string>;
  /** What the project is for. */
  description?: pulumi.Input<string>;
  /** Sends notifications by e-mail. */
  emailsEnabled?: pulumi.Input<boolean>;
  /** Who may see and use environments. */
  environmentsAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Classification label for an external authorization service. */
  externalAuthorizationClassificationLabel?: pulumi.Input<string>;
  /** Who may see and use feature flags. */
  featureFlagsAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Number of the project to fork when this one is created. */
  forkedFromProjectId?: pulumi.Input<number>;
  /** Who may fork the project. */
  forkingAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Jobs may run on the group's runners. */
  groupRunnersEnabled?: pulumi.Input<boolean>;
  /** Number of the group whose project templates are used. */
  groupWithProjectTemplatesId?: pulumi.Input<number>;
  /** Repository to import from when the project is created. */
  importUrl?: pulumi.Input<string>;
  /** Password for importUrl. Secret. */
  importUrlPassword?: pulumi.Input<string>;
  /** User name for importUrl. */
  importUrlUsername?: pulumi.Input<string>;
  /** Who may see and use infrastructure. */
  infrastructureAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Creates the default branch with a first README. */
  initializeWithReadme?: pulumi.Input<boolean>;
  /** Template for the name of a branch made from an issue. */
  issueBranchTemplate?: pulumi.Input<string>;
  /** Who may see and use issues. */
  issuesAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Template for new issues. */
  issuesTemplate?: pulumi.Input<string>;
  /** Keeps the artifacts of the latest successful job past their expiry. */
  keepLatestArtifact?: pulumi.Input<boolean>;
  /** Turns Git LFS on. */
  lfsEnabled?: pulumi.Input<boolean>;
  /** Largest job artifact, in MB. */
  maxArtifactsSize?: pulumi.Input<number>;
  /** Template for the message of a merge commit. */
  mergeCommitTemplate?: pulumi.Input<string>;
  /** How a merge request is merged; `ff` allows fast-forward only. */
  mergeMethod?: pulumi.Input<"merge" | "rebase_merge" | "ff">;
  /** Runs pipelines on the merged result. Needs Premium. */
  mergePipelinesEnabled?: pulumi.Input<boolean>;
  /** Every merge request's title must match this. */
  mergeRequestTitleRegex?: pulumi.Input<string>;
  /** That rule in words, for the person who breaks it. */
  mergeRequestTitleRegexDescription?: pulumi.Input<string>;
  /** Who may see and use merge requests. */
  mergeRequestsAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Template for new merge requests. */
  mergeRequestsTemplate?: pulumi.Input<string>;
  /** Turns merge trains on; needs mergePipelinesEnabled. */
  mergeTrainsEnabled?: pulumi.Input<boolean>;
  /** Merges without waiting for the train's pipelines to finish. */
  mergeTrainsSkipTrainAllowed?: pulumi.Input<boolean>;
  /** Who may see and use model experiments. */
  modelExperimentsAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Who may see and use the model registry. */
  modelRegistryAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Who may see and use monitoring. */
  monitorAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** In a fork: merge requests aim at the fork itself, not at its origin. */
  mrDefaultTargetSelf?: pulumi.Input<boolean>;
  /** Name of the project; the resource's own name when empty. */
  name?: pulumi.Input<string>;
  /** Number of the group or user that holds the project; your own when empty. */
  namespaceId?: pulumi.Input<number>;
  /** Merges only when every thread is resolved. */
  onlyAllowMergeIfAllDiscussionsAreResolved?: pulumi.Input<boolean>;
  /** Merges only after a successful pipeline. */
  onlyAllowMergeIfPipelineSucceeds?: pulumi.Input<boolean>;
  /** Who may see and use the package registry. */
  packageRegistryAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled" | "public">;
  /** Turns the package registry on. */
  packagesEnabled?: pulumi.Input<boolean>;
  /** Who may see and use GitLab Pages. */
  pagesAccessLevel?: pulumi.Input<"public" | "private" | "enabled" | "disabled">;
  /** Last part of the project's path; made from the name when empty. */
  path?: pulumi.Input<string>;
  /** On delete, skip the waiting period. */
  permanentlyDeleteOnDestroy?: pulumi.Input<boolean>;
  /** Refuses a push in which a secret is found. Needs Ultimate. */
  preReceiveSecretDetectionEnabled?: pulumi.Input<boolean>;
  /** Merges only with a Jira issue named. */
  preventMergeWithoutJiraIssue?: pulumi.Input<boolean>;
  /** Answers a push with a link for a merge request. */
  printingMergeRequestLinkEnabled?: pulumi.Input<boolean>;
  /**
   * Merge request pipelines get the protected variables and runners when both branches are protected.
   */
  protectMergeRequestPipelines?: pulumi.Input<boolean>;
  /** @deprecated Whoever sees the project sees its jobs. Use publicJobs. */
  publicBuilds?: pulumi.Input<boolean>;
  /** Whoever sees the project sees its jobs. */
  publicJobs?: pulumi.Input<boolean>;
  /** Push rules; use this or ProjectPushRules, never both. Needs Premium. */
  pushRules?: pulumi.Input<input.ProjectPushRules>;
  /** Who may see and use releases. */
  releasesAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Ticks “delete source branch” on new merge requests. */
  removeSourceBranchAfterMerge?: pulumi.Input<boolean>;
  /** Who may see and use the repository. */
  repositoryAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Storage shard of the repository; administrators only. */
  repositoryStorage?: pulumi.Input<string>;
  /** People may ask to become members. */
  requestAccessEnabled?: pulumi.Input<boolean>;
  /** Who may see and use requirements. */
  requirementsAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Resolves threads on lines that a push changed. */
  resolveOutdatedDiffDiscussions?: pulumi.Input<boolean>;
  /** Order in which jobs of a resource group run, when the group does not say. */
  resourceGroupDefaultProcessMode?: pulumi.Input<string>;
  /** Who may see and use security and compliance. */
  securityAndComplianceAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Jobs may run on the instance's runners. */
  sharedRunnersEnabled?: pulumi.Input<boolean>;
  /** Does not wait until GitLab has protected the new default branch. */
  skipWaitForDefaultBranchProtection?: pulumi.Input<boolean>;
  /** Who may see and use snippets. */
  snippetsAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
  /** Template for the message of a squash commit. */
  squashCommitTemplate?: pulumi.Input<string>;
  /** Whether commits are squashed on merge. */
  squashOption?: pulumi.Input<"never" | "always" | "default_on" | "default_off">;
  /** Message of a commit that applies a suggestion. */
  suggestionCommitMessage?: pulumi.Input<string>;
  /** Name of the template to begin with. A change replaces the resource. */
  templateName?: pulumi.Input<string>;
  /** Number of the template project to begin with. A change replaces the resource. */
  templateProjectId?: pulumi.Input<number>;
  /** Topics, for search. */
  topics?: pulumi.Input<pulumi.Input<string>[]>;
  /** The template is one of the instance's or group's own, not a built-in one. */
  useCustomTemplate?: pulumi.Input<boolean>;
  /** Who may see the project. */
  visibilityLevel?: pulumi.Input<"private" | "internal" | "public">;
  /** Who may see and use the wiki. */
  wikiAccessLevel?: pulumi.Input<"disabled" | "private" | "enabled">;
}

/** What may be known of a Project that exists. */
export interface ProjectState extends Partial<ProjectArgs> {
  /** Address of the project's picture. */
  avatarUrl?: pulumi.Input<string>;
  /** Whether the repository has no commit yet. */
  emptyRepo?: pulumi.Input<boolean>;
  /** Address for a clone over HTTPS. */
  httpUrlToRepo?: pulumi.Input<string>;
  /** Full path with every group. */
  pathWithNamespace?: pulumi.Input<string>;
  /** Token with which a runner registers. Secret. */
  runnersToken?: pulumi.Input<string>;
  /** Address for a clone over SSH. */
  sshUrlToRepo?: pulumi.Input<string>;
  /** Address of the project's page. */
  webUrl?: pulumi.Input<string>;
}
