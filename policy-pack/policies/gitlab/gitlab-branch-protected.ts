/**
 * gitlab-branch-protected
 *
 * Every branch that is released is protected in GitLab: nobody pushes to it, only maintainers or named groups
 * and people merge into it and lift its protection, and nobody pushes with force. GitLab takes the most
 * permissive of all protections whose pattern matches, so each of them has to hold.
 *
 * Why: OWASP CICD-SEC-1, SLSA source L3. The branch is what the pipeline delivers: whoever may write to it
 * decides what reaches production, and a push comes past the merge request.
 *
 * Level: the stack's; a protection that is missing is seen only there. A branch that a pipeline's trigger takes
 * beside the released ones is pipeline-trigger-refs-protected's.
 *
 * Not seen: protections of the group, or made by hand. What a protection leaves out is as GitLab documents it:
 * maintainers push, merge and lift it. Groups and people, and who lifts the protection, need Premium: with Free
 * only roles are asked for.
 *
 * Parameters: `releaseBranches` (default: the branch of the settings, else the branches that pipelines take),
 * `minRole`: lowest role that may merge and lift (default: maintainer), `project`, `projectId`, `guardrails`.
 */
import { worldSchema } from "../../config/parameters";
import type { StackResource } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { Access } from "../../gitlab/access";
import { accessesOf, rankOf } from "../../gitlab/access";
import type { BelongingsOf } from "../../gitlab/belongings";
import { capitalized } from "../../verdict/sentence";
import { coverageOf } from "./branch-protections";
import { onDeliveredProjects } from "./guarded-projects";
import type { DeliveredProject } from "./projects";
import { deliveredProjects } from "./projects";

import { unknownBranches } from "./unknown-branches";
import { listed, places } from "./words";

export const gitlabBranchProtected: Rule = {
  number: 105,
  name: "gitlab-branch-protected",
  title: "Nobody writes to a released branch past a merge request",
  description:
    "Every released branch is protected in GitLab: no push, no force push, and only maintainers or named groups merge and lift the protection.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "mandatory",
  remediation:
    'Protect the branch (BranchProtection) with push access "no one", merge access "maintainer" and allowForcePush false.',
  parameters: {
    ...worldSchema("releaseBranches", "project", "projectId", "guardrails"),
    minRole: {
      type: "string",
      enum: ["developer", "maintainer", "owner", "admin"],
      default: "maintainer",
      description: "Lowest role that may merge into a released branch and lift its protection.",
    },
  },
  stack: (stack, setup) => {
    const delivered = deliveredProjects(stack, setup.world);
    if (
      delivered.kind === "known" &&
      delivered.projects.every(({ branches }) => branches.kind === "known" && branches.value.length === 0)
    )
      return notApplicable("no branch is released");
    const least = leastRole(setup);
    return onDeliveredProjects(stack, setup, {
      why,
      feature: "protected branches",
      judge: (project, belongings) => judgeProject(project, belongings, least),
    });
  },
};

const why = "CICD-SEC-1: whoever may write to the branch decides what the pipeline delivers";

interface LeastRole {
  readonly words: string;
  readonly rank: number;
}

function leastRole({ parameters }: Setup): LeastRole {
  const text = parameters.at("minRole").text();
  const rank = text.kind === "known" ? rankOf(text.value) : undefined;
  return text.kind === "known" && rank !== undefined
    ? { words: `${text.value.toLowerCase()}s`, rank }
    : { words: "maintainers", rank: 40 };
}

function judgeProject(
  project: DeliveredProject,
  belongings: BelongingsOf,
  least: LeastRole,
): readonly Finding[] {
  const { label, urn, branches } = project;
  if (branches.kind !== "known") return [unknownBranches(project, branches.path, why)];
  const protections = belongings(project, tokens.branchProtection);
  const judgedAlready = new Set<StackResource>();
  return branches.value.flatMap((branch): readonly Finding[] => {
    const { covering, touching, unclear } = coverageOf(branch, protections, "branch");
    const fresh = touching.filter((one) => !judgedAlready.has(one));
    for (const one of fresh) judgedAlready.add(one);
    const weak = fresh.flatMap((one) => judgeProtection(one, branch, label, least));
    if (covering.length > 0) return [...weak, ...mayBeWeak(unclear, branch, label, least)];
    if (unclear.length > 0)
      return [
        ...weak,
        {
          kind: "undetermined",
          urn,
          what: `whether branch ${branch} of ${label} is protected can't be seen.`,
          at: places(unclear.map(({ path }) => path)),
          why,
          fix: "write project and branch of the protections as literals; where one is named by number, give projectId",
        },
      ];
    return [
      ...weak,
      {
        kind: "violation",
        urn,
        what: `Branch ${branch} of ${label} is not protected: nothing in this stack covers it.`,
        at: [tokens.branchProtection],
        why,
        fix: `protect it with a BranchProtection for ${branch}: push access "no one", merge access ${least.words}`,
      },
    ];
  });
}

