// Made by generate.mjs from schema.json: change those, not this file.

import * as pulumi from "@pulumi/pulumi";
import { version } from "./version";
import type { output } from "./types";

const token = "gitlab:index/getProject:getProject";

/** Reads a project by its id or its full path. */
export function getProject(
  args: GetProjectArgs = {},
  opts: pulumi.InvokeOptions = {},
): Promise<GetProjectResult> {
  return pulumi.runtime.invoke(
    token,
    { id: args.id, pathWithNamespace: args.pathWithNamespace },
    { version, ...opts },
  ) as Promise<GetProjectResult>;
}

/** Reads a project by its id or its full path. Takes outputs, and answers with one. */
export function getProjectOutput(
  args: GetProjectOutputArgs = {},
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetProjectResult> {
  return pulumi.runtime.invokeOutput(
    token,
    { id: args.id, pathWithNamespace: args.pathWithNamespace },
    { version, ...opts },
  );
}

/** What getProject asks for. */
export interface GetProjectArgs {
  /** Number of the project, as a string. */
  id?: string;
  /** Full path with every group. */
  pathWithNamespace?: string;
}

/** What getProjectOutput asks for. */
export interface GetProjectOutputArgs {
  /** Number of the project, as a string. */
  id?: pulumi.Input<string>;
  /** Full path with every group. */
  pathWithNamespace?: pulumi.Input<string>;
}

/** What getProject and getProjectOutput answer. */
export interface GetProjectResult {
  /** A skipped pipeline counts as success when onlyAllowMergeIfPipelineSucceeds is set. */
  allowMergeOnSkippedPipeline: boolean;
  /** Whoever starts a pipeline may approve its deployments. */
  allowPipelineTriggerApproveDeployment: boolean;
  /** Who may see and use analytics. */
  analyticsAccessLevel: string;
  /** @deprecated Number of approvals a merge request needs. Use ProjectApprovalRule. */
  approvalsBeforeMerge: number;
  /** Whether the project is read-only. */
  archived: boolean;
  /** Cancel pending pipelines of a branch when a newer one starts: `enabled` or `disabled`. */
  autoCancelPendingPipelines: string;
  /** How Auto DevOps deploys. */
  autoDevopsDeployStrategy: string;
  /** Turns Auto DevOps on. */
  autoDevopsEnabled: boolean;
  /** Asks GitLab Duo for a review of each merge request. */
  autoDuoCodeReviewEnabled: boolean;
  /** Closes issues that a merge request names when it reaches the default branch. */
  autocloseReferencedIssues: boolean;
  /** Address of the project's picture. */
  avatarUrl: string;
  /** Finds the test coverage in a job's log. */
  buildCoverageRegex: string;
  /** How a job gets the repository. */
  buildGitStrategy: string;
  /** Longest a job may run, in seconds. */
  buildTimeout: number;
  /** Who may see and use pipelines. */
  buildsAccessLevel: string;
  /** Whether the token's user may open a merge request. */
  canCreateMergeRequestIn: boolean;
  /** A fork's merge request may run its pipeline in this project. */
  ciAllowForkPipelinesToRunInParentProject: boolean;
  /** Path of the CI configuration; `.gitlab-ci.yml` when empty. */
  ciConfigPath: string;
  /** Number of commits that a job fetches. */
  ciDefaultGitDepth: number;
  /** Age at which pipelines are deleted, in seconds. */
  ciDeletePipelinesInSeconds: number;
  /** Shows the variables of a manually started pipeline. */
  ciDisplayPipelineVariables: boolean;
  /** Refuses a deployment job that is older than the latest deployment. */
  ciForwardDeploymentEnabled: boolean;
  /** Still allows a retry of such a job, as a rollback. */
  ciForwardDeploymentRollbackAllowed: boolean;
  /**
   * Parts of the `sub` claim in this project's id tokens, beginning with `project_path`: what a cloud's
   * trust policy matches on.
   */
  ciIdTokenSubClaimComponents: string[];
  /** Whether this project's job tokens are kept from reaching other projects. */
  ciJobTokenScopeEnabled: boolean;
  /** Whether a job gets an id token only where it asks for one. */
  ciOptInJwt: boolean;
  /** Lowest role that may set variables when it starts a pipeline. */
  ciPipelineVariablesMinimumOverrideRole: string;
  /** A job's own token may push to this repository. */
  ciPushRepositoryForJobTokenAllowed: boolean;
  /** Lowest role that may cancel a pipeline or job. */
  ciRestrictPipelineCancellationRole: string;
  /** Keeps the caches of protected branches apart from the others. */
  ciSeparatedCaches: boolean;
  /** Compliance frameworks of the project. */
  complianceFrameworks: string[];
  /** Clean-up of the container registry. */
  containerExpirationPolicies: output.GetProjectContainerExpirationPolicy[];
  /** Who may see and use the container registry. */
  containerRegistryAccessLevel: string;
  /** @deprecated Whether the container registry is on. Use containerRegistryAccessLevel. */
  containerRegistryEnabled: boolean;
  /** What the names of the project's images begin with. */
  containerRegistryImagePrefix: string;
  /** When it was created (RFC 3339). */
  createdAt: string;
  /** Number of the user who created it. */
  creatorId: number;
  /** Custom attributes; administrators only. */
  customAttributes: Record<string, string>[];
  /** The branch that a clone checks out and merge requests aim at. */
  defaultBranch: string;
  /** What the project is for. */
  description: string;
  /** Whether no notification is sent by e-mail. */
  emailsDisabled: boolean;
  /** Sends notifications by e-mail. */
  emailsEnabled: boolean;
  /** Whether the repository has no commit yet. */
  emptyRepo: boolean;
  /** Whether uploaded files need a sign-in. */
  enforceAuthChecksOnUploads: boolean;
  /** Who may see and use environments. */
  environmentsAccessLevel: string;
  /** Classification label for an external authorization service. */
  externalAuthorizationClassificationLabel: string;
  /** Who may see and use feature flags. */
  featureFlagsAccessLevel: string;
  /** The project it was forked from; none or one. */
  forkedFromProjects: output.GetProjectForkedFromProject[];
  /** Who may fork the project. */
  forkingAccessLevel: string;
  /** Number of forks. */
  forksCount: number;
  /** Jobs may run on the group's runners. */
  groupRunnersEnabled: boolean;
  /** Address for a clone over HTTPS. */
  httpUrlToRepo: string;
  /** Number of the project, as a string. */
  id: string;
  /** Why the import failed. */
  importError: string;
  /** How far the import is. */
  importStatus: string;
  /** Which kind of import it was. */
  importType: string;
  /** Repository to import from when the project is created. */
  importUrl: string;
  /** Who may see and use infrastructure. */
  infrastructureAccessLevel: string;
  /** Template for the name of a branch made from an issue. */
  issueBranchTemplate: string;
  /** Who may see and use issues. */
  issuesAccessLevel: string;
  /** @deprecated Whether issues are on. Use issuesAccessLevel. */
  issuesEnabled: boolean;
  /** Template for new issues. */
  issuesTemplate: string;
  /** @deprecated Whether pipelines are on. Use buildsAccessLevel. */
  jobsEnabled: boolean;
  /** Keeps the artifacts of the latest successful job past their expiry. */
  keepLatestArtifact: boolean;
  /** When something last happened in it (RFC 3339). */
  lastActivityAt: string;
  /** Turns Git LFS on. */
  lfsEnabled: boolean;
  /** Address of the licence file. */
  licenseUrl: string;
  /** The licence that GitLab found; none or one. */
  licenses: output.GetProjectLicense[];
  /** Addresses of the project's parts in the API. */
  links: Record<string, string>;
  /** Whether it waits to be deleted. */
  markedForDeletion: boolean;
  /** @deprecated Date on which it was marked. Use markedForDeletionOn. */
  markedForDeletionAt: string;
  /** Date on which it was marked. */
  markedForDeletionOn: string;
  /** Largest job artifact, in MB. */
  maxArtifactsSize: number;
  /** Template for the message of a merge commit. */
  mergeCommitTemplate: string;
  /** How a merge request is merged; `ff` allows fast-forward only. */
  mergeMethod: string;
  /** Runs pipelines on the merged result. Needs Premium. */
  mergePipelinesEnabled: boolean;
  /** Every merge request's title must match this. */
  mergeRequestTitleRegex: string;
  /** That rule in words, for the person who breaks it. */
  mergeRequestTitleRegexDescription: string;
  /** Who may see and use merge requests. */
  mergeRequestsAccessLevel: string;
  /** @deprecated Whether merge requests are on. Use mergeRequestsAccessLevel. */
  mergeRequestsEnabled: boolean;
  /** Template for new merge requests. */
  mergeRequestsTemplate: string;
  /** Turns merge trains on; needs mergePipelinesEnabled. */
  mergeTrainsEnabled: boolean;
  /** Merges without waiting for the train's pipelines to finish. */
  mergeTrainsSkipTrainAllowed: boolean;
  /** Whether it mirrors another repository. */
  mirror: boolean;
  /** Whether the mirror overwrites branches that differ. */
  mirrorOverwritesDivergedBranches: boolean;
  /** Whether a mirror update starts pipelines. */
  mirrorTriggerBuilds: boolean;
  /** Number of the user to whom mirror updates are credited. */
  mirrorUserId: number;
  /** Who may see and use model experiments. */
  modelExperimentsAccessLevel: string;
  /** Who may see and use the model registry. */
  modelRegistryAccessLevel: string;
  /** Who may see and use monitoring. */
  monitorAccessLevel: string;
  /** In a fork: merge requests aim at the fork itself, not at its origin. */
  mrDefaultTargetSelf: boolean;
  /** Name of the project. */
  name: string;
  /** Name with those of its groups. */
  nameWithNamespace: string;
  /** @deprecated Number of the group or user that holds the project. Use namespaces. */
  namespaceId: number;
  /** The group or user that holds the project. */
  namespaces: output.GetProjectNamespace[];
  /** Merges only when every thread is resolved. */
  onlyAllowMergeIfAllDiscussionsAreResolved: boolean;
  /** Merges only after a successful pipeline. */
  onlyAllowMergeIfPipelineSucceeds: boolean;
  /** Whether only protected branches are mirrored. */
  onlyMirrorProtectedBranches: boolean;
  /** Number of open issues. */
  openIssuesCount: number;
  /** Who may see and use operations. */
  operationsAccessLevel: string;
  /** The user who owns it; none for a group's project. */
  owners: output.GetProjectOwner[];
  /** Who may see and use the package registry. */
  packageRegistryAccessLevel: string;
  /** @deprecated Whether the package registry is on. Use packageRegistryAccessLevel. */
  packagesEnabled: boolean;
  /** Who may see and use GitLab Pages. */
  pagesAccessLevel: string;
  /** Last part of the project's path. */
  path: string;
  /** Full path with every group. */
  pathWithNamespace: string;
  /** What the token's user may do. */
  permissions: output.GetProjectPermission[];
  /** Refuses a push in which a secret is found. Needs Ultimate. */
  preReceiveSecretDetectionEnabled: boolean;
  /** Merges only with a Jira issue named. */
  preventMergeWithoutJiraIssue: boolean;
  /** Answers a push with a link for a merge request. */
  printingMergeRequestLinkEnabled: boolean;
  /**
   * Merge request pipelines get the protected variables and runners when both branches are protected.
   */
  protectMergeRequestPipelines: boolean;
  /** @deprecated Whoever sees the project sees its jobs. Use publicJobs. */
  publicBuilds: boolean;
  /** Whoever sees the project sees its jobs. */
  publicJobs: boolean;
  /** Push rules; none or one. */
  pushRules: output.GetProjectPushRule[];
  /** Address of the README. */
  readmeUrl: string;
  /** Who may see and use releases. */
  releasesAccessLevel: string;
  /** Ticks “delete source branch” on new merge requests. */
  removeSourceBranchAfterMerge: boolean;
  /** Who may see and use the repository. */
  repositoryAccessLevel: string;
  /** Storage shard of the repository; administrators only. */
  repositoryStorage: string;
  /** People may ask to become members. */
  requestAccessEnabled: boolean;
  /** Who may see and use requirements. */
  requirementsAccessLevel: string;
  /** Whether requirements are on. */
  requirementsEnabled: boolean;
  /** Resolves threads on lines that a push changed. */
  resolveOutdatedDiffDiscussions: boolean;
  /** Order in which jobs of a resource group run, when the group does not say. */
  resourceGroupDefaultProcessMode: string;
  /**
   * @deprecated Whether variables at the start of a pipeline are restricted. Use
   * ciPipelineVariablesMinimumOverrideRole.
   */
  restrictUserDefinedVariables: boolean;
  /** Life of a runner's token, in seconds. */
  runnerTokenExpirationInterval: number;
  /** Token with which a runner registers. Secret. */
  runnersToken: string;
  /** Who may see and use security and compliance. */
  securityAndComplianceAccessLevel: string;
  /** Whether security and compliance is on. */
  securityAndComplianceEnabled: boolean;
  /** Mail address of the service desk. */
  serviceDeskAddress: string;
  /** Whether the service desk is on. */
  serviceDeskEnabled: boolean;
  /** Jobs may run on the instance's runners. */
  sharedRunnersEnabled: boolean;
  /** Groups that the project is shared with. */
  sharedWithGroups: output.GetProjectSharedWithGroup[];
  /** Who may see and use snippets. */
  snippetsAccessLevel: string;
  /** @deprecated Whether snippets are on. Use snippetsAccessLevel. */
  snippetsEnabled: boolean;
  /** Template for the message of a squash commit. */
  squashCommitTemplate: string;
  /** Whether commits are squashed on merge. */
  squashOption: string;
  /** Address for a clone over SSH. */
  sshUrlToRepo: string;
  /** Number of stars. */
  starCount: number;
  /** Sizes and counts, by name. */
  statistics: Record<string, number>;
  /** Message of a commit that applies a suggestion. */
  suggestionCommitMessage: string;
  /** @deprecated Topics. Use topics. */
  tagLists: string[];
  /** Topics, for search. */
  topics: string[];
  /** When it last changed (RFC 3339). */
  updatedAt: string;
  /** Who may see the project. */
  visibility: string;
  /** @deprecated Who may see the project. Use visibility. */
  visibilityLevel: string;
  /** Address of the project's page. */
  webUrl: string;
  /** Who may see and use the wiki. */
  wikiAccessLevel: string;
  /** @deprecated Whether the wiki is on. Use wikiAccessLevel. */
  wikiEnabled: boolean;
}
