import { isBranch, isList } from "../../emulator/tree";
import type { Branch, Tree } from "../../emulator/tree";

/**
 * What the policy config describes and nobody proves here: roles outside of the stack, whose documents the
 * policies judge as they are written down.
 */
export function assumptionsOf(policyConfig: Branch): string[] {
  const world = inside(inside(policyConfig, "exemption-valid"), "world");
  const roles = inside(world, "externalRoles");
  return isList(roles) ? roles.flatMap(assumption) : [];
}

function assumption(role: Tree): readonly string[] {
  const [arn, checked] = [inside(role, "role"), inside(role, "checked")];
  if (typeof arn !== "string") return [];
  const day = typeof checked === "string" ? `looked at on ${checked}` : "nobody says when it was looked at";
  return [`${arn} is as the policy config describes it (${day})`];
}

function inside(tree: Tree | undefined, key: string): Tree | undefined {
  return isBranch(tree) && Object.hasOwn(tree, key) ? tree[key] : undefined;
}
