import type { Knowledge } from "../../config/knowledge";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

/** The GitLab project of a repository, as far as the stack and the settings know it. */
export interface SourceProject {
  readonly resource?: StackResource;
  /** Path, and number where the settings give it: what resources call it by. */
  readonly names: readonly string[];
}

export function sourceProject(repository: string, stack: Stack, world: Knowledge): SourceProject {
  const isOurs = world.project.kind === "known" && world.project.value === repository;
  const projects = stack.ofType(tokens.gitlabProject);
  const nameless = projects.filter(
    ({ properties }) => properties.at("pathWithNamespace").text().kind !== "known",
  );
  const [only, ...others] = nameless;
  const resource =
    projects.find(({ properties }) => {
      const path = properties.at("pathWithNamespace").text();
      return path.kind === "known" && path.value === repository;
    }) ?? (isOurs && only && others.length === 0 ? only : undefined);
  const id = resource?.properties.at("id").text();
  const names = [
    repository,
    encodeURIComponent(repository),
    ...(id?.kind === "known" ? [id.value] : []),
    ...(isOurs && world.projectId.kind === "known" ? [world.projectId.value] : []),
  ];
  return { ...(resource ? { resource } : {}), names };
}

/** Whether a GitLab resource belongs to a project; a number that nobody ties to a path may be its. */
export function belongsTo(
  resource: StackResource,
  { resource: project, names }: SourceProject,
): "yes" | "no" | "maybe" {
  const text = resource.properties.at("project").text();
  if (text.kind === "known") {
    if (names.includes(text.value)) return "yes";
    return names.some((name) => /^\d+$/.test(name)) || !/^\d+$/.test(text.value) ? "no" : "maybe";
  }
  const [made, ...others] = resource.madeFrom("project").filter(({ type }) => type === tokens.gitlabProject);
  if (!made || others.length > 0) return "maybe";
  if (made === project) return "yes";
  return made.properties.at("pathWithNamespace").text().kind === "known" || project ? "no" : "maybe";
}

/** Whether another stack answers for the guard-rails of this repository. */
export function isManagedElsewhere(repository: string, { project, guardrails }: Knowledge): boolean {
  return (
    project.kind === "known" &&
    project.value === repository &&
    guardrails.kind === "known" &&
    guardrails.value === "observe"
  );
}
