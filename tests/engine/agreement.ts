import type { Cloud } from "../../emulator/cloud/cloud";
import type { Entity } from "../../emulator/inventory";
import type { StateResource } from "./road";
import { shortOf } from "./road";

/**
 * Where state and clouds disagree, in words; empty where they agree: everything in the state exists as the state has
 * it, and everything that exists, but for what was there before, is in the state once.
 */
export function disagreements(
  cloud: Cloud,
  state: readonly StateResource[],
  before: readonly Entity[],
): readonly string[] {
  const managed = state.filter(
    ({ custom, type, external }) => custom && external !== true && !type.startsWith("pulumi:"),
  );
  const standing = cloud.world.everything;
  const found = new Set<Entity>();
  const ofState = managed.flatMap((resource): string[] => {
    const what = shortOf(resource.urn);
    if (resource.delete) return [`${what} waits for its deletion`];
    if (resource.initErrors?.length) return [`${what} is half-done: ${resource.initErrors.join("; ")}`];
    const account = accountOf(resource, state);
    const matches = standing.filter((entity) => isThe(entity, resource, account));
    if (matches.length !== 1) return [`${what} is in the state, and ${matches.length} of it exist`];
    const [entity] = matches;
    if (!entity) return [];
    if (found.has(entity)) return [`${what} is in the state twice`];
    found.add(entity);
    const [inState, inCloud] = [plain(resource.inputs ?? {}), plain(entity.inputs)];
    return inState === inCloud ? [] : [`${what} is ${inCloud}, and the state says ${inState}`];
  });
  const known = new Set(before.map(identityOf));
  const orphans = standing
    .filter((entity) => !found.has(entity) && !known.has(identityOf(entity)))
    .map(({ type, id }) => `${type} ${id} exists, and no state knows it`);
  return [...ofState, ...orphans];
}

/** The account that the resource's provider works in; undefined for GitLab. */
function accountOf({ provider = "" }: StateResource, state: readonly StateResource[]): string | undefined {
  const inputs = state.find(({ urn }) => provider.startsWith(`${urn}::`))?.inputs;
  const allowed = inputs?.["allowedAccountIds"];
  return typeof allowed === "string" ? (JSON.parse(allowed) as string[])[0] : undefined;
}

function isThe(entity: Entity, resource: StateResource, account: string | undefined): boolean {
  const { type, id, inputs = {} } = resource;
  if (entity.type !== type || entity.id !== id) return false;
  // Names are the same in all accounts and regions, and keys of objects in all buckets.
  const { facts, site } = entity;
  const standsIn = facts?.["region"] ?? site.region;
  const region = inputs["region"] ?? standsIn;
  return (
    (account === undefined || account === (facts?.["account"] ?? site.account)) &&
    (site.region === "global" || site.region === "gitlab" || region === standsIn) &&
    (inputs["bucket"] === undefined || inputs["bucket"] === entity.inputs["bucket"])
  );
}

function identityOf({ type, site, id }: Entity): string {
  return [type, site.account, site.region, id].join("|");
}

function plain(inputs: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(inputs).filter(([key]) => !key.startsWith("__"));
  return JSON.stringify(ordered(Object.fromEntries(entries)));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Record<string, unknown>).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
}
