import { freeGuardRails } from "./free-guard-rails";
import type { BranchProtectionInputs, GitLabResources, ProjectSettings } from "./gitlab-resources";
import type { Enforcement, GuardRailRule, Registers } from "./guard-rail-rule";
import { paidGuardRails } from "./paid-guard-rails";
import type { Settings, Tier } from "./settings";

/** One thing that GitLab should hold a team to, and whether it does. */
export interface GuardRail {
  readonly guardRail: string;
  readonly state:
    | "enforced"
    /** The subscription's tier has no such feature. */
    | "tier cannot"
    /** Another stack manages the project. */
    | "observed only"
    /** It stays as the project has it; a change could stop people or jobs that this program knows nothing of. */
    | "left to you";
  readonly how: string;
  /** What holds instead; empty where the guard-rail is enforced. */
  readonly instead: string;
}

export interface GuardRailsPlan {
  /** Guard-rail by guard-rail: what is enforced, what the tier cannot, and what stands in for it. */
  readonly guardRails: readonly GuardRail[];
  /** What the enforced ones register, and nothing else. */
  readonly registers: Omit<GitLabResources, "environments" | "variables">;
}

const rank: Readonly<Record<Tier, number>> = { free: 0, premium: 1, ultimate: 2 };

const leftToYou: readonly GuardRail[] = [
  {
    guardRail: "visibility",
    state: "left to you",
    how: "the project stays as visible as it is; private is best",
    instead: "only members fork it, and its jobs are not public",
  },
  {
    guardRail: "runners",
    state: "left to you",
    how: "its jobs stay on the runners that it has; best are runners for this project alone",
    instead: "no GitLab job holds a right to deploy",
  },
];

export function planGuardRails(settings: Settings): GuardRailsPlan {
  const judged = [...freeGuardRails, ...paidGuardRails]
    .filter(({ concerns }) => concerns?.(settings) ?? true)
    .map((rule) => judge(rule, settings));
  return {
    guardRails: [...judged.map(({ guardRail }) => guardRail), ...leftToYou],
    registers: together(
      judged.flatMap(({ enforcement }) => (enforcement ? [enforcement.registers] : [])),
      settings.gitlab.branch,
    ),
  };
}

/** The enforcement is absent where the guard-rail is not enforced. */
function judge(
  { guardRail, from, instead, enforce }: GuardRailRule,
  settings: Settings,
): { readonly guardRail: GuardRail; readonly enforcement?: Enforcement } {
  const { tier, guardrails } = settings.gitlab;
  if (rank[tier] < rank[from])
    return { guardRail: { guardRail, state: "tier cannot", how: `needs GitLab ${from}`, instead } };
  if (guardrails === "observe") {
    const how = "another stack manages this project";
    return { guardRail: { guardRail, state: "observed only", how, instead: "" } };
  }
  const enforcement = enforce(settings);
  return { guardRail: { guardRail, state: "enforced", how: enforcement.how, instead: "" }, enforcement };
}

function together(all: readonly Registers[], branch: string): GuardRailsPlan["registers"] {
  return {
    projectSettings: all.reduce<ProjectSettings>((sum, one) => ({ ...sum, ...one.projectSettings }), {}),
    branchProtections: branchProtections(
      all.flatMap((one) => one.branch ?? []),
      branch,
    ),
    tagProtections: all.flatMap(({ tagProtections = [] }) => tagProtections),
    jobTokenScopes: all.flatMap(({ jobTokenScopes = [] }) => jobTokenScopes),
    approvalSettings: all.flatMap(({ approvalSettings = [] }) => approvalSettings),
    approvalRules: all.flatMap(({ approvalRules = [] }) => approvalRules),
    pushRules: all.flatMap(({ pushRules = [] }) => pushRules),
    environmentProtections: all.flatMap(({ environmentProtections = [] }) => environmentProtections),
  };
}

/** One resource, however many guard-rails add to it. */
function branchProtections(
  parts: readonly BranchProtectionInputs[],
  branch: string,
): GitLabResources["branchProtections"] {
  if (parts.length === 0) return [];
  const inputs = parts.reduce<BranchProtectionInputs>((sum, part) => ({ ...sum, ...part }), {});
  return [{ name: "branch", inputs: { branch, ...inputs } }];
}
