/**
 * gitlab-protected-environment
 *
 * Every production environment is protected in GitLab: only maintainers or named groups and people deploy to it,
 * as many different people as are demanded approve a deployment, they are others than those who may deploy, and
 * whoever started a deployment does not approve it.
 *
 * Why: OWASP CICD-SEC-1. For jobs of GitLab, and for the roles that trust their environment, this is the gate:
 * without it a job reaches production as soon as its branch is pushed.
 *
 * Level: the stack's; environment, its protection and the project are different resources. GitLab's environment is
 * called like the settings' one. A protection of the group above counts for environments of tier production.
 *
 * Not seen: who is in a group. With the tier Free GitLab protects no environments: not applicable.
 *
 * Parameters: `environments` (default: the settings', else the ProjectEnvironments of tier production),
 * `minApprovals` (default: the settings', else 2), `project`, `projectId`, `tier`, `guardrails`.
 */
import type { Knowledge } from "../../config/knowledge";
import { worldSchema } from "../../config/parameters";
import type { Reading } from "../../reader/field";
import { known, mapKnown } from "../../reader/reading";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { approvalsOf } from "../../gitlab/approvals";
import type { Belonging, BelongingsOf } from "../../gitlab/belongings";
import { environmentProtection, inBoth } from "../../gitlab/environment-approvals";
import { capitalized } from "../../verdict/sentence";
import { groupProtections } from "./group-protections";
import { onDeliveredProjects } from "./guarded-projects";
import type { DeliveredProject } from "./projects";
import { judgeDemanded } from "./settings-of-project";
import { countedApprovals, listed, places } from "./words";

export const gitlabProtectedEnvironment: Rule = {
  number: 112,
  name: "gitlab-protected-environment",
  title: "Deployments to production wait for others in GitLab too",
  description:
    "Production environments are protected: few deploy, enough others approve, and nobody approves a deployment of his own.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "mandatory",
  remediation:
    "Protect the environment (ProjectProtectedEnvironment) with a group that deploys and approvalRules for another, and set allowPipelineTriggerApproveDeployment to false.",
  parameters: worldSchema("environments", "minApprovals", "project", "projectId", "tier", "guardrails"),
  stack: (stack, setup) => {
    const { environments } = setup.world;
    if (environments.kind === "known" && !environments.value.some(({ kind }) => kind === "production"))
      return notApplicable("the stack has no environment of kind production");
    return onDeliveredProjects(stack, setup, {
      why,
      from: "premium",
      feature: "protected environments",
      judge: (project, belongings) => judgeProject(project, belongings, stack, setup),
    });
  },
};

const why = "CICD-SEC-1: a job of GitLab would reach production without anybody else";

function judgeProject(
  project: DeliveredProject,
  belongings: BelongingsOf,
  stack: Stack,
  { world }: Setup,
): readonly Finding[] {
  const { label, urn } = project;
  const names = productionOf(project, belongings, world);
  const { minApprovals } = world;
  const hidden = names.kind !== "known" ? names : minApprovals.kind !== "known" ? minApprovals : undefined;
  if (names.kind !== "known" || minApprovals.kind !== "known")
    return [
      {
        kind: "undetermined",
        urn,
        what: `which environments of ${label} are production, and how many approvals they need, is not known.`,
        at: [hidden?.path ?? ""],
        why,
        fix: "give the stack the settings delivery:environments, or this policy's config environments and minApprovals",
      },
    ];
  if (names.value.length === 0) return [];
  return [
    ...names.value.flatMap((name) => {
      const of = `environment ${name} of ${label}`;
      const own = belongings(project, tokens.protectedEnvironment).filter(({ resource }) =>
        mayBeCalled(resource, name),
      );
      const inherited = groupProtections(name, project, belongings, stack);
      return judgeEnvironment(of, urn, name, [...own, ...inherited], minApprovals.value);
    }),
    ...judgeTrigger(project),
  ];
}

/** Names of the environments that are production. */
function productionOf(
  project: DeliveredProject,
  belongings: BelongingsOf,
  { environments }: Knowledge,
): Reading<readonly string[]> {
  if (environments.kind !== "absent")
    return mapKnown(environments, (all) =>
      all.filter(({ kind }) => kind === "production").map(({ name }) => name),
    );
  const named = belongings(project, tokens.projectEnvironment).flatMap(({ resource: { properties } }) => {
    const [tier, name] = [properties.at("tier").text(), properties.at("name").text()];
    return tier.kind === "known" && tier.value.toLowerCase() === "production" && name.kind === "known"
      ? [name.value]
      : [];
  });
  return named.length > 0 ? known([...new Set(named)]) : environments;
}

