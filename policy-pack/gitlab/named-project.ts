import type { Knowledge } from "../config/knowledge";
import { firstGiven } from "../reader/reading";
import type { StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import { tokens } from "../stack/tokens";
import { isNumber, namesOf, normal } from "./project-names";

/** A GitLab project, as far as the stack and the settings know it. */
export interface NamedProject {
  readonly resource?: StackResource;
  /** Path and number, as far as they are known: what other resources call it by. */
  readonly names: readonly string[];
}

/** What a project is looked for by. */
export interface Sought {
  readonly paths: readonly string[];
  readonly ids: readonly string[];
  /** Whether the only project of the stack of which neither is known is the one that is meant. */
  readonly orOnly: boolean;
}

export function namedProject(stack: Stack, sought: Sought): NamedProject {
  const resource = resourceOf(stack, sought);
  const own = resource ? namesOf(resource) : [];
  const names = [...new Set([...sought.paths, ...sought.ids, ...own])];
  return { ...(resource ? { resource } : {}), names };
}

/** The project with this path; of the settings' project they may know the number, too. */
export function projectOfPath(path: string, stack: Stack, { project, projectId }: Knowledge): NamedProject {
  const isOurs = project.kind === "known" && normal(project.value) === normal(path);
  return namedProject(stack, {
    paths: [normal(path)],
    ids: isOurs && projectId.kind === "known" ? [projectId.value] : [],
    orOnly: isOurs,
  });
}

/** By path or number; else the one of the last part of the path; else, if asked for, the only one without names. */
function resourceOf(stack: Stack, { paths, ids, orOnly }: Sought): StackResource | undefined {
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
  const [only, ...others] = alike.length > 0 || !orOnly ? alike : nameless;
  return others.length === 0 ? only : undefined;
}
