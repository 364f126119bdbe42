import type { Work } from "../../iam/glob";
import { boundedWork, hasWildcard, matches, someText } from "../../iam/glob";

/** A subject of a token that must not get in, and what it is about. */
export interface HostileSubject {
  readonly subject: string;
  /** The project whose job holds the token. */
  readonly project: string;
  /** What the token is for, behind the project: `ref_type:branch:ref:main`. */
  readonly tail: string;
}

/** The token of somebody who has nothing to do with anything here. */
export const strangersSubject = "project_path:unrelated/project:ref_type:branch:ref:main";

/** Of more projects no neighbours are tried: what a wildcard lets in is tried for each all the same. */
const mostNeighbours = 8;

const usualTail = "ref_type:branch:ref:main";

/** What a subject, or a pattern of subjects, says of its project and of what follows (GitLab, "ID token payload"). */
export function partsOf(subject: string): { readonly project: string; readonly tail: string } | undefined {
  const parts = /^project_path:([^:]*)(?::(.*))?$/s.exec(subject);
  return parts ? { project: parts[1] ?? "", tail: parts[2] ?? "" } : undefined;
}

/** Projects that are named in full. */
export function projectsOf(patterns: readonly string[]): readonly string[] {
  const projects = patterns.flatMap((pattern) => partsOf(pattern)?.project ?? []);
  return [...new Set(projects.filter((project) => project !== "" && !hasWildcard(project)))];
}

/**
 * Subjects of other projects that patterns could take for theirs: a neighbour in the group, a name that goes on
 * (`acme/app-evil`), a group of the same beginning, a project below, and one that each wildcard lets in.
 */
export function otherProjects(
  patterns: readonly string[],
  own: readonly string[],
): readonly HostileSubject[] {
  const wild = patterns.filter(hasWildcard);
  // Only a pattern can take another project for its own.
  const tails = [...new Set([usualTail, ...wild.map((pattern) => filled(partsOf(pattern)?.tail ?? ""))])];
  const named = own.slice(0, mostNeighbours).flatMap((project) => {
    const group = project.split("/").slice(0, -1).join("/");
    return [`${group}/unrelated-project`, `${project}-evil`, `${project}/evil`, `evil-${project}`];
  });
  const begun = wild.flatMap((pattern) => subjectOf(filled(pattern)) ?? []);
  const built = named.flatMap((project) =>
    tails.map((tail) => ({ subject: `project_path:${project}:${tail}`, project, tail })),
  );
  const opened = patterns
    .filter((pattern) => pattern.startsWith("*"))
    .map((pattern) => `project_path:unrelated${filled(pattern.replace(/^\*+/, ""))}`)
    .flatMap((subject) => subjectOf(subject) ?? []);
  const excepted = own.flatMap((project) => [`project_path:${project}:*`, `project_path:${project}`]);
  return [
    ...built,
    ...begun,
    ...opened,
    ...witnesses(patterns, "project_path:?*/?*", excepted, boundedWork()),
  ].filter(({ project }) => !own.includes(project));
}

/**
 * Subjects of the same project that are about something else: another branch, a tag, a tag of the branch's name, a
 * merge request, a name that goes on, and one that each wildcard lets in.
 * @param allowed globs of refs that may get in.
 * @param work shared by the projects of one statement.
 */
export function otherRefs(
  project: string,
  patterns: readonly string[],
  allowed: readonly string[],
  work: Work = boundedWork(),
): readonly HostileSubject[] {
  const near = patterns.filter((pattern) => matches(partsOf(pattern)?.project ?? "*", project));
  const own = tailsOf(near);
  const tails = [
    "ref_type:branch:ref:unrelated-branch",
    "ref_type:tag:ref:v9.9.9",
    "ref_type:branch:ref:refs/merge-requests/7/head",
    "ref_type:merge_request:ref:7",
    ...own.map((tail) => tail.replace("ref_type:branch:", "ref_type:tag:")),
    ...own.map((tail) => `${tail}-evil`),
  ];
  const built = tails.map((tail) => ({ subject: `project_path:${project}:${tail}`, project, tail }));
  return [...built, ...witnesses(near, `project_path:${project}*`, [], work)].filter(
    ({ subject, tail, project: of }) =>
      of === project && !patterns.includes(subject) && !isAllowed(tail, allowed),
  );
}

function isAllowed(tail: string, allowed: readonly string[]): boolean {
  const ref = /(?:^|:)ref:([^:]*)/.exec(tail)?.[1];
  return ref !== undefined && allowed.some((glob) => matches(glob, ref));
}

/** For each pattern with a wildcard, one subject that it lets in. */
function witnesses(
  patterns: readonly string[],
  within: string,
  except: readonly string[],
  work: Work,
): readonly HostileSubject[] {
  return patterns.filter(hasWildcard).flatMap((pattern) => {
    const found = someText([pattern, within], except, work);
    return found.kind === "some" ? (subjectOf(found.example) ?? []) : [];
  });
}

function subjectOf(subject: string): HostileSubject | undefined {
  const parts = partsOf(subject);
  return parts && { subject, ...parts };
}

/** A text that a pattern means, with something evil wherever it leaves room. */
function filled(pattern: string): string {
  return pattern.replaceAll("*", "evil").replaceAll("?", "x");
}

function tailsOf(patterns: readonly string[]): readonly string[] {
  const tails = patterns.flatMap((pattern) => partsOf(pattern)?.tail ?? []);
  const literal = tails.filter((tail) => tail !== "" && !hasWildcard(tail));
  return literal.length > 0 ? [...new Set(literal)] : [usualTail];
}
