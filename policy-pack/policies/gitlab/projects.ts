import type { Knowledge } from "../../config/knowledge";
import type { Reading } from "../../reader/field";
import { firstGiven, known, mapKnown } from "../../reader/reading";
import type { ResourceView } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { isObserving, managedElsewhere } from "../../gitlab/guardrails";
import type { NamedProject } from "../../gitlab/named-project";
import { namedProject } from "../../gitlab/named-project";
import { namesOf, normal } from "../../gitlab/project-names";
import { gitlabSources } from "./gitlab-sources";

/** A GitLab project whose branches are delivered, and for whose guard-rails this stack answers. */
export interface DeliveredProject extends NamedProject {
  /** What findings call it. */
  readonly label: string;
  /** Where a finding about something missing is reported: the project, or the stack as a whole. */
  readonly urn: string;
  /** Branches, or patterns of branches, that are released. */
  readonly branches: Reading<readonly string[]>;
}

export type DeliveredProjects =
  | { readonly kind: "none"; readonly reason: string }
  | { readonly kind: "unknown"; readonly path: string }
  | { readonly kind: "known"; readonly projects: readonly DeliveredProject[] };

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

const absentBranches: Reading<readonly string[]> = { kind: "absent", path: "" };

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
  const named = namedProject(stack, { paths, ids, orOnly: true });
  const [label = ""] = named.names;
  return { ...named, label, urn: named.resource?.urn ?? "", branches };
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
