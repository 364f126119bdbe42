import { gitlabCodeowners } from "../../../../policy-pack/policies/gitlab/gitlab-codeowners";
import { unknown } from "../../handed";
import { road } from "../../road";
import type { DecisionTable } from "../table";
import { branchProtection, free, observed, observedReason, project, withGitLab } from "./project.stack";

const circumstances = withGitLab();
const unasked = "Changes on branch main of acme/payments need no approval of their code owners.";

export const table: DecisionTable = {
  rule: gitlabCodeowners,
  rows: [
    {
      when: "the branch's protection asks code owners",
      shows: "pass",
      stack: [project(), branchProtection()],
      circumstances,
    },
    {
      when: "the protection does not ask them",
      shows: "violation",
      stack: [project(), branchProtection({ codeOwnerApprovalRequired: false })],
      circumstances,
      says: [`mandatory branch: ${unasked}`],
      inFull: [
        `${unasked}\n  at: branch.codeOwnerApprovalRequired\n  why: SLSA source L4: the CI file and the infrastructure would change without those who answer for them\n  fix: set codeOwnerApprovalRequired: true on the branch's protection`,
      ],
    },
    {
      when: "the protection leaves it out",
      shows: "violation",
      stack: [project(), branchProtection({ codeOwnerApprovalRequired: undefined })],
      circumstances,
      says: [`mandatory branch: ${unasked}`],
    },
    {
      when: "no protection is there",
      shows: "violation",
      stack: [project()],
      circumstances,
      says: [`mandatory project: ${unasked}`],
    },
    {
      when: "only another branch's protection asks them",
      shows: "violation",
      stack: [project(), branchProtection({ branch: "develop" })],
      circumstances,
      says: [`mandatory project: ${unasked}`],
    },
    {
      when: "of two protections the wider one asks them",
      shows: "near miss",
      stack: [
        project(),
        branchProtection({ codeOwnerApprovalRequired: false }),
        branchProtection({ branch: "*", codeOwnerApprovalRequired: "TRUE" }, { name: "all" }),
      ],
      circumstances,
    },
    {
      when: "whether it asks them is not known",
      shows: "unknown",
      stack: [project(), branchProtection({ codeOwnerApprovalRequired: unknown })],
      circumstances,
      says: [
        "advisory branch: Undetermined: whether code owners approve changes on branch main of acme/payments can't be seen.",
      ],
    },
    {
      when: "the program ignores what GitLab has",
      shows: "unknown",
      stack: [project(), branchProtection({}, { ignoreChanges: ["codeOwnerApprovalRequired"] })],
      circumstances,
      says: [
        "advisory branch: Undetermined: whether code owners approve changes on branch main of acme/payments can't be seen.",
      ],
    },
    {
      when: "the protection that asks them may be another project's",
      shows: "unknown",
      stack: [project(), branchProtection({ project: unknown })],
      circumstances,
      says: [
        "advisory project: Undetermined: whether code owners approve changes on branch main of acme/payments can't be seen.",
      ],
    },
    {
      when: "nobody says which branches are released",
      shows: "unknown",
      stack: [project(), branchProtection()],
      circumstances: { settings: {}, config: { tier: "ultimate" } },
      says: ["advisory project: Undetermined: which branches of payments are released is not known."],
    },
    {
      when: "the tier has no such thing",
      shows: "not applicable",
      stack: [project(), branchProtection({ codeOwnerApprovalRequired: undefined })],
      circumstances: free,
      notApplicable: ["GitLab free has no approval by code owners; premium has"],
    },
    {
      when: "another stack manages the guard-rails",
      shows: "not applicable",
      stack: road(),
      circumstances: observed,
      notApplicable: [observedReason],
    },
  ],
};
