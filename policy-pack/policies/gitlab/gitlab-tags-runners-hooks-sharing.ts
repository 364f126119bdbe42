/**
 * gitlab-tags-runners-hooks-sharing
 *
 * Tags whose push releases are protected, and only maintainers or named groups and people create protected tags;
 * projects run on no shared runners, are not public and are not forked by everybody; hooks go to addresses whose
 * certificate is verified; a project is shared with groups as developers at most.
 *
 * Why: OWASP CICD-SEC-5 and 7. A tag starts a release, and a job of a protected tag gets what is protected; on a
 * shared runner other people's jobs come before and after; a hook tells what happens to whoever answers; a group
 * that is shared in as maintainer lifts every protection.
 *
 * Level: the resource's; only whether the tags that a pipeline's trigger takes are protected is the stack's.
 *
 * Not seen: members of a project and of its groups, runners of the project's groups. Runners, visibility and
 * forks are left to the project's owner where the program says that it leaves them, with ignoreChanges (as for
 * a project that is adopted): that is not this stack's statement and not judged here; pipeline-repo-private
 * looks at the visibility of a source all the same. What nobody states and nobody leaves is undetermined.
 *
 * Parameters: `project`, `projectId`, `guardrails`.
 */
import { worldSchema } from "../../config/parameters";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { accessesOf, rankOf } from "../../gitlab/access";
import { capitalized } from "../../verdict/sentence";
import { onDeliveredProjects } from "./guarded-projects";
import { managedElsewhere } from "../../gitlab/guardrails";
import { isManagedElsewhere } from "./projects";
import { judgeReleaseTags } from "./release-tags";
import { isLeftAsItIs, projectLabel } from "./settings-of-project";
import { listed, places } from "./words";

export const gitlabTagsRunnersHooksSharing: Rule = {
  number: 114,
  name: "gitlab-tags-runners-hooks-sharing",
  title: "Tags, runners, hooks and sharing open no side door",
  description:
    "Release tags are protected; projects use no shared runners and are neither public nor forked by everybody; hooks verify TLS; groups are shared in as developers at most.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Protect release tags with TagProtection, switch shared runners off, keep the project private, verify hooks' certificates, and share with groups as developers.",
  parameters: worldSchema("project", "projectId", "guardrails"),
  types: [tokens.tagProtection, tokens.gitlabProject, tokens.projectHook, tokens.shareGroup],
  resource: (resource, { world }) =>
    isManagedElsewhere(resource, world) ? notApplicable(managedElsewhere) : judged(judgeResource(resource)),
  stack: (stack, setup) =>
    onDeliveredProjects(stack, setup, {
      why: whyTags,
      feature: "protected tags",
      judge: (project, belongings) => judgeReleaseTags(project, belongings, stack, whyTags),
    }),
};

const whyTags = "CICD-SEC-5: who creates such a tag starts what it starts, and gets what is protected";

function judgeResource(resource: ResourceView): readonly Finding[] {
  switch (resource.type) {
    case tokens.tagProtection:
      return judgeTag(resource);
    case tokens.projectHook:
      return judgeHook(resource);
    case tokens.shareGroup:
      return judgeSharing(resource);
    default:
      return judgeProject(resource);
  }
}

/** What is left out is maintainer (provider, TagProtection). */
function judgeTag({ urn, properties }: ResourceView): readonly Finding[] {
  const { given, unknown } = accessesOf(
    properties.at("allowedToCreates"),
    properties.at("createAccessLevel"),
    () => false,
  );
  const wide = given.filter(({ kind, rank }) => kind === "role" && rank < 40);
  const tag = properties.at("tag").text();
  const of = `protected tags${tag.kind === "known" ? ` ${tag.value}` : ""}`;
  const about = {
    urn,
    why: whyTags,
    fix: "leave createAccessLevel and allowedToCreates to maintainers or a group",
  };
  if (wide.length > 0)
    return [
      {
        ...about,
        kind: "violation",
        what: `${capitalized(listed(wide.map(({ who }) => who)))} may create ${of}.`,
        at: places(wide.map(({ path }) => path)),
      },
    ];
  if (unknown.length === 0) return [];
  return [{ ...about, kind: "undetermined", what: `who may create ${of} is not known.`, at: unknown }];
}

