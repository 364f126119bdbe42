import { isBranch, isList } from "../../emulator/tree";
import type { Branch, Tree } from "../../emulator/tree";
import { shownPlace } from "./place";
import type { RegisteredResource } from "./registered-resource";

/**
 * What the policy config describes and nobody proves here: roles outside of the stack, whose documents the
 * policies judge as they are written down. One config serves several stacks, so only roles of this one's accounts
 * are named.
 */
export function assumptionsOf(policyConfig: Branch, accounts: ReadonlySet<string>): string[] {
  const world = inside(inside(policyConfig, "exemption-valid"), "world");
  const roles = inside(world, "externalRoles");
  return isList(roles) ? roles.flatMap((role) => assumption(role, accounts)) : [];
}

/** Accounts in which a stack has resources. */
export function accountsOf(resources: Iterable<RegisteredResource>): ReadonlySet<string> {
  const accounts = new Set<string>();
  for (const resource of resources) {
    const place = resource.custom ? shownPlace(resource) : null;
    if (place && "account" in place) accounts.add(place.account);
  }
  return accounts;
}

function assumption(role: Tree, accounts: ReadonlySet<string>): readonly string[] {
  const [arn, checked] = [inside(role, "role"), inside(role, "checked")];
  if (typeof arn !== "string" || !accounts.has(arn.split(":")[4] ?? "")) return [];
  const day = typeof checked === "string" ? `looked at on ${checked}` : "nobody says when it was looked at";
  return [`${arn} is as the policy config describes it (${day})`];
}

function inside(tree: Tree | undefined, key: string): Tree | undefined {
  return isBranch(tree) && Object.hasOwn(tree, key) ? tree[key] : undefined;
}
