import type { GuardRailRule } from "./guard-rail-rule";
import type { Settings } from "./settings";

/** What GitLab has in every tier. */
export const freeGuardRails: readonly GuardRailRule[] = [
  {
    guardRail: "protected branch",
    from: "free",
    instead: "",
    enforce: ({ gitlab }) => ({
      how:
        `nobody pushes to ${gitlab.branch}; maintainers merge` +
        `${gitlab.tier === "free" ? "" : " and lift the protection"}; no force push`,
      registers: {
        branch: {
          ...(isEnterpriseEdition(gitlab)
            ? {
                allowedToPushes: [{ accessLevel: "no one" }],
                allowedToMerges: [{ accessLevel: "maintainer" }],
              }
            : { pushAccessLevel: "no one", mergeAccessLevel: "maintainer" }),
          ...(gitlab.tier === "free" ? {} : { allowedToUnprotects: [{ accessLevel: "maintainer" }] }),
          allowForcePush: false,
        },
      },
    }),
  },
  {
    guardRail: "protected tags",
    from: "free",
    instead: "",
    enforce: ({ trigger }) => ({
      how: `only maintainers create ${trigger.on === "tag" ? trigger.tags.join(", ") : "tags"}`,
      registers: {
        tagProtections: (trigger.on === "tag" ? trigger.tags : ["*"]).map((tag) => ({
          name: `tag-${tag}`,
          inputs: { tag, createAccessLevel: "maintainer" },
        })),
      },
    }),
  },
  {
    guardRail: "merge checks",
    from: "free",
    instead: "",
    enforce: () => ({
      how: "a merge needs a successful pipeline (skipped is not enough) and resolved discussions",
      registers: {
        projectSettings: {
          onlyAllowMergeIfPipelineSucceeds: true,
          allowMergeOnSkippedPipeline: false,
          onlyAllowMergeIfAllDiscussionsAreResolved: true,
        },
      },
    }),
  },
  {
    guardRail: "pipeline inputs",
    from: "free",
    instead: "",
    enforce: () => ({
      how:
        "nobody overrides variables of a pipeline; jobs are not public; the job token cannot push; " +
        "merge request pipelines get nothing protected",
      registers: {
        projectSettings: {
          ciPipelineVariablesMinimumOverrideRole: "no_one_allowed",
          publicJobs: false,
          ciPushRepositoryForJobTokenAllowed: false,
          // GitLab switches it on for new projects: merge requests between protected branches would then count
          // as protected, in the claims of their id tokens too.
          protectMergeRequestPipelines: false,
        },
      },
    }),
  },
  {
    guardRail: "job token scope",
    from: "free",
    instead: "",
    enforce: () => ({
      how: "only this project's own jobs use its job token",
      registers: {
        jobTokenScopes: [
          { name: "job-token", inputs: { enabled: true, targetProjectIds: [], targetGroupIds: [] } },
        ],
      },
    }),
  },
  {
    guardRail: "forks",
    from: "free",
    instead: "",
    enforce: () => ({
      how: "only members fork the project",
      registers: { projectSettings: { forkingAccessLevel: "private" } },
    }),
  },
];

/**
 * GitLab.com runs the Enterprise Edition, also for Free projects; a paid tier needs it anywhere. There the
 * provider refuses the two access levels and asks for lists, and in the Community Edition the other way round
 * (provider documentation, BranchProtection). A Free project on a host of one's own is taken as Community.
 */
function isEnterpriseEdition({ tier, url }: Settings["gitlab"]): boolean {
  return tier !== "free" || url === "https://gitlab.com";
}
