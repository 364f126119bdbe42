import { gitlabTwoPersonReview } from "../../../../policy-pack/policies/gitlab/gitlab-two-person-review";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { road, settings } from "../../road";
import type { DecisionTable } from "../table";
import {
  branchProtection,
  free,
  noProjectReason,
  observed,
  observedReason,
  project,
  resource,
  withGitLab,
} from "./project.stack";

const circumstances = withGitLab();
const why = "CICD-SEC-1: one person, or one stolen account, would deliver alone";

function approvals(change: Readonly<Record<string, unknown>> = {}): Written {
  return resource("projectLevelMrApprovals", "approvals", {
    mergeRequestsAuthorApproval: false,
    mergeRequestsDisableCommittersApproval: true,
    disableOverridingApproversPerMergeRequest: true,
    resetApprovalsOnPush: true,
    ...change,
  });
}

function rule(change: Readonly<Record<string, unknown>> = {}, name = "review", more: Partial<Written> = {}) {
  return resource(
    "projectApprovalRule",
    name,
    {
      name,
      ruleType: "regular",
      approvalsRequired: 2,
      groupIds: [7],
      appliesToAllProtectedBranches: true,
      ...change,
    },
    more,
  );
}

const reviewedBy = (...rules: readonly Written[]) => [project(), branchProtection(), approvals(), ...rules];
const tooFew = (resourceName: string, found: string) =>
  `mandatory ${resourceName}: Merge requests to branch main of acme/payments need ${found}, instead of 2.`;

