import type { Settings, Tier } from "./settings";

/** One thing that GitLab should hold a team to, and whether it does. */
export interface GuardRail {
  readonly guardRail: string;
  readonly state:
    | "enforced"
    /** The subscription's tier has no such feature. */
    | "tier cannot"
    /** Another stack manages the project. */
    | "observed only";
  readonly how: string;
  /** What holds instead; empty where the guard-rail is enforced. */
  readonly instead: string;
}

interface Feature {
  readonly guardRail: string;
  readonly from: Tier;
  readonly how: (settings: Settings) => string;
  readonly instead: string;
}

const features: readonly Feature[] = [
  {
    guardRail: "protected branch",
    from: "free",
    how: ({ gitlab }) => `nobody pushes to ${gitlab.branch}; maintainers merge; no force push`,
    instead: "",
  },
  {
    guardRail: "protected tags",
    from: "free",
    how: ({ trigger }) =>
      `only maintainers create ${trigger.on === "tag" ? trigger.tags.join(", ") : "tags"}`,
    instead: "",
  },
  {
    guardRail: "merge checks",
    from: "free",
    how: () => "a merge needs a successful pipeline (skipped is not enough) and resolved discussions",
    instead: "",
  },
  {
    guardRail: "pipeline inputs",
    from: "free",
    how: () => "nobody overrides variables of a pipeline; jobs are not public; the job token cannot push",
    instead: "",
  },
  {
    guardRail: "job token scope",
    from: "free",
    how: () => "only this project's own jobs use its job token",
    instead: "",
  },
  {
    guardRail: "review by others",
    from: "premium",
    how: ({ gitlab }) =>
      `${gitlab.review.approvals} approvals per merge request; not by author or committer; reset on push; no override`,
    instead: "maintainers alone can merge; production still waits for the approval in CodePipeline",
  },
  {
    guardRail: "code owners",
    from: "premium",
    how: () => "code owners approve changes of what they own on the protected branch",
    instead: "maintainers alone can merge; buildspecs are inline, so the repository cannot change them",
  },
  {
    guardRail: "push rules",
    from: "premium",
    how: () => "commits are signed by their committer; files that look like secrets are refused",
    instead: "Scan looks at what would be delivered, not at every push",
  },
  {
    guardRail: "protected environments",
    from: "premium",
    how: ({ environments }) =>
      `GitLab deployments to ${environments
        .filter(({ approval }) => approval)
        .map(({ name }) => name)
        .join(", ")} need approval by another group than the deployers'`,
    instead: "GitLab is never the gate: no GitLab job holds a right to deploy",
  },
  {
    guardRail: "secret push protection",
    from: "ultimate",
    how: () => "GitLab looks for secrets in every push",
    instead: "push rules (Premium) refuse files that look like secrets",
  },
];

const rank: Readonly<Record<Tier, number>> = { free: 0, premium: 1, ultimate: 2 };

/** Guard-rail by guard-rail: what is enforced, what the tier cannot, and what stands in for it. */
export function guardRails(settings: Settings): readonly GuardRail[] {
  const { gitlab, environments } = settings;
  const gated = environments.some(({ approval }) => approval !== undefined);
  return features
    .filter(({ guardRail }) => guardRail !== "protected environments" || gated)
    .map(({ guardRail, from, how, instead }): GuardRail => {
      if (rank[gitlab.tier] < rank[from]) {
        return { guardRail, state: "tier cannot", how: `needs GitLab ${from}`, instead };
      }
      if (gitlab.guardrails === "observe") {
        return { guardRail, state: "observed only", how: "another stack manages this project", instead: "" };
      }
      return { guardRail, state: "enforced", how: how(settings), instead: "" };
    });
}
