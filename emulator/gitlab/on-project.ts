import type { Entity } from "../inventory";
import { quoted } from "../judge-shape";
import type { Model } from "../model";
import type { Fields } from "../shape";
import { needed, text } from "../shape";
import type { Subject } from "../subject";
import { tokens } from "../type-tokens";

/** What belongs to a GitLab project. */
interface OnProject {
  readonly name: string;
  readonly source: string;
  readonly inputs: Fields;
  readonly autoname?: Model["autoname"];
  /** What must be unique in the project, after the project's id; without it there is one a project. */
  readonly within?: (subject: Subject) => string | undefined;
  readonly check?: (subject: Subject, project: Entity) => void;
  readonly outputs?: (subject: Subject) => Readonly<Record<string, string | number>>;
}

/** A resource of a project, which it names by number or path; both mean the same project. */
export function onProject(part: OnProject): Model {
  const lowerFirst = part.name.charAt(0).toLowerCase() + part.name.slice(1);
  return {
    type: `gitlab:index/${lowerFirst}:${part.name}`,
    source: part.source,
    scope: "gitlab",
    inputs: { project: needed(text({ min: 1 })), ...part.inputs },
    ...(part.autoname ? { autoname: part.autoname } : {}),
    physicalName: (subject) => {
      const project = projectId(subject);
      const rest = part.within ? part.within(subject) : "";
      if (project === undefined || rest === undefined) return undefined;
      return rest === "" ? project : `${project}:${rest}`;
    },
    parent: projectId,
    check: (subject) => {
      const project = projectMustExist(subject);
      if (project) part.check?.(subject, project);
    },
    compute: (subject, id) => ({ id, outputs: part.outputs?.(subject) ?? {} }),
  };
}

export function findProject({ world, site }: Subject, idOrPath: string): Entity | undefined {
  return (
    world.identified(tokens.gitLabProject, site, idOrPath) ??
    world.named(tokens.gitLabProject, site, idOrPath)
  );
}

function projectId(subject: Subject): string | undefined {
  const given = subject.text("project");
  return given === undefined ? undefined : (findProject(subject, given)?.id ?? given);
}

function projectMustExist(subject: Subject): Entity | undefined {
  const given = subject.text("project");
  if (given === undefined) return undefined;
  const project = findProject(subject, given);
  if (!project)
    subject.reject(
      "gitlab-project-exists",
      `'project' names ${quoted(given)}, which is no project on ${subject.account}`,
      "GitLab API: projects (404 Project Not Found)",
    );
  return project;
}
