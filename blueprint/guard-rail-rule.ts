import type { BranchProtectionInputs, GitLabResources } from "./gitlab-resources";
import type { Settings, Tier } from "./settings";

/**
 * One guard-rail: from which tier GitLab has it, and what enforces it. The claim (`how`) and the properties
 * (`registers`) come from one function, so that nothing is claimed that is not registered.
 */
export interface GuardRailRule {
  readonly guardRail: string;
  readonly from: Tier;
  /** What holds where the tier cannot; empty from Free on. */
  readonly instead: string;
  /** Whether the stack has what this rail is about. @default - it has */
  readonly concerns?: (settings: Settings) => boolean;
  readonly enforce: (settings: Settings) => Enforcement;
}

export interface Enforcement {
  readonly how: string;
  readonly registers: Registers;
}

/** Several rails add to the protection of the one branch; everything else belongs to one rail alone. */
export interface Registers extends Partial<
  Omit<GitLabResources, "branchProtections" | "environments" | "variables">
> {
  readonly branch?: BranchProtectionInputs;
}
