import type { Knowledge } from "../config/knowledge";
import { identitiesOf } from "../identities/identities";
import { valueOr } from "../reader/reading";
import type { Stack } from "../stack/stack";
import { CallerEdges } from "./map/caller-edges";
import type { RoadMap } from "./map/elements";
import { MapBuilder } from "./map/map-builder";
import { addOrigins } from "./map/origin-edges";
import { RoleEdges } from "./map/role-edges";
import { RoleNodes } from "./map/role-nodes";
import { StepEdges } from "./map/step-edges";
import { roleChainsOf } from "./role-chains";
import { roleReachOf } from "./role-reach";
import { stepReachOf } from "./step-reach";

/**
 * The whole road of a stack as one map: what and who starts it, its steps in order with their gates, what they run
 * and as whom, which roles those become, and the accounts that are changed in the end. Everything about power is
 * asked of `StepReach` and `RoleReach`, by which the policies judge.
 */
export function roadMap(stack: Stack, world: Knowledge): RoadMap {
  const accounts = valueOr(world.production, []);
  return stack.onceFor(`whole map of ${accounts.join()}`, () => {
    const { builder, roles, steps, edges } = begin(stack, world, accounts);
    steps.all(stack);
    edges.finish();
    addOrigins(builder, stack, world);
    const reach = roleReachOf(stack, world, accounts);
    new CallerEdges(builder, roles, reach, stack, world, identitiesOf(stack, world)).all();
    edges.finish();
    return builder.map;
  });
}

/**
 * The part of the map by which ways to production are cut: pipelines, steps, and every role that reaches production,
 * with all that it reaches it by.
 */
export function powerMap(stack: Stack, world: Knowledge, productionAccounts: readonly string[]): RoadMap {
  return stack.onceFor(`map of power over ${productionAccounts.join()}`, () => {
    const { builder, roles, steps, edges } = begin(stack, world, productionAccounts);
    const reach = roleReachOf(stack, world, productionAccounts);
    for (const role of identitiesOf(stack, world).roles)
      if (reach.of({ kind: "role", role }).kind !== "none") roles.node(role);
    steps.all(stack);
    edges.finish();
    return builder.map;
  });
}

function begin(stack: Stack, world: Knowledge, accounts: readonly string[]) {
  const builder = new MapBuilder();
  const reach = roleReachOf(stack, world, accounts);
  const { provisioningRole } = world;
  const provisioner = provisioningRole.kind === "known" ? provisioningRole.value : undefined;
  const roles = new RoleNodes(builder, accounts, provisioner);
  const edges = new RoleEdges(roles, roleChainsOf(stack, world), reach);
  const identities = identitiesOf(stack, world);
  const steps = new StepEdges(builder, roles, stepReachOf(stack, world, accounts), identities, accounts);
  return { builder, roles, steps, edges };
}
