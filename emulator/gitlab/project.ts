import { quoted } from "../judge-shape";
import type { Model } from "../model";
import { anything, flag, list, number, oneOf, optional, text } from "../shape";
import { tokens } from "../type-tokens";
import { findProject } from "./on-project";
import { needsTier } from "./tier";

const source = "GitLab API: projects; schema of the GitLab provider 10.1.1";
const visibility = oneOf(["disabled", "private", "enabled"]);
const count = number({ min: 0 });

/** Features that a subscription has to bring, where they are switched on. */
const premium = [
  "mergePipelinesEnabled",
  "mergeTrainsEnabled",
  "mergeTrainsSkipTrainAllowed",
  "useCustomTemplate",
];
const ultimate = ["preReceiveSecretDetectionEnabled", "preventMergeWithoutJiraIssue"];

/** The GitLab project exists: it is taken into a stack, never made by one. */
export const project: Model = {
  type: tokens.gitLabProject,
  source,
  scope: "gitlab",
  inputs: {
    ...optional(flag, ...premium, ...ultimate),
    ...optional(flag, "allowMergeOnSkippedPipeline", "allowPipelineTriggerApproveDeployment"),
    ...optional(flag, "archiveOnDestroy", "archived", "autoDevopsEnabled", "autoDuoCodeReviewEnabled"),
    ...optional(
      flag,
      "autocloseReferencedIssues",
      "ciDisplayPipelineVariables",
      "ciForwardDeploymentEnabled",
    ),
    ...optional(flag, "ciForwardDeploymentRollbackAllowed", "ciPushRepositoryForJobTokenAllowed"),
    ...optional(flag, "ciSeparatedCaches", "emailsEnabled", "groupRunnersEnabled", "initializeWithReadme"),
    ...optional(flag, "keepLatestArtifact", "lfsEnabled", "mrDefaultTargetSelf"),
    ...optional(flag, "onlyAllowMergeIfAllDiscussionsAreResolved", "onlyAllowMergeIfPipelineSucceeds"),
    ...optional(flag, "packagesEnabled", "permanentlyDeleteOnDestroy", "printingMergeRequestLinkEnabled"),
    ...optional(flag, "protectMergeRequestPipelines", "publicBuilds", "publicJobs", "requestAccessEnabled"),
    ...optional(flag, "removeSourceBranchAfterMerge", "resolveOutdatedDiffDiscussions"),
    ...optional(flag, "sharedRunnersEnabled", "skipWaitForDefaultBranchProtection"),
    ...optional(visibility, "analyticsAccessLevel", "buildsAccessLevel", "containerRegistryAccessLevel"),
    ...optional(visibility, "environmentsAccessLevel", "featureFlagsAccessLevel", "forkingAccessLevel"),
    ...optional(visibility, "infrastructureAccessLevel", "issuesAccessLevel", "mergeRequestsAccessLevel"),
    ...optional(visibility, "modelExperimentsAccessLevel", "modelRegistryAccessLevel", "monitorAccessLevel"),
    ...optional(visibility, "releasesAccessLevel", "repositoryAccessLevel", "requirementsAccessLevel"),
    ...optional(visibility, "securityAndComplianceAccessLevel", "snippetsAccessLevel", "wikiAccessLevel"),
    packageRegistryAccessLevel: oneOf(["disabled", "private", "enabled", "public"]),
    pagesAccessLevel: oneOf(["public", "private", "enabled", "disabled"]),
    autoDevopsDeployStrategy: oneOf(["continuous", "manual", "timed_incremental"]),
    buildGitStrategy: oneOf(["clone", "fetch"]),
    ciPipelineVariablesMinimumOverrideRole: oneOf(["developer", "maintainer", "owner", "no_one_allowed"]),
    ciRestrictPipelineCancellationRole: oneOf(["developer", "maintainer", "no_one"]),
    mergeMethod: oneOf(["merge", "rebase_merge", "ff"]),
    squashOption: oneOf(["never", "always", "default_on", "default_off"]),
    visibilityLevel: oneOf(["private", "internal", "public"]),
    buildTimeout: number({
      min: 600,
      max: 2_592_000,
      says: "600-2592000 seconds",
      source: "GitLab docs: job timeout",
    }),
    ...optional(count, "ciDefaultGitDepth", "ciDeletePipelinesInSeconds", "forkedFromProjectId"),
    ...optional(count, "groupWithProjectTemplatesId", "maxArtifactsSize", "namespaceId", "templateProjectId"),
    ciIdTokenSubClaimComponents: list(text({ min: 1 }), { min: 1 }),
    topics: list(text()),
    ...optional(text(), "autoCancelPendingPipelines", "avatar", "avatarHash", "branches", "ciConfigPath"),
    ...optional(text(), "defaultBranch", "description", "externalAuthorizationClassificationLabel"),
    ...optional(text(), "importUrl", "importUrlPassword", "importUrlUsername", "issueBranchTemplate"),
    ...optional(text(), "issuesTemplate", "mergeCommitTemplate", "mergeRequestTitleRegex"),
    ...optional(text(), "mergeRequestTitleRegexDescription", "mergeRequestsTemplate", "name", "path"),
    ...optional(text(), "repositoryStorage", "resourceGroupDefaultProcessMode", "squashCommitTemplate"),
    ...optional(text(), "suggestionCommitMessage", "templateName"),
    ...optional(anything, "containerExpirationPolicy", "pushRules"),
  },
  physicalName: (subject) =>
    subject.registration.importId ?? subject.text("path") ?? subject.registration.name,
  check: (subject) => {
    const { importId } = subject.registration;
    if (importId === undefined) {
      subject.reject(
        "gitlab-project-adopted",
        `project ${quoted(subject.text("path") ?? subject.registration.name)} would be made anew; a GitLab project is imported by its id`,
        "design: the GitLab project exists and is adopted, never created",
      );
      return;
    }
    const existing = findProject(subject, importId);
    if (!existing) return;
    for (const input of premium)
      if (subject.isTrue(input)) needsTier(subject, existing, "premium", `'${input}'`);
    for (const input of ultimate)
      if (subject.isTrue(input)) needsTier(subject, existing, "ultimate", `'${input}'`);
    if (subject.isGiven("pushRules")) needsTier(subject, existing, "premium", "'pushRules'");
    const components = subject.texts("ciIdTokenSubClaimComponents");
    if (components.length > 0 && components[0] !== "project_path")
      subject.reject(
        "sub-claim-components",
        "'ciIdTokenSubClaimComponents' does not begin with project_path",
        "GitLab API: projects, ci_id_token_sub_claim_components",
      );
  },
  compute: (subject) => ({ id: subject.registration.name, outputs: {} }),
};
