// Made by generate.mjs from schema.json: change those, not this file.

import type * as pulumi from "@pulumi/pulumi";

/** Who may merge into a protected branch. */
export interface BranchProtectionAllowedToMerge {
  /** Role that is allowed; `admin` is for self-managed GitLab only. */
  accessLevel?: pulumi.Input<"no one" | "developer" | "maintainer" | "admin">;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription?: pulumi.Input<string>;
  /** Number of a group that is allowed. Needs Premium. */
  groupId?: pulumi.Input<number>;
  /** Number of a user who is allowed. Needs Premium. */
  userId?: pulumi.Input<number>;
}

/** Who may push to a protected branch. */
export interface BranchProtectionAllowedToPush {
  /** Role that is allowed; `admin` is for self-managed GitLab only. */
  accessLevel?: pulumi.Input<"no one" | "developer" | "maintainer" | "admin">;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription?: pulumi.Input<string>;
  /** Number of a deploy key that is allowed. */
  deployKeyId?: pulumi.Input<number>;
  /** Number of a group that is allowed. Needs Premium. */
  groupId?: pulumi.Input<number>;
  /** Number of a user who is allowed. Needs Premium. */
  userId?: pulumi.Input<number>;
}

/** Who may lift a branch's protection. */
export interface BranchProtectionAllowedToUnprotect {
  /** Role that is allowed; `admin` is for self-managed GitLab only. */
  accessLevel?: pulumi.Input<"developer" | "maintainer" | "admin">;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription?: pulumi.Input<string>;
  /** Number of a group that is allowed. Needs Premium. */
  groupId?: pulumi.Input<number>;
  /** Number of a user who is allowed. Needs Premium. */
  userId?: pulumi.Input<number>;
}

/** When images leave a project's container registry. */
export interface ProjectContainerExpirationPolicy {
  /** How often the clean-up runs. */
  cadence?: pulumi.Input<"1d" | "7d" | "14d" | "1month" | "3month">;
  /** Whether the clean-up runs. */
  enabled?: pulumi.Input<boolean>;
  /** Number of images to keep for each name. */
  keepN?: pulumi.Input<number>;
  /** Tags to delete. */
  nameRegexDelete?: pulumi.Input<string>;
  /** Tags to keep, whatever else says delete. */
  nameRegexKeep?: pulumi.Input<string>;
  /** Time of the next run (RFC 3339). */
  nextRunAt?: pulumi.Input<string>;
  /** Age from which images are deleted, such as `90d`. */
  olderThan?: pulumi.Input<string>;
}

/** What a push must hold to be accepted. */
export interface ProjectPushRules {
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
  /** Every commit must be signed off (DCO). */
  rejectNonDcoCommits?: pulumi.Input<boolean>;
  /** Every commit must carry a cryptographic signature. */
  rejectUnsignedCommits?: pulumi.Input<boolean>;
}

/** Who approves a deployment to a protected environment. */
export interface ProjectProtectedEnvironmentApprovalRule {
  /** Role that is allowed; use one of the three: accessLevel, groupId, userId. */
  accessLevel?: pulumi.Input<"developer" | "maintainer">;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription?: pulumi.Input<string>;
  /**
   * Number of a group; it must already have access to the project, or GitLab drops the entry silently.
   */
  groupId?: pulumi.Input<number>;
  /** 0: direct members of the group only; 1: inherited members too. */
  groupInheritanceType?: pulumi.Input<0 | 1>;
  /** Number of the entry. Set by GitLab. */
  id?: pulumi.Input<number>;
  /** Number of approvals that this entry must give. */
  requiredApprovals?: pulumi.Input<number>;
  /**
   * Number of a user; who must already have access to the project, or GitLab drops the entry silently.
   */
  userId?: pulumi.Input<number>;
}

/** Who may deploy to a protected environment. */
export interface ProjectProtectedEnvironmentDeployAccessLevelsAttribute {
  /** Role that is allowed; use one of the three: accessLevel, groupId, userId. */
  accessLevel?: pulumi.Input<"developer" | "maintainer">;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription?: pulumi.Input<string>;
  /**
   * Number of a group; it must already have access to the project, or GitLab drops the entry silently.
   */
  groupId?: pulumi.Input<number>;
  /** 0: direct members of the group only; 1: inherited members too. */
  groupInheritanceType?: pulumi.Input<0 | 1>;
  /** Number of the entry. Set by GitLab. */
  id?: pulumi.Input<number>;
  /**
   * Number of a user; who must already have access to the project, or GitLab drops the entry silently.
   */
  userId?: pulumi.Input<number>;
}

/** Who may create a protected tag. */
export interface TagProtectionAllowedToCreate {
  /** Role that is allowed; `admin` is for self-managed GitLab only. */
  accessLevel?: pulumi.Input<"no one" | "developer" | "maintainer" | "admin">;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription?: pulumi.Input<string>;
  /** Number of a deploy key that is allowed. */
  deployKeyId?: pulumi.Input<number>;
  /** Number of a group that is allowed. Needs Premium. */
  groupId?: pulumi.Input<number>;
  /** Number of a user who is allowed. Needs Premium. */
  userId?: pulumi.Input<number>;
}
