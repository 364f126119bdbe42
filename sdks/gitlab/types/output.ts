// Made by generate.mjs from schema.json: change those, not this file.

/** Who may merge into a protected branch. */
export interface BranchProtectionAllowedToMerge {
  /** Role that is allowed; `admin` is for self-managed GitLab only. */
  accessLevel: string;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription: string;
  /** Number of a group that is allowed. Needs Premium. */
  groupId?: number;
  /** Number of a user who is allowed. Needs Premium. */
  userId?: number;
}

/** Who may push to a protected branch. */
export interface BranchProtectionAllowedToPush {
  /** Role that is allowed; `admin` is for self-managed GitLab only. */
  accessLevel: string;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription: string;
  /** Number of a deploy key that is allowed. */
  deployKeyId?: number;
  /** Number of a group that is allowed. Needs Premium. */
  groupId?: number;
  /** Number of a user who is allowed. Needs Premium. */
  userId?: number;
}

/** Who may lift a branch's protection. */
export interface BranchProtectionAllowedToUnprotect {
  /** Role that is allowed; `admin` is for self-managed GitLab only. */
  accessLevel: string;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription: string;
  /** Number of a group that is allowed. Needs Premium. */
  groupId?: number;
  /** Number of a user who is allowed. Needs Premium. */
  userId?: number;
}

/** When images leave a project's container registry. */
export interface ProjectContainerExpirationPolicy {
  /** How often the clean-up runs. */
  cadence: string;
  /** Whether the clean-up runs. */
  enabled: boolean;
  /** Number of images to keep for each name. */
  keepN: number;
  /** Tags to delete. */
  nameRegexDelete: string;
  /** Tags to keep, whatever else says delete. */
  nameRegexKeep: string;
  /** Time of the next run (RFC 3339). */
  nextRunAt: string;
  /** Age from which images are deleted, such as `90d`. */
  olderThan: string;
}

/** Who approves a deployment to a protected environment. */
export interface ProjectProtectedEnvironmentApprovalRule {
  /** Role that is allowed; use one of the three: accessLevel, groupId, userId. */
  accessLevel?: string;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription: string;
  /**
   * Number of a group; it must already have access to the project, or GitLab drops the entry silently.
   */
  groupId?: number;
  /** 0: direct members of the group only; 1: inherited members too. */
  groupInheritanceType: number;
  /** Number of the entry. Set by GitLab. */
  id: number;
  /** Number of approvals that this entry must give. */
  requiredApprovals: number;
  /**
   * Number of a user; who must already have access to the project, or GitLab drops the entry silently.
   */
  userId?: number;
}

/** Who may deploy to a protected environment. */
export interface ProjectProtectedEnvironmentDeployAccessLevelsAttribute {
  /** Role that is allowed; use one of the three: accessLevel, groupId, userId. */
  accessLevel?: string;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription: string;
  /**
   * Number of a group; it must already have access to the project, or GitLab drops the entry silently.
   */
  groupId?: number;
  /** 0: direct members of the group only; 1: inherited members too. */
  groupInheritanceType: number;
  /** Number of the entry. Set by GitLab. */
  id: number;
  /**
   * Number of a user; who must already have access to the project, or GitLab drops the entry silently.
   */
  userId?: number;
}

/** What a push must hold to be accepted. */
export interface ProjectPushRules {
  /** The commit author's e-mail must match this. */
  authorEmailRegex?: string;
  /** Every branch name must match this. */
  branchNameRegex?: string;
  /** The committer's e-mail must be one of the pusher's verified addresses. */
  commitCommitterCheck?: boolean;
  /** The commit author's name must equal the pusher's GitLab name. */
  commitCommitterNameCheck?: boolean;
  /** No commit message may match this. */
  commitMessageNegativeRegex?: string;
  /** Every commit message must match this. */
  commitMessageRegex?: string;
  /** Refuses the deletion of tags by push. */
  denyDeleteTag?: boolean;
  /** No committed file name may match this. */
  fileNameRegex?: string;
  /** Largest file in a commit, in MB; 0 is no limit. */
  maxFileSize?: number;
  /** Every commit author must be a GitLab user. */
  memberCheck?: boolean;
  /** Refuses files that are likely to hold secrets, by their names. */
  preventSecrets?: boolean;
  /** Every commit must be signed off (DCO). */
  rejectNonDcoCommits?: boolean;
  /** Every commit must carry a cryptographic signature. */
  rejectUnsignedCommits?: boolean;
}