function mayBeCalled({ properties }: StackResource, name: string): boolean {
  const own = properties.at("environment").text();
  return own.kind !== "known" || own.value === name;
}

function judgeEnvironment(
  of: string,
  urn: string,
  name: string,
  protections: readonly Belonging[],
  wanted: number,
): readonly Finding[] {
  const isSure = ({ resource, sure }: Belonging) =>
    sure && resource.properties.at("environment").text().kind === "known";
  const sure = protections.filter(isSure);
  if (sure.length > 0) return sure.flatMap(({ resource }) => judgeProtection(resource, of, wanted));
  const unclear = protections.map(({ resource, sure: owned }) =>
    owned ? `${resource.name}.environment` : `${resource.name}.project`,
  );
  return [
    unclear.length > 0
      ? {
          kind: "undetermined",
          urn,
          what: `whether ${of} is protected can't be seen.`,
          at: unclear,
          why,
          fix: "write project and environment of the protections as literals; where the project is a number, give projectId",
        }
      : {
          kind: "violation",
          urn,
          what: `${capitalized(of)} is not protected: nothing in this stack says who deploys to it and who approves.`,
          at: [tokens.protectedEnvironment],
          why,
          fix: `add a ProjectProtectedEnvironment for ${name}, with deployers and approvalRules for others`,
        },
  ];
}

function judgeProtection({ urn, properties }: StackResource, of: string, wanted: number): readonly Finding[] {
  const protection = environmentProtection(properties);
  const { deployers, unknownDeployers, approvals } = protection;
  const about = { urn, why };
  const findings: Finding[] = [];
  const wide = deployers.filter(({ kind, rank }) => kind === "role" && rank < 40);
  if (wide.length > 0)
    findings.push({
      ...about,
      kind: "violation",
      what: `${capitalized(listed(wide.map(({ who }) => who)))} may deploy to ${of}.`,
      at: places(wide.map(({ path }) => path)),
      fix: "leave deployAccessLevelsAttributes to a group, or to maintainers",
    });
  else if (unknownDeployers.length > 0 || deployers.length === 0)
    findings.push({
      ...about,
      kind: "undetermined",
      what: `who may deploy to ${of} is not known.`,
      at: unknownDeployers.length > 0 ? unknownDeployers : ["deployAccessLevelsAttributes"],
      fix: "state deployAccessLevelsAttributes as literals",
    });
  const both = inBoth(protection);
  if (both.length > 0)
    findings.push({
      ...about,
      kind: "violation",
      what: `${capitalized(listed(both.map(({ who }) => who)))} may deploy to ${of} and approve it.`,
      at: places(both.map(({ path }) => path)),
      fix: "let one group deploy and another one approve",
    });
  const { atLeast, atMost } = approvalsOf(approvals, wanted);
  if (atLeast < wanted)
    findings.push(
      atMost >= wanted
        ? {
            ...about,
            kind: "undetermined",
            what: `whether deployments to ${of} need ${countedApprovals(wanted)} by different people can't be seen.`,
            at: places(approvals.flatMap(({ unknown }) => unknown)),
            fix: "write approvalRules as literals",
          }
        : {
            ...about,
            kind: "violation",
            what: `Deployments to ${of} need ${atLeast === 0 ? "no approval" : `${countedApprovals(atLeast)} by different people`}, instead of ${String(wanted)}.`,
            at: ["approvalRules"],
            fix: `ask one group for ${countedApprovals(wanted)} in approvalRules`,
          },
    );
  return findings;
}

function judgeTrigger({ label, resource, urn }: DeliveredProject): readonly Finding[] {
  const property = "allowPipelineTriggerApproveDeployment";
  if (resource)
    return judgeDemanded(
      resource,
      label,
      [
        {
          property,
          wanted: "false",
          wrong: `Whoever starts a deployment of ${label} may approve it.`,
        },
      ],
      why,
    );
  return [
    {
      kind: "undetermined",
      urn,
      what: `whether whoever starts a deployment of ${label} may approve it can't be seen, because the project is not in this stack.`,
      at: [property],
      why,
      fix: `manage the project in this stack, with ${property}: false`,
    },
  ];
}
