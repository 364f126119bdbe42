import type { Knowledge } from "../../config/knowledge";
import { roleChainsOf } from "../../graph/role-chains";
import { roleReachOf } from "../../graph/role-reach";
import { allowed } from "../../iam/allowance";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { Stack } from "../../stack/stack";

export type ReadsOnly =
  | { readonly kind: "yes" }
  | { readonly kind: "no" }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

/**
 * Whether a role can change nothing in any account of the stack, and takes no role of production, not even one
 * that reads. Only such a role may be for merge requests, whose branches nobody protects.
 */
export function readsOnlyBelowProduction(role: Principal, stack: Stack, world: Knowledge): ReadsOnly {
  const { accounts, production } = world;
  if (accounts.kind !== "known") return { kind: "unknown", paths: [accounts.path] };
  if (production.kind !== "known") return { kind: "unknown", paths: [production.path] };
  const reach = roleReachOf(stack, world, accounts.value).of({ kind: "role", role });
  if (reach.kind === "unknown") return { kind: "unknown", paths: reach.paths };
  if (reach.kind === "production") return { kind: "no" };
  return takesProduction(role, stack, world, production.value) ? { kind: "no" } : { kind: "yes" };
}

/** Through other roles too. A chain that may exist counts. */
function takesProduction(
  start: Principal,
  stack: Stack,
  world: Knowledge,
  production: readonly string[],
): boolean {
  const { partitions } = identitiesOf(stack, world);
  for (const { role } of roleChainsOf(stack, world).from(start, false))
    for (const account of production)
      for (const partition of partitions)
        if (
          allowed(role.documents, "sts:assumerole", `arn:${partition}:iam::${account}:role/*`).kind !== "no"
        )
          return true;
  return false;
}
