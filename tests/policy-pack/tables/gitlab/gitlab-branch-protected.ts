import { gitlabBranchProtected } from "../../../../policy-pack/policies/gitlab/gitlab-branch-protected";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { goodStages, road, settings } from "../../road";
import type { DecisionTable } from "../table";
import {
  branchProtection,
  foreign,
  free,
  noProjectReason,
  observed,
  observedReason,
  project,
  resource,
  withGitLab,
} from "./project.stack";

const circumstances = withGitLab();
const why = "CICD-SEC-1: whoever may write to the branch decides what the pipeline delivers";
const unprotected =
  "mandatory project: Branch main of acme/payments is not protected: nothing in this stack covers it.";
const protectedBy = (...protections: readonly Written[]) => [project(), ...protections];

const connection: Written = {
  type: "aws:codeconnections/connection:Connection",
  name: "connection",
  props: { name: "gitlab", providerType: "GitLab", arn: unknown },
};
const fromConnection = (provider: string): readonly Written[] => [
  { ...connection, props: { ...connection.props, providerType: provider } },
  ...road({
    stages: [
      {
        name: "Source",
        actions: [
          {
            name: "Source",
            category: "Source",
            owner: "AWS",
            provider: "CodeStarSourceConnection",
            version: "1",
            configuration: { FullRepositoryId: "acme/shop", BranchName: "trunk", ConnectionArn: unknown },
          },
        ],
      },
      ...goodStages.slice(1),
    ],
    pipeline: { madeFrom: { stages: ["connection"] } },
  }),
];