/** A protection that may be another branch's or project's matters only if it lets in what it should not. */
function mayBeWeak(
  unclear: readonly { readonly resource: StackResource; readonly path: string }[],
  branch: string,
  label: string,
  least: LeastRole,
): readonly Finding[] {
  return unclear
    .filter(({ resource }) => judgeProtection(resource, branch, label, least).length > 0)
    .map(({ resource, path }) => ({
      kind: "undetermined",
      urn: resource.urn,
      what: `whether the weaker protection ${resource.name} also holds for branch ${branch} of ${label} can't be seen.`,
      at: [path],
      why: `${why}; of several protections GitLab takes the most permissive`,
      fix: "write its project and branch as literals",
    }));
}

function judgeProtection(
  protection: StackResource,
  branch: string,
  label: string,
  least: LeastRole,
): readonly Finding[] {
  const { urn, properties } = protection;
  const announces = (property: string) => protection.madeFrom(property).length === 0;
  const access = (list: string, role: string) =>
    accessesOf(properties.at(list), properties.at(role), announces);
  const may = [
    {
      verb: "push to",
      accesses: access("allowedToPushes", "pushAccessLevel"),
      allows: () => false,
      otherwise: "maintainers push",
      fix: 'set pushAccessLevel, or the accessLevel of the only entry of allowedToPushes, to "no one"',
    },
    {
      verb: "merge into",
      accesses: access("allowedToMerges", "mergeAccessLevel"),
      allows: isAllowed(least),
      otherwise: "maintainers merge",
      fix: `let ${least.words} or named groups merge alone`,
    },
    {
      verb: "lift the protection of",
      accesses: access("allowedToUnprotects", "unprotectAccessLevel"),
      allows: isAllowed(least),
      otherwise: "maintainers lift it",
      fix: `leave allowedToUnprotects to ${least.words} or named groups`,
    },
  ];
  const findings: Finding[] = [];
  for (const { verb, accesses, allows, otherwise, fix } of may) {
    const given = accesses.stated || accesses.unknown.length > 0 ? accesses.given : [maintainers];
    const wrong = given.filter((one) => !allows(one));
    const of = `branch ${branch} of ${label}`;
    if (wrong.length > 0)
      findings.push({
        kind: "violation",
        urn,
        what: accesses.stated
          ? `${capitalized(listed(wrong.map(({ who }) => who)))} may ${verb} ${of}.`
          : `Maintainers may ${verb} ${of}, because nobody says who may.`,
        at: accesses.stated ? places(wrong.map(({ path }) => path)) : [protection.name],
        why: accesses.stated ? why : `${why}; where nothing is said, GitLab lets ${otherwise}`,
        fix,
      });
    else if (accesses.unknown.length > 0)
      findings.push({
        kind: "undetermined",
        urn,
        what: `who may ${verb} ${of} is not known.`,
        at: places(accesses.unknown),
        why,
        fix: `${fix}, as literals`,
      });
  }
  return [...findings, ...judgeForce(protection, branch, label)];
}

const maintainers: Access = { kind: "role", who: "maintainers", rank: 40, isKnown: true, path: "" };

function isAllowed({ rank }: LeastRole): (access: Access) => boolean {
  return (access) =>
    access.kind === "role" ? access.rank >= rank : access.kind === "group" || access.kind === "user";
}

function judgeForce({ urn, properties }: StackResource, branch: string, label: string): readonly Finding[] {
  const force = properties.at("allowForcePush").text();
  if (force.kind === "absent" || (force.kind === "known" && force.value.toLowerCase() === "false")) return [];
  const about = { urn, at: ["allowForcePush"], why, fix: "set allowForcePush: false" };
  return [
    force.kind === "known"
      ? {
          ...about,
          kind: "violation",
          what: `Branch ${branch} of ${label} may be rewritten: its protection allows force pushes.`,
        }
      : {
          ...about,
          kind: "undetermined",
          what: `whether branch ${branch} of ${label} may be rewritten by force pushes is not known.`,
        },
  ];
}
