/**
 * What stands in GitLab for a project: settings of the adopted project and resources beside it, in the
 * provider's own words. Plain data; every value that is always the same is a literal of its type.
 */
export interface GitLabResources {
  readonly projectSettings: ProjectSettings;
  readonly branchProtections: readonly Named<BranchProtectionInputs & { readonly branch: string }>[];
  readonly tagProtections: readonly Named<TagProtectionInputs>[];
  readonly jobTokenScopes: readonly Named<JobTokenScopeInputs>[];
  readonly approvalSettings: readonly Named<ApprovalSettingsInputs>[];
  readonly approvalRules: readonly Named<ApprovalRuleInputs>[];
  readonly pushRules: readonly Named<PushRulesInputs>[];
  readonly environments: readonly Named<EnvironmentInputs>[];
  readonly environmentProtections: readonly Named<EnvironmentProtectionInputs>[];
  readonly variables: readonly Named<VariableInputs>[];
}

/** `name` is the end of the resource's name in the program: `branch` becomes `project-branch`. */
export interface Named<Inputs> {
  readonly name: string;
  readonly inputs: Inputs;
}

/** The settings of the project that are ours; all others stay as they are. */
export interface ProjectSettings {
  readonly onlyAllowMergeIfPipelineSucceeds?: true;
  readonly allowMergeOnSkippedPipeline?: false;
  readonly onlyAllowMergeIfAllDiscussionsAreResolved?: true;
  readonly ciPipelineVariablesMinimumOverrideRole?: "no_one_allowed";
  readonly publicJobs?: false;
  readonly ciPushRepositoryForJobTokenAllowed?: false;
  readonly protectMergeRequestPipelines?: false;
  readonly forkingAccessLevel?: "private";
  readonly allowPipelineTriggerApproveDeployment?: false;
  readonly preReceiveSecretDetectionEnabled?: true;
}

type Nobody = { readonly accessLevel: "no one" };
type Maintainers = { readonly accessLevel: "maintainer" };

/** Either both lists or both levels, by GitLab's edition. */
export interface BranchProtectionInputs {
  readonly allowedToPushes?: [Nobody];
  readonly allowedToMerges?: [Maintainers];
  readonly allowedToUnprotects?: [Maintainers];
  readonly pushAccessLevel?: "no one";
  readonly mergeAccessLevel?: "maintainer";
  readonly allowForcePush?: false;
  readonly codeOwnerApprovalRequired?: true;
}

export interface TagProtectionInputs {
  readonly tag: string;
  readonly createAccessLevel: "maintainer";
}

/** Both lists are empty: only the project itself is left. */
export interface JobTokenScopeInputs {
  readonly enabled: true;
  readonly targetProjectIds: [];
  readonly targetGroupIds: [];
}

export interface ApprovalSettingsInputs {
  readonly mergeRequestsAuthorApproval: false;
  readonly mergeRequestsDisableCommittersApproval: true;
  readonly disableOverridingApproversPerMergeRequest: true;
  readonly resetApprovalsOnPush: true;
}

export interface ApprovalRuleInputs {
  readonly name: "delivery-review";
  readonly ruleType: "regular" | "any_approver";
  readonly approvalsRequired: number;
  readonly groupIds: number[];
  readonly appliesToAllProtectedBranches: true;
}

export interface PushRulesInputs {
  readonly preventSecrets: true;
  readonly rejectUnsignedCommits: true;
  readonly commitCommitterCheck: true;
}

export interface EnvironmentInputs {
  readonly name: string;
  readonly tier: "development" | "testing" | "production";
}

type GroupOrMaintainers = { readonly groupId: number } | Maintainers;

export interface EnvironmentProtectionInputs {
  readonly environment: string;
  readonly deployAccessLevelsAttributes: GroupOrMaintainers[];
  readonly approvalRules: (GroupOrMaintainers & { readonly requiredApprovals: number })[];
}

export interface VariableInputs {
  readonly key: string;
  readonly value: string;
  readonly environmentScope: string;
  readonly protected: true;
  readonly masked: true;
  readonly raw: true;
  readonly variableType: "env_var";
}