export const table: DecisionTable = {
  rule: gitlabBranchProtected,
  rows: [
    {
      when: "nobody pushes, maintainers merge and lift the protection",
      shows: "pass",
      stack: protectedBy(branchProtection()),
      circumstances,
    },
    {
      when: "the Community Edition says the same with two roles",
      shows: "pass",
      stack: protectedBy(
        resource("branchProtection", "branch", {
          branch: "main",
          pushAccessLevel: "No One",
          mergeAccessLevel: "Maintainer",
        }),
      ),
      circumstances: free,
    },
    {
      when: "a named group merges, and the provider only announces the roles that go with the lists",
      shows: "pass",
      stack: protectedBy(
        branchProtection({
          project: "Acme%2FPayments",
          allowedToMerges: { groupId: 7, accessLevel: "maintainer" },
          pushAccessLevel: unknown,
          mergeAccessLevel: unknown,
        }),
      ),
      circumstances,
    },
    {
      when: "no protection is there",
      shows: "violation",
      stack: protectedBy(),
      circumstances,
      says: [unprotected],
      inFull: [
        `Branch main of acme/payments is not protected: nothing in this stack covers it.\n  at: gitlab:index/branchProtection:BranchProtection\n  why: ${why}\n  fix: protect it with a BranchProtection for main: push access "no one", merge access maintainers\n  note: mandatory, whatever level the policy config sets`,
      ],
    },
    {
      when: "the settings name a project, and nothing of it is in the stack",
      shows: "violation",
      stack: road(),
      circumstances,
      says: ["mandatory : Branch main of acme/payments is not protected: nothing in this stack covers it."],
    },
    {
      when: "another project's branch is protected",
      shows: "violation",
      stack: protectedBy(branchProtection({ project: "49" })),
      circumstances,
      says: [unprotected],
    },
    {
      when: "another branch is protected",
      shows: "violation",
      stack: protectedBy(branchProtection({ branch: "Main" })),
      circumstances,
      says: [unprotected],
    },
    {
      when: "maintainers push",
      shows: "violation",
      stack: protectedBy(branchProtection({ allowedToPushes: { accessLevel: "Maintainer" } })),
      circumstances,
      says: ["mandatory branch: Maintainers may push to branch main of acme/payments."],
    },
    {
      when: "a deploy key and a group push, though no role does",
      shows: "violation",
      stack: protectedBy(
        branchProtection({
          allowedToPushes: [{ accessLevel: "no one" }, { deployKeyId: 5 }, { groupId: 9 }],
        }),
      ),
      circumstances,
      says: ["mandatory branch: Deploy key 5 and group 9 may push to branch main of acme/payments."],
      inFull: [
        `Deploy key 5 and group 9 may push to branch main of acme/payments.\n  at: allowedToPushes[1], allowedToPushes[2]\n  why: ${why}\n  fix: set pushAccessLevel, or the accessLevel of the only entry of allowedToPushes, to "no one"\n  note: mandatory, whatever level the policy config sets`,
      ],
    },
    {
      when: "nobody says who pushes, which lets maintainers",
      shows: "violation",
      stack: protectedBy(
        resource("branchProtection", "branch", { branch: "main", mergeAccessLevel: "maintainer" }),
      ),
      circumstances,
      says: [
        "mandatory branch: Maintainers may push to branch main of acme/payments, because nobody says who may.",
      ],
    },
    {
      when: "developers merge and lift the protection, and force is allowed",
      shows: "violation",
      stack: protectedBy(
        branchProtection({
          allowedToMerges: [{ accessLevel: "developer" }],
          allowedToUnprotects: [{ accessLevel: "maintainer" }, { accessLevel: "developer" }],
          allowForcePush: true,
        }),
      ),
      circumstances,
      says: [
        "mandatory branch: Developers may merge into branch main of acme/payments.",
        "mandatory branch: Developers may lift the protection of branch main of acme/payments.",
        "mandatory branch: Branch main of acme/payments may be rewritten: its protection allows force pushes.",
      ],
    },
    {
      when: "a weaker protection with a wildcard holds beside the strict one",
      shows: "violation",
      stack: protectedBy(
        branchProtection(),
        branchProtection({ branch: "*", allowedToPushes: [{ accessLevel: 30 }] }, { name: "all" }),
      ),
      circumstances,
      says: ["mandatory all: Developers may push to branch main of acme/payments."],
    },
    {
      when: "only a part of the released branches is protected",
      shows: "violation",
      stack: protectedBy(branchProtection({ branch: "release/1*" })),
      circumstances: withGitLab({}, { releaseBranches: ["release/*"] }),
      says: [
        "mandatory project: Branch release/* of acme/payments is not protected: nothing in this stack covers it.",
      ],
    },
    {
      when: "no settings are there, and a pipeline takes the branch through a connection to GitLab",
      shows: "violation",
      stack: fromConnection("GitLab"),
      circumstances: { settings },
      says: ["mandatory : Branch trunk of acme/shop is not protected: nothing in this stack covers it."],
    },
    {
      when: "the pipeline takes it through a connection to GitHub",
      shows: "not applicable",
      stack: fromConnection("GitHub"),
      circumstances: { settings },
      notApplicable: [noProjectReason],
    },
    {
      when: "a wider protection holds, as strict as it has to be",
      shows: "near miss",
      stack: protectedBy(branchProtection({ branch: "m*" })),
      circumstances,
    },
    {
      when: "a weaker protection holds for other branches",
      shows: "near miss",
      stack: protectedBy(
        branchProtection(),
        branchProtection({ branch: "feature/*", allowForcePush: true }, { name: "features" }),
      ),
      circumstances,
    },
    {
      when: "a weaker protection is another project's",
      shows: "near miss",
      stack: protectedBy(
        branchProtection(),
        branchProtection({ project: "acme/site", allowForcePush: true }, { name: "site" }),
      ),
      circumstances,
    },
    {
      when: "developers merge, and the policy config takes them",
      shows: "near miss",
      stack: protectedBy(branchProtection({ allowedToMerges: [{ accessLevel: "developer" }] })),
      circumstances: withGitLab({}, { minRole: "developer" }),
    },
    {
      when: "who pushes is not known",
      shows: "unknown",
      stack: protectedBy(branchProtection({ allowedToPushes: unknown })),
      circumstances,
      says: ["mandatory branch: Undetermined: who may push to branch main of acme/payments is not known."],
    },
    {
      when: "a role is none that GitLab has",
      shows: "unknown",
      stack: protectedBy(branchProtection({ allowedToPushes: ["no one"], allowForcePush: unknown })),
      circumstances,
      says: [
        "mandatory branch: Undetermined: who may push to branch main of acme/payments is not known.",
        "mandatory branch: Undetermined: whether branch main of acme/payments may be rewritten by force pushes is not known.",
      ],
    },
    {
      when: "which branch is protected is not known",
      shows: "unknown",
      stack: protectedBy(branchProtection({ branch: unknown })),
      circumstances,
      says: [
        "mandatory project: Undetermined: whether branch main of acme/payments is protected can't be seen.",
      ],
    },
    {
      when: "a weaker protection may be this project's",
      shows: "unknown",
      stack: protectedBy(
        branchProtection(),
        branchProtection({ project: unknown, allowForcePush: true }, { name: "other" }),
      ),
      circumstances,
      says: [
        "mandatory other: Undetermined: whether the weaker protection other also holds for branch main of acme/payments can't be seen.",
      ],
    },
    {
      when: "nobody says which branches are released",
      shows: "unknown",
      stack: protectedBy(branchProtection()),
      circumstances: foreign,
      says: ["mandatory project: Undetermined: which branches of payments are released is not known."],
    },
    {
      when: "the settings' project can't be read",
      shows: "unknown",
      stack: protectedBy(branchProtection()),
      circumstances: withGitLab({ project: ["acme/payments"] }),
      says: [
        "mandatory : Undetermined: which GitLab project is delivered, and whether this stack manages it, can't be read.",
      ],
    },
    {
      when: "the protection is made from the project of the stack",
      shows: "pass",
      stack: protectedBy(branchProtection({ project: unknown }, { madeFrom: { project: ["project"] } })),
      circumstances: { settings: {}, config: { releaseBranches: ["main"] } },
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
    {
      when: "no branch is released",
      shows: "not applicable",
      stack: protectedBy(),
      circumstances: withGitLab({}, { releaseBranches: [] }),
      notApplicable: ["no branch is released"],
    },
  ],
};
