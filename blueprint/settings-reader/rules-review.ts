import type { Rule } from "./finding";
import { problem } from "./finding";

/**
 * GitLab protects a gated environment by who deploys and who approves. Without groups both are all maintainers, so
 * whoever starts a deployment could approve it, and the policies refuse that (gitlab-protected-environment).
 */
export const gatedEnvironmentsHaveTwoGroups: Rule = ({ gitlab, environments }) => {
  const gated = (environments ?? []).find((environment) => environment?.approval !== undefined);
  if (!gitlab?.tier || gitlab.tier === "free" || gitlab.guardrails === "observe" || !gated) return [];
  const lists: readonly (readonly [key: string, groups: readonly unknown[], who: string])[] = [
    ["review.groupIds", gitlab.review?.groupIds ?? [], "approve"],
    ["deployerGroupIds", gitlab.deployerGroupIds ?? [], "deploy in GitLab's sense"],
  ];
  return lists
    .filter(([, groups]) => groups.length === 0)
    .map(([key, , who]) =>
      problem({
        path: `delivery:gitlab.${key}`,
        got: "no group, with a gated environment",
        allowed: "at least one group: without it all maintainers could both deploy and approve",
        fix: `name the GitLab group whose members ${who}, as ${key}: [number]; or set guardrails: observe`,
      }),
    );
};
