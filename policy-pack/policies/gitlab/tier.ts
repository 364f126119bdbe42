import type { Knowledge } from "../../config/knowledge";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

/** GitLab's tiers; a later one has all of an earlier one. */
export const tiers = ["free", "premium", "ultimate"] as const;
export type Tier = (typeof tiers)[number];

/** Whether GitLab has what a tier brings; `unknown` says which setting would tell. */
export type HasTier =
  | { readonly kind: "yes" }
  | { readonly kind: "no"; readonly tier: Tier }
  | { readonly kind: "unknown"; readonly path: string };

/** No tier but a paid one takes these resources, so a stack that has one says which tier it works with. */
const paidTypes = [
  tokens.mergeRequestApprovals,
  tokens.approvalRule,
  tokens.pushRules,
  tokens.protectedEnvironment,
  tokens.groupProtectedEnvironment,
] as const;

export function hasTier(needed: Exclude<Tier, "free">, stack: Stack, world: Knowledge): HasTier {
  const stated = statedTier(needed, world);
  if (stated.kind !== "unknown") return stated;
  return needed === "premium" && stack.ofType(...paidTypes).length > 0 ? { kind: "yes" } : stated;
}

/** The same by what the settings and the policy config say alone. */
export function statedTier(needed: Exclude<Tier, "free">, { tier }: Knowledge): HasTier {
  if (tier.kind !== "known") return { kind: "unknown", path: tier.path };
  const own = tiers.find((one) => one === tier.value.toLowerCase());
  if (!own) return { kind: "unknown", path: "delivery:gitlab.tier" };
  return tiers.indexOf(own) >= tiers.indexOf(needed) ? { kind: "yes" } : { kind: "no", tier: own };
}