export const table: DecisionTable = {
  rule: gitlabTwoPersonReview,
  rows: [
    { when: "two of a group approve", shows: "pass", stack: reviewedBy(rule()), circumstances },
    {
      when: "two groups approve, one each",
      shows: "pass",
      stack: reviewedBy(
        rule({ approvalsRequired: 1, groupIds: [7] }),
        rule({ approvalsRequired: 1, groupIds: [8] }, "security"),
      ),
      circumstances,
    },
    {
      when: "anybody who may approve does, twice",
      shows: "pass",
      stack: reviewedBy(rule({ ruleType: "any_approver", groupIds: [] })),
      circumstances,
    },
    {
      when: "the rule is for the protection of the branch, and both are new",
      shows: "pass",
      stack: [
        project(),
        branchProtection({ branchProtectionId: unknown }),
        approvals(),
        rule({ appliesToAllProtectedBranches: false, protectedBranchIds: [unknown] }, "review", {
          madeFrom: { protectedBranchIds: ["branch"] },
        }),
      ],
      circumstances,
    },
    {
      when: "no rule is there",
      shows: "violation",
      stack: reviewedBy(),
      circumstances,
      says: [tooFew("project", "no approval that counts")],
    },
    {
      when: "neither settings nor rules are there",
      shows: "violation",
      stack: [project(), branchProtection()],
      circumstances,
      says: [
        "mandatory project: Nothing in this stack keeps authors and committers of merge requests of acme/payments from approving them.",
        tooFew("project", "no approval that counts"),
      ],
    },
    {
      when: "two rules ask the same group for one approval each",
      shows: "violation",
      stack: reviewedBy(
        rule({ approvalsRequired: 1 }),
        rule({ approvalsRequired: "1", groupIds: [7, 9] }, "again"),
      ),
      circumstances,
      says: [tooFew("review", "1 approval by different people")],
      inFull: [
        `Merge requests to branch main of acme/payments need 1 approval by different people, instead of 2.\n  at: review.approvalsRequired, again.approvalsRequired\n  why: ${why}; rules that ask the same people are answered by the same person\n  fix: ask one group for 2 approvals in one ProjectApprovalRule\n  note: mandatory, whatever level the policy config sets`,
      ],
    },
    {
      when: "the second rule asks a group that is nobody",
      shows: "violation",
      stack: reviewedBy(
        rule({ approvalsRequired: 1 }),
        rule({ approvalsRequired: 1, groupIds: [] }, "empty"),
      ),
      circumstances,
      says: [tooFew("review", "1 approval by different people")],
    },
    {
      when: "the rule asks two of a single person, which GitLab takes as approved",
      shows: "violation",
      stack: reviewedBy(rule({ groupIds: [], userIds: [3] })),
      circumstances,
      says: [tooFew("project", "no approval that counts")],
    },
    {
      when: "the rule is for another protection",
      shows: "violation",
      stack: [
        project(),
        branchProtection({ branchProtectionId: 5 }),
        approvals(),
        rule({ appliesToAllProtectedBranches: false, protectedBranchIds: [6] }),
      ],
      circumstances,
      says: [tooFew("project", "no approval that counts")],
    },
    {
      when: "the rule is another project's",
      shows: "violation",
      stack: reviewedBy(rule({ project: "49" })),
      circumstances,
      says: [tooFew("project", "no approval that counts")],
    },
    {
      when: "a report asks for the approvals",
      shows: "violation",
      stack: reviewedBy(rule({ ruleType: "report_approver", reportType: "code_coverage" })),
      circumstances,
      says: [tooFew("project", "no approval that counts")],
    },
    {
      when: "authors and committers approve, rules are overridden and approvals outlive a push",
      shows: "violation",
      stack: [
        project(),
        branchProtection(),
        approvals({
          mergeRequestsAuthorApproval: "True",
          mergeRequestsDisableCommittersApproval: false,
          disableOverridingApproversPerMergeRequest: false,
          resetApprovalsOnPush: false,
        }),
        rule(),
      ],
      circumstances,
      says: [
        "mandatory approvals: Authors may approve their own merge requests of acme/payments.",
        "mandatory approvals: Whoever committed to a merge request of acme/payments may approve it.",
        "mandatory approvals: Merge requests of acme/payments may change the approval rules for themselves.",
        "mandatory approvals: Approvals of merge requests of acme/payments outlive a push of other code.",
      ],
    },
    {
      when: "three approve",
      shows: "near miss",
      stack: reviewedBy(rule({ approvalsRequired: 3 })),
      circumstances,
    },
    {
      when: "a rule that asks nobody stands beside one that is enough",
      shows: "near miss",
      stack: reviewedBy(rule(), rule({ approvalsRequired: 1, groupIds: [] }, "empty")),
      circumstances,
    },
    {
      when: "one approves, and the settings ask for one",
      shows: "near miss",
      stack: reviewedBy(rule({ approvalsRequired: 1 })),
      circumstances: withGitLab({ review: { approvals: 1, groupIds: [7] } }),
    },
    {
      when: "the group is new, and its number is not known yet",
      shows: "near miss",
      stack: reviewedBy(rule({ groupIds: [unknown] })),
      circumstances,
    },
    {
      when: "how many approve is not known",
      shows: "unknown",
      stack: reviewedBy(rule({ approvalsRequired: unknown })),
      circumstances,
      says: [
        "mandatory review: Undetermined: whether merge requests to branch main of acme/payments need 2 approvals by different people can't be seen.",
      ],
    },
    {
      when: "a second new group may be the same one",
      shows: "unknown",
      stack: reviewedBy(
        rule({ approvalsRequired: 1 }),
        rule({ approvalsRequired: 1, groupIds: [unknown] }, "security"),
      ),
      circumstances,
      says: [
        "mandatory review: Undetermined: whether merge requests to branch main of acme/payments need 2 approvals by different people can't be seen.",
      ],
    },
    {
      when: "nobody states what becomes of approvals after a push",
      shows: "unknown",
      stack: [project(), branchProtection(), approvals({ resetApprovalsOnPush: undefined }), rule()],
      circumstances,
      says: [
        "mandatory approvals: Undetermined: what GitLab has for resetApprovalsOnPush of acme/payments can't be seen.",
      ],
    },
    {
      when: "whose the settings are is not known",
      shows: "unknown",
      stack: [project(), branchProtection(), approvals({ project: unknown }), rule()],
      circumstances,
      says: [
        "mandatory project: Undetermined: whether authors and committers may approve merge requests of acme/payments can't be seen.",
      ],
    },
    {
      when: "nobody states the tier",
      shows: "unknown",
      stack: [project(), branchProtection()],
      circumstances: withGitLab({ tier: undefined }),
      says: [
        "mandatory : Undetermined: whether GitLab has required approvals of merge requests here is not known, because nobody states its tier.",
      ],
    },
    {
      when: "the tier has no such thing",
      shows: "not applicable",
      stack: [project(), branchProtection()],
      circumstances: free,
      notApplicable: ["GitLab free has no required approvals of merge requests; premium has"],
    },
    {
      when: "another stack manages the guard-rails",
      shows: "not applicable",
      stack: road(),
      circumstances: observed,
      notApplicable: [observedReason],
    },
    {
      when: "nothing says GitLab",
      shows: "not applicable",
      stack: road(),
      circumstances: { settings },
      notApplicable: [noProjectReason],
    },
  ],
};