/** Who may create a protected tag. */
export interface TagProtectionAllowedToCreate {
  /** Role that is allowed; `admin` is for self-managed GitLab only. */
  accessLevel: string;
  /** The same in words, as GitLab shows it. Set by GitLab. */
  accessLevelDescription: string;
  /** Number of a deploy key that is allowed. */
  deployKeyId?: number;
  /** Number of a group that is allowed. Needs Premium. */
  groupId?: number;
  /** Number of a user who is allowed. Needs Premium. */
  userId?: number;
}

/** When images leave a project's container registry. */
export interface GetProjectContainerExpirationPolicy {
  /** How often the clean-up runs. */
  cadence: string;
  /** Whether the clean-up runs. */
  enabled: boolean;
  /** Number of images to keep for each name. */
  keepN: number;
  /** Tags to delete. */
  nameRegexDelete: string;
  /** Tags to keep, whatever else says delete. */
  nameRegexKeep: string;
  /** Time of the next run (RFC 3339). */
  nextRunAt: string;
  /** Age from which images are deleted, such as `90d`. */
  olderThan: string;
}

/** The project that this one was forked from. */
export interface GetProjectForkedFromProject {
  /** Address for a clone over HTTPS. */
  httpUrlToRepo: string;
  /** Number of the project. */
  id: number;
  /** Name of the project. */
  name: string;
  /** Its name with those of its groups. */
  nameWithNamespace: string;
  /** Last part of the project's path. */
  path: string;
  /** Full path with every group. */
  pathWithNamespace: string;
  /** Address of the project's page. */
  webUrl: string;
}

/** The licence that GitLab found in the repository. */
export interface GetProjectLicense {
  /** Address of the licence for people. */
  htmlUrl: string;
  /** Short key, such as `mit`. */
  key: string;
  /** Name of the licence. */
  name: string;
  /** Its short name. */
  nickname: string;
  /** Address of its text. */
  sourceUrl: string;
}

/** The group or user that holds the project. */
export interface GetProjectNamespace {
  /** Full path of the namespace. */
  fullPath: string;
  /** Number of the namespace. */
  id: number;
  /** `group` or `user`. */
  kind: string;
  /** Name of the namespace. */
  name: string;
  /** Last part of the namespace's path. */
  path: string;
}

/** The user who owns the project. */
export interface GetProjectOwner {
  /** Address of the user's picture. */
  avatarUrl: string;
  /** Number of the user. */
  id: number;
  /** Name of the user. */
  name: string;
  /** Whether the account is active. */
  state: string;
  /** Name with which the user signs in. */
  username: string;
  /** Address of the user's own site. */
  websiteUrl: string;
}

/** What the token's user may do in the project. */
export interface GetProjectPermission {
  /** Access through the group. */
  groupAccess: Record<string, number>;
  /** Access through the project. */
  projectAccess: Record<string, number>;
}

/** What a push must hold to be accepted. */
export interface GetProjectPushRule {
  /** The commit author's e-mail must match this. */
  authorEmailRegex: string;
  /** Every branch name must match this. */
  branchNameRegex: string;
  /** The committer's e-mail must be one of the pusher's verified addresses. */
  commitCommitterCheck: boolean;
  /** The commit author's name must equal the pusher's GitLab name. */
  commitCommitterNameCheck: boolean;
  /** No commit message may match this. */
  commitMessageNegativeRegex: string;
  /** Every commit message must match this. */
  commitMessageRegex: string;
  /** Refuses the deletion of tags by push. */
  denyDeleteTag: boolean;
  /** No committed file name may match this. */
  fileNameRegex: string;
  /** Largest file in a commit, in MB; 0 is no limit. */
  maxFileSize: number;
  /** Every commit author must be a GitLab user. */
  memberCheck: boolean;
  /** Refuses files that are likely to hold secrets, by their names. */
  preventSecrets: boolean;
  /** Every commit must be signed off (DCO). */
  rejectNonDcoCommits: boolean;
  /** Every commit must carry a cryptographic signature. */
  rejectUnsignedCommits: boolean;
}

/** A group that the project is shared with. */
export interface GetProjectSharedWithGroup {
  /** The group's access as a number. */
  groupAccessLevel: number;
  /** @deprecated The group's access as a role. Use groupAccessLevel. */
  groupAccessLevelName: string;
  /** Full path of the group. */
  groupFullPath: string;
  /** Number of the group. */
  groupId: number;
  /** Name of the group. */
  groupName: string;
}
