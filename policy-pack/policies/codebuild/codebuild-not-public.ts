/**
 * codebuild-not-public
 *
 * Nobody outside sees builds: the project's visibility is not PUBLIC_READ, and it has no badge.
 *
 * Why: OWASP CICD-SEC-6 and 10. Public builds show their logs and artifacts to everybody; a badge has an
 * address that needs no sign-in.
 *
 * Level: the resource's. Not seen: a resource policy that shares the project (trust-account-allowlist).
 */
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { nameOf, switchOf } from "./project";

export const codebuildNotPublic: Rule = {
  number: 28,
  name: "codebuild-not-public",
  title: "Builds are not public",
  description: "No project is PUBLIC_READ, and none has a badge.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Set projectVisibility to PRIVATE and badgeEnabled to false.",
  parameters: {},
  types: [tokens.project],
  resource: (project) => judged([...judgeVisibility(project), ...judgeBadge(project)]),
};

const why = "CICD-SEC-6: logs and artifacts of a public build are anybody's, with all that they give away";

function judgeVisibility(project: ResourceView): readonly Finding[] {
  const visibility = project.properties.at("projectVisibility").text();
  if (visibility.kind === "absent" || (visibility.kind === "known" && visibility.value === "PRIVATE"))
    return [];
  const about = { urn: project.urn, at: ["projectVisibility"], why };
  if (visibility.kind === "known" && visibility.value === "PUBLIC_READ")
    return [
      {
        ...about,
        kind: "violation",
        what: `Build project ${nameOf(project)} shows its builds to everybody.`,
        fix: "set projectVisibility to PRIVATE",
      },
    ];
  return [
    {
      ...about,
      kind: "undetermined",
      what: `whether build project ${nameOf(project)} is public is not known yet.`,
      fix: "write projectVisibility as a literal: PRIVATE",
    },
  ];
}

function judgeBadge(project: ResourceView): readonly Finding[] {
  const badge = switchOf(project.properties.at("badgeEnabled"));
  if (badge === "off") return [];
  const about = { urn: project.urn, at: ["badgeEnabled"], why };
  return [
    badge === "on"
      ? {
          ...about,
          kind: "violation",
          what: `Build project ${nameOf(project)} has a badge, whose address anybody may open.`,
          fix: "set badgeEnabled to false",
        }
      : {
          ...about,
          kind: "undetermined",
          what: `whether build project ${nameOf(project)} has a badge is not known yet.`,
          fix: "write badgeEnabled as a literal: false",
        },
  ];
}
