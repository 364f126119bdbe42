import type { GitLabSettings } from "../blueprint/settings";
import type { Entity } from "./inventory";
import { tokens } from "./type-tokens";

/** The GitLab project with its groups. Who may deploy or review has access to it: that is what naming them says. */
export function gitLabEntities(gitlab: GitLabSettings, by: (setting: string) => string): readonly Entity[] {
  const host = gitlab.url.replace(/^https:\/\//, "");
  const site = { account: host, region: "gitlab" };
  const id = String(gitlab.projectId);
  const segment = gitlab.project.slice(gitlab.project.lastIndexOf("/") + 1);
  const groups = new Map([
    ...gitlab.review.groupIds.map((group) => [group, "gitlab.review.groupIds"] as const),
    ...gitlab.deployerGroupIds.map((group) => [group, "gitlab.deployerGroupIds"] as const),
  ]);
  return [
    {
      type: tokens.gitLabProject,
      site,
      name: gitlab.project,
      id,
      inputs: {},
      outputs: {
        path: segment,
        defaultBranch: gitlab.branch,
        name: segment,
        pathWithNamespace: gitlab.project,
        webUrl: `${gitlab.url}/${gitlab.project}`,
        httpUrlToRepo: `${gitlab.url}/${gitlab.project}.git`,
        sshUrlToRepo: `git@${host}:${gitlab.project}.git`,
        visibilityLevel: "private",
      },
      facts: { tier: gitlab.tier },
      recordedBy: by("gitlab.project"),
    },
    ...[...groups].map(([group, setting]) => ({
      type: tokens.gitLabGroup,
      site,
      name: String(group),
      id: String(group),
      inputs: {},
      outputs: {},
      facts: { project: id },
      parent: id,
      recordedBy: by(setting),
    })),
  ];
}