function judgeHook({ name, urn, properties }: ResourceView): readonly Finding[] {
  const about = {
    urn,
    why: "CICD-SEC-7: whoever answers at the address learns what happens, and the hook's token",
  };
  const url = properties.at("url").text();
  const verified = properties.at("enableSslVerification").text();
  const findings: Finding[] = [];
  if (url.kind === "known" && !/^https:\/\//i.test(url.value.trim()))
    findings.push({
      ...about,
      kind: "violation",
      what: `Hook ${name} goes to an address without TLS.`,
      at: ["url"],
      fix: "give it an address with https",
    });
  // Left out, GitLab verifies (GitLab API, project webhooks).
  if (verified.kind === "known" && verified.value.toLowerCase() !== "true")
    findings.push({
      ...about,
      kind: "violation",
      what: `Hook ${name} does not verify the certificate of its address.`,
      at: ["enableSslVerification"],
      fix: "set enableSslVerification: true",
    });
  const unknown = [
    ...(url.kind === "known" ? [] : ["url"]),
    ...(verified.kind === "unknown" ? ["enableSslVerification"] : []),
  ];
  if (unknown.length > 0)
    findings.push({
      ...about,
      kind: "undetermined",
      what: `whether hook ${name} goes to a verified address is not known.`,
      at: places(unknown),
      fix: "write url and enableSslVerification as literals",
    });
  return findings;
}

function judgeSharing({ name, urn, properties }: ResourceView): readonly Finding[] {
  const level = properties.at("groupAccess").text();
  const rank = level.kind === "known" ? rankOf(level.value) : undefined;
  if (rank !== undefined && rank < 40) return [];
  const group = properties.at("groupId").text();
  const who = group.kind === "known" ? `group ${group.value}` : `the group of ${name}`;
  const about = {
    urn,
    at: ["groupAccess"],
    why: "CICD-SEC-5: whoever is added to that group elsewhere lifts this project's protections",
    fix: "set groupAccess to developer or less",
  };
  return [
    rank === undefined
      ? { ...about, kind: "undetermined", what: `as what the project is shared with ${who} is not known.` }
      : {
          ...about,
          kind: "violation",
          what: `The project is shared with ${who} as ${rank === 40 ? "maintainers" : "owners"}.`,
        },
  ];
}

/** Settings of a project with the values that open it. */
const openings = [
  {
    property: "sharedRunnersEnabled",
    open: "true",
    words: "runs its jobs on shared runners",
    why: "CICD-SEC-7: on a shared runner other people's jobs come before and after",
    fix: "set sharedRunnersEnabled: false, and give the project runners of its own",
  },
  {
    property: "visibilityLevel",
    open: "public",
    words: "is public",
    why: "CICD-SEC-5: everybody sees how it is delivered, and may offer it merge requests",
    fix: 'set visibilityLevel: "private"',
  },
  {
    property: "forkingAccessLevel",
    open: "enabled",
    words: "is forked by everybody who sees it",
    why: "CICD-SEC-5: merge requests from forks bring the code of people who are no members",
    fix: 'set forkingAccessLevel: "private" or "disabled"',
  },
] as const;

function judgeProject(project: ResourceView): readonly Finding[] {
  const label = projectLabel(project);
  return openings.flatMap(({ property, open, words, why, fix }): readonly Finding[] => {
    if (isLeftAsItIs(project, property)) return [];
    const value = project.properties.at(property).text();
    const about = { urn: project.urn, at: [property], why };
    if (value.kind !== "known")
      return [
        {
          ...about,
          kind: "undetermined",
          what: `whether ${label} ${words} is not known.`,
          fix: `${fix}; or leave it to the project's owner with ignoreChanges`,
        },
      ];
    if (value.value.toLowerCase() !== open) return [];
    return [{ ...about, kind: "violation", what: `${capitalized(label)} ${words}.`, fix }];
  });
}
