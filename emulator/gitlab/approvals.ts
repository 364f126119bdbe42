import { dashed } from "../autoname";
import type { Model } from "../model";
import { flag, list, needed, number, oneOf, optional, text } from "../shape";
import { judgeGroup } from "./access";
import { onProject } from "./on-project";
import { needsTier } from "./tier";

const rules = "GitLab API: merge request approval rules of a project";
const settings = "GitLab API: merge request approval settings of a project";
const pushes = "GitLab API: project push rules";

export const projectApprovalRule: Model = onProject({
  name: "ProjectApprovalRule",
  source: rules,
  inputs: {
    name: text({ min: 1, max: 1024 }),
    approvalsRequired: needed(number({ min: 0, max: 100, source: rules })),
    ruleType: oneOf(["regular", "any_approver", "report_approver"], rules),
    reportType: oneOf(["code_coverage"], rules),
    groupIds: list(number({ min: 1 })),
    userIds: list(number({ min: 1 })),
    protectedBranchIds: list(number({ min: 1 })),
    ...optional(flag, "appliesToAllProtectedBranches", "disableImportingDefaultAnyApproverRuleOnCreate"),
  },
  autoname: { input: "name", make: dashed },
  within: (subject) => (subject.text("ruleType") === "any_approver" ? "any_approver" : subject.text("name")),
  check: (subject, project) => {
    needsTier(subject, project, "premium", "an approval rule");
    for (const group of subject.texts("groupIds")) judgeGroup(subject, project, "groupIds", group, rules);
    const approvers = subject.list("groupIds").length + subject.list("userIds").length;
    if (subject.text("ruleType") === "any_approver" && approvers > 0)
      subject.reject("approval-rule-type", "a rule for any approver names no users and no groups");
    const type = subject.choice("ruleType", "regular");
    const report = type === "report_approver";
    const amiss = report ? subject.isMissing("reportType") : subject.isGiven("reportType");
    if (type !== undefined && amiss)
      subject.reject(
        "approval-rule-type",
        "'reportType' goes with 'ruleType' report_approver, and only with it",
      );
  },
});

export const projectLevelMrApprovals: Model = onProject({
  name: "ProjectLevelMrApprovals",
  source: settings,
  inputs: optional(
    flag,
    ...["disableOverridingApproversPerMergeRequest", "mergeRequestsAuthorApproval"],
    ...["mergeRequestsDisableCommittersApproval", "requirePasswordToApprove"],
    ...["requireReauthenticationToApprove", "resetApprovalsOnPush", "selectiveCodeOwnerRemovals"],
  ),
  check: (subject, project) => {
    needsTier(subject, project, "premium", "approval of merge requests");
    if (subject.isTrue("resetApprovalsOnPush") && subject.isTrue("selectiveCodeOwnerRemovals"))
      subject.reject(
        "approval-reset",
        "'resetApprovalsOnPush' and 'selectiveCodeOwnerRemovals' exclude each other",
      );
  },
});

export const projectPushRules: Model = onProject({
  name: "ProjectPushRules",
  source: pushes,
  inputs: {
    ...optional(flag, "commitCommitterCheck", "commitCommitterNameCheck", "denyDeleteTag", "memberCheck"),
    ...optional(flag, "preventSecrets", "rejectNonDcoCommits", "rejectUnsignedCommits"),
    ...optional(
      text({ max: 511, source: pushes }),
      "authorEmailRegex",
      "branchNameRegex",
      "commitMessageRegex",
    ),
    ...optional(text({ max: 2047, source: pushes }), "commitMessageNegativeRegex"),
    ...optional(text({ max: 511, source: pushes }), "fileNameRegex"),
    maxFileSize: number({ min: 0 }),
  },
  check: (subject, project) => needsTier(subject, project, "premium", "a push rule"),
});
