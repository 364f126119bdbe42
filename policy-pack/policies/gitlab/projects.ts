import type { Knowledge } from "../../config/knowledge";
import type { Reading } from "../../reader/field";
import { firstGiven, known, mapKnown } from "../../reader/reading";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { gitlabSources } from "./gitlab-sources";

/** A GitLab project whose branches are delivered, and for whose guard-rails this stack answers. */
export interface DeliveredProject {
  /** What findings call it. */
  readonly label: string;
  readonly resource?: StackResource;
  /** Where a finding about something missing is reported: the project, or the stack as a whole. */
  readonly urn: string;
  /** Path and number, as far as they are known: what other resources call it by. */
  readonly names: readonly string[];
  /** Branches, or patterns of branches, that are released. */
  readonly branches: Reading<readonly string[]>;
}

export type DeliveredProjects =
  | { readonly kind: "none"; readonly reason: string }
  | { readonly kind: "unknown"; readonly path: string }
  | { readonly kind: "known"; readonly projects: readonly DeliveredProject[] };

export const managedElsewhere = "another stack manages the guard-rails of the project (guardrails: observe)";

/**
 * The project of the settings and the sources of pipelines through a connection to GitLab. Where nobody names a
 * project, each one that the stack has: it would not be here for nothing.
 */
export function deliveredProjects(stack: Stack, world: Knowledge): DeliveredProjects {
  const { project, projectId, guardrails } = world;
  for (const fact of [project, projectId, guardrails])
    if (fact.kind === "unknown") return { kind: "unknown", path: fact.path };
  const sources = gitlabSources(stack);
  const repositories = [...new Set(sources.map(({ repository }) => normal(repository)))];
  const isOurs = project.kind === "known" || projectId.kind === "known";
  const [only, ...others] = repositories;
  // A number alone does not tell which repository it is; where there is one, it is that.
  const path =
    project.kind === "known" ? normal(project.value) : others.length === 0 && isOurs ? only : undefined;
  const observed = isOurs && isObserving(world);
  const named = [
    ...(isOurs && !observed
      ? [
          projectNamed(
            stack,
            path === undefined ? [] : [path],
            projectId.kind === "known" ? [projectId.value] : [],
            world.releaseBranches,
          ),
        ]
      : []),
    ...repositories
      .filter((repository) => repository !== path)
      .map((repository) => {
        const branches = sources.filter((source) => normal(source.repository) === repository);
        return projectNamed(
          stack,
          [repository],
          [],
          firstGiven(isOurs ? absentBranches : world.releaseBranches, () => branchesOf(branches)),
        );
      }),
  ];
  const projects = named.length > 0 || isOurs ? named : unnamed(stack, world.releaseBranches);
  if (projects.length > 0) return { kind: "known", projects };
  return {
    kind: "none",
    reason: observed ? managedElsewhere : "neither the stack nor its settings know of a GitLab project",
  };
}

/** Whether a resource belongs to the project whose guard-rails another stack manages; by its inputs alone. */
export function isManagedElsewhere({ type, properties }: ResourceView, world: Knowledge): boolean {
  const { project, projectId } = world;
  if (!isObserving(world)) return false;
  const path = project.kind === "known" ? normal(project.value) : undefined;
  if (type === tokens.gitlabProject) {
    const own = firstGiven(properties.at("path").text(), () => properties.at("name").text());
    return own.kind === "known" && path?.split("/").at(-1) === own.value.toLowerCase();
  }
  const of = properties.at("project").text();
  if (of.kind !== "known") return false;
  return normal(of.value) === path || (projectId.kind === "known" && of.value === projectId.value);
}

/** Without regard to letter case, as GitLab compares paths, and without the coding of URLs. */
export function normal(name: string): string {
  return name.replace(/%2f/gi, "/").toLowerCase();
}

export function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

const absentBranches: Reading<readonly string[]> = { kind: "absent", path: "" };

function isObserving({ guardrails }: Knowledge): boolean {
  return guardrails.kind === "known" && guardrails.value.toLowerCase() === "observe";
}

function branchesOf(sources: readonly { readonly branch: Reading<string> }[]): Reading<readonly string[]> {
  const readings = sources.map(({ branch }) => branch);
  const hidden = readings.find(({ kind }) => kind !== "known");
  if (hidden) return mapKnown(hidden, (branch) => [branch]);
  return known([...new Set(readings.flatMap((one) => (one.kind === "known" ? [one.value] : [])))]);
}

function projectNamed(
  stack: Stack,
  paths: readonly string[],
  ids: readonly string[],
  branches: Reading<readonly string[]>,
): DeliveredProject {
  const resource = resourceOf(stack, paths, ids);
  const own = resource ? namesOf(resource) : [];
  const names = [...new Set([...paths, ...ids, ...own])];
  const [label = ""] = names;
  return { label, ...(resource ? { resource } : {}), urn: resource?.urn ?? "", names, branches };
}

/** By path or number; else the one of the last part of the path; else the only one of which neither is known. */
function resourceOf(
  stack: Stack,
  paths: readonly string[],
  ids: readonly string[],
): StackResource | undefined {
  const projects = stack.ofType(tokens.gitlabProject);
  const called = projects.find((one) =>
    namesOf(one).some((name) => (isNumber(name) ? ids : paths).includes(name)),
  );
  if (called) return called;
  const nameless = projects.filter((one) => namesOf(one).length === 0);
  const short = paths.map((path) => path.split("/").at(-1));
  const alike = nameless.filter(({ properties }) => {
    const own = firstGiven(properties.at("path").text(), () => properties.at("name").text());
    return own.kind === "known" && short.includes(own.value.toLowerCase());
  });
  const [only, ...others] = alike.length > 0 ? alike : nameless;
  return others.length === 0 ? only : undefined;
}

function namesOf({ properties }: StackResource): readonly string[] {
  return ["pathWithNamespace", "id"].flatMap((property) => {
    const text = properties.at(property).text();
    return text.kind === "known" ? [normal(text.value)] : [];
  });
}

/** Types of resources that belong to a project and guard it. */
const guards = [
  tokens.branchProtection,
  tokens.tagProtection,
  tokens.mergeRequestApprovals,
  tokens.approvalRule,
  tokens.pushRules,
  tokens.jobTokenScopes,
  tokens.projectEnvironment,
  tokens.protectedEnvironment,
] as const;

function unnamed(stack: Stack, branches: Reading<readonly string[]>): readonly DeliveredProject[] {
  const projects = stack.ofType(tokens.gitlabProject).map((resource): DeliveredProject => {
    const names = namesOf(resource);
    const own = resource.properties.at("name").text();
    const label = names[0] ?? (own.kind === "known" ? own.value : resource.name);
    return { label, resource, urn: resource.urn, names, branches };
  });
  if (projects.length > 0) return projects;
  const called = stack.ofType(...guards).flatMap(({ properties }) => {
    const text = properties.at("project").text();
    return text.kind === "known" ? [normal(text.value)] : [];
  });
  return [...new Set(called)].map((name) => ({ label: name, urn: "", names: [name], branches }));
}
