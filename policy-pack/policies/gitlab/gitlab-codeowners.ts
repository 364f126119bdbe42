/**
 * gitlab-codeowners
 *
 * On every released branch code owners approve changes of what they own. Of several protections that match one
 * is enough: for code owners GitLab takes the strictest.
 *
 * Why: SLSA source L4. The CI file, buildspecs and the infrastructure decide what a release may do; their owners
 * should see a change of them, whoever else approves it.
 *
 * Level: the stack's; the demand is part of the branch's protection, and a missing one is seen only there.
 *
 * Not seen: whether the repository has a CODEOWNERS file, and what it covers. With the tier Free GitLab knows no
 * code owners: not applicable.
 *
 * Parameters: `releaseBranches`, `project`, `projectId`, `tier`, `guardrails`.
 */
import { worldSchema } from "../../config/parameters";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { BelongingsOf } from "../../gitlab/belongings";
import { coverageOf } from "./branch-protections";
import { onDeliveredProjects } from "./guarded-projects";
import type { DeliveredProject } from "./projects";
import { isLeftAsItIs } from "./settings-of-project";
import { unknownBranches } from "./unknown-branches";
import { places } from "./words";

export const gitlabCodeowners: Rule = {
  number: 107,
  name: "gitlab-codeowners",
  title: "Code owners approve changes of what they own",
  description: "The protection of every released branch demands the approval of code owners.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Set codeOwnerApprovalRequired: true on the BranchProtection, and let CODEOWNERS cover the CI file, buildspecs and infrastructure.",
  parameters: worldSchema("releaseBranches", "project", "projectId", "tier", "guardrails"),
  stack: (stack, setup) =>
    onDeliveredProjects(stack, setup, {
      why,
      from: "premium",
      feature: "approval by code owners",
      judge: judgeProject,
    }),
};

const why =
  "SLSA source L4: the CI file and the infrastructure would change without those who answer for them";
const fix = "set codeOwnerApprovalRequired: true on the branch's protection";

function judgeProject(project: DeliveredProject, belongings: BelongingsOf): readonly Finding[] {
  const { label, urn, branches } = project;
  if (branches.kind !== "known") return [unknownBranches(project, branches.path, why)];
  const protections = belongings(project, tokens.branchProtection);
  return branches.value.flatMap((branch): readonly Finding[] => {
    const { covering, unclear } = coverageOf(branch, protections, "branch");
    const answers = covering.map((resource) => {
      const text = resource.properties.at(property).text();
      const isHidden = text.kind === "unknown" || isLeftAsItIs(resource, property);
      return {
        path: `${resource.name}.${property}`,
        demands: isHidden ? undefined : text.kind === "known" && text.value.toLowerCase() === "true",
      };
    });
    if (answers.some(({ demands }) => demands)) return [];
    const unseen = [
      ...answers.flatMap(({ demands, path }) => (demands === undefined ? [path] : [])),
      ...unclear
        .filter(({ resource }) => {
          const text = resource.properties.at(property).text();
          return text.kind === "unknown" || (text.kind === "known" && text.value.toLowerCase() === "true");
        })
        .map(({ path }) => path),
    ];
    const [first] = covering;
    const about = { urn: first?.urn ?? urn, why, fix };
    return [
      unseen.length > 0
        ? {
            ...about,
            kind: "undetermined",
            what: `whether code owners approve changes on branch ${branch} of ${label} can't be seen.`,
            at: places(unseen),
          }
        : {
            ...about,
            kind: "violation",
            what: `Changes on branch ${branch} of ${label} need no approval of their code owners.`,
            at: first ? places(answers.map(({ path }) => path)) : [tokens.branchProtection],
          },
    ];
  });
}

const property = "codeOwnerApprovalRequired";
