import type { Entity } from "../inventory";
import type { Shape } from "../shape";
import { list, number, object, oneOf, optional, text } from "../shape";
import type { Subject } from "../subject";
import { at, isGiven, isMissing, textAt } from "../tree";
import { tokens } from "../type-tokens";

/** Roles as the provider spells them: with a space. */
export const accessLevels = ["no one", "developer", "maintainer", "admin"];

/** Who may do something: by role, user, group, and for some things a deploy key. */
export function accessEntries(levels: readonly string[], more: Readonly<Record<string, Shape>> = {}): Shape {
  return list(
    object({
      accessLevel: oneOf(levels),
      accessLevelDescription: text(),
      ...optional(number({ min: 1 }), "groupId", "userId"),
      ...more,
    }),
  );
}

/** Each entry names one kind of somebody, and a group that can see the project. */
export function judgeEntries(subject: Subject, project: Entity, input: string, source: string): void {
  const kinds = ["accessLevel", "userId", "groupId", "deployKeyId"];
  subject.list(input).forEach((entry, index) => {
    const given = kinds.filter((kind) => isGiven(at(entry, kind)));
    if (given.length > 1 || kinds.every((kind) => isMissing(at(entry, kind))))
      subject.reject(
        "access-entry",
        `'${input}[${index}]' has ${given.length === 0 ? "none" : given.join(" and ")} of accessLevel, userId, groupId; allowed: exactly one`,
        source,
      );
    const group = textAt(entry, "groupId");
    if (group !== undefined) judgeGroup(subject, project, `${input}[${index}].groupId`, group, source);
  });
}

/** A group must exist and have access to the project, or GitLab drops it without a word. */
export function judgeGroup(
  subject: Subject,
  project: Entity,
  path: string,
  group: string,
  source: string,
): void {
  const groups = subject.world
    .all(tokens.gitLabGroup)
    .filter(({ id, site }) => id === group && site.account === subject.account);
  if (groups.length === 0)
    subject.reject(
      "gitlab-group-exists",
      `'${path}' names group ${group}, which the settings do not record`,
      source,
    );
  else if (!groups.some(({ facts }) => facts?.["project"] === project.id))
    subject.reject(
      "gitlab-group-access",
      `'${path}' names group ${group}, which has no access to project ${project.id}; GitLab would drop it without a word`,
      source,
    );
}
