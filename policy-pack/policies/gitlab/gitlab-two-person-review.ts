/**
 * gitlab-two-person-review
 *
 * What is merged into a released branch was approved by as many people as are demanded, none of whom wrote it:
 * approval rules ask for that many different people; authors and committers do not approve; no merge request
 * changes the rules for itself; a push takes earlier approvals back.
 *
 * Why: OWASP CICD-SEC-1, SLSA source L4. Without this, one person, or one stolen account, delivers alone.
 *
 * Level: the stack's; settings and rules are resources beside the project, and a missing one is seen only there.
 * Two rules of one approval each by the same group are one approval: the same person answers both. A rule that
 * asks nobody, or more people than it names, does not count, because GitLab takes it as approved.
 *
 * Not seen: who is in a group, and whether two groups share people; approval settings of the group above. With
 * the tier Free GitLab requires no approvals: not applicable.
 *
 * Parameters: `minApprovals` (default: the settings', else 2), `releaseBranches`, `project`, `projectId`, `tier`,
 * `guardrails`.
 */
import { worldSchema } from "../../config/parameters";
import type { StackResource } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import { rulesFor } from "./approval-rules";
import { approvalsOf } from "../../gitlab/approvals";
import type { Belonging, BelongingsOf } from "../../gitlab/belongings";
import { coverageOf } from "./branch-protections";
import { onDeliveredProjects } from "./guarded-projects";
import type { DeliveredProject } from "./projects";
import { judgeDemanded } from "./settings-of-project";
import { countedApprovals, places } from "./words";

export const gitlabTwoPersonReview: Rule = {
  number: 106,
  name: "gitlab-two-person-review",
  title: "Others approve what is merged",
  description:
    "Merge requests need enough approvals by different people, not by author or committers; a push resets them, and no merge request overrides the rules.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "mandatory",
  remediation:
    "Ask a group for the approvals with one ProjectApprovalRule, and forbid self-approval, overriding and kept approvals with ProjectLevelMrApprovals.",
  parameters: worldSchema("minApprovals", "releaseBranches", "project", "projectId", "tier", "guardrails"),
  stack: (stack, setup) =>
    onDeliveredProjects(stack, setup, {
      why,
      from: "premium",
      feature: "required approvals of merge requests",
      judge: (project, belongings) => {
        const { minApprovals } = setup.world;
        const settings = judgeSettings(project, belongings);
        return minApprovals.kind === "known"
          ? [...settings, ...judgeRules(project, belongings, minApprovals.value)]
          : [
              ...settings,
              {
                kind: "undetermined",
                urn: project.urn,
                what: `how many approvals merge requests of ${project.label} need can't be read.`,
                at: [minApprovals.path],
                why,
                fix: "write the number of approvals as a whole number",
              },
            ];
      },
    }),
};

const why = "CICD-SEC-1: one person, or one stolen account, would deliver alone";

function judgeSettings(project: DeliveredProject, belongings: BelongingsOf): readonly Finding[] {
  const { label, urn } = project;
  const all = belongings(project, tokens.mergeRequestApprovals);
  const own = all.filter(({ sure }) => sure);
  if (own.length > 0)
    return own.flatMap(({ resource }) =>
      judgeDemanded(
        resource,
        label,
        [
          {
            property: "mergeRequestsAuthorApproval",
            wanted: "false",
            wrong: `Authors may approve their own merge requests of ${label}.`,
          },
          {
            property: "mergeRequestsDisableCommittersApproval",
            wanted: "true",
            wrong: `Whoever committed to a merge request of ${label} may approve it.`,
          },
          {
            property: "disableOverridingApproversPerMergeRequest",
            wanted: "true",
            wrong: `Merge requests of ${label} may change the approval rules for themselves.`,
          },
          {
            property: "resetApprovalsOnPush",
            wanted: "true",
            wrong: `Approvals of merge requests of ${label} outlive a push of other code.`,
          },
        ],
        why,
      ),
    );
  const about = { urn, why, at: places(all.map(({ resource }) => `${resource.name}.project`)) };
  return [
    all.length > 0
      ? {
          ...about,
          kind: "undetermined",
          what: `whether authors and committers may approve merge requests of ${label} can't be seen.`,
          fix: "write the project of ProjectLevelMrApprovals as a literal; where it is a number, give projectId",
        }
      : {
          ...about,
          kind: "violation",
          what: `Nothing in this stack keeps authors and committers of merge requests of ${label} from approving them.`,
          at: [tokens.mergeRequestApprovals],
          fix: "add ProjectLevelMrApprovals without approval by authors and committers, without overriding, reset on push",
        },
  ];
}

function judgeRules(project: DeliveredProject, belongings: BelongingsOf, wanted: number): readonly Finding[] {
  const { branches } = project;
  const rules = belongings(project, tokens.approvalRule);
  const protections = belongings(project, tokens.branchProtection);
  // Where nobody says which branches are released, rules for all of them still count.
  const names = branches.kind === "known" ? branches.value : [undefined];
  return names.flatMap((branch) => {
    const covering = branch === undefined ? [] : coverageOf(branch, protections, "branch").covering;
    return judgeBranch(project, branch, rules, covering, wanted);
  });
}

function judgeBranch(
  { label, urn }: DeliveredProject,
  branch: string | undefined,
  all: readonly Belonging[],
  protections: readonly StackResource[],
  wanted: number,
): readonly Finding[] {
  const rules = rulesFor(all, protections);
  const { atLeast, atMost } = approvalsOf(rules, wanted);
  if (atLeast >= wanted) return [];
  const into = `merge requests ${branch === undefined ? "" : `to branch ${branch} `}of ${label}`;
  const [first] = rules;
  const about = { urn: first?.resource.urn ?? urn, why };
  if (atMost >= wanted)
    return [
      {
        ...about,
        kind: "undetermined",
        what: `whether ${into} need ${countedApprovals(wanted)} by different people can't be seen.`,
        at: places(rules.flatMap(({ unknown }) => unknown)),
        fix: "write approvalsRequired, groupIds and project of the approval rules as literals",
      },
    ];
  return [
    {
      ...about,
      kind: "violation",
      what:
        atLeast === 0
          ? `${capitalized(into)} need no approval that counts, instead of ${String(wanted)}.`
          : `${capitalized(into)} need ${countedApprovals(atLeast)} by different people, instead of ${String(wanted)}.`,
      at: first
        ? places(rules.map(({ resource }) => `${resource.name}.approvalsRequired`))
        : [tokens.approvalRule],
      why: rules.length > 1 ? `${why}; rules that ask the same people are answered by the same person` : why,
      fix: `ask one group for ${countedApprovals(wanted)} in one ProjectApprovalRule`,
    },
  ];
}
