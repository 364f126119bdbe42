import { textAt } from "../../emulator/tree";
import type { Tree } from "../../emulator/world";
import type { ResourceResult } from "../rehearsal/result";
import { accountOf } from "./road";
import type { Road } from "./road";
import { thingsIn } from "./things";

/** An account of the road, and what would stand in it. */
export interface AccountView {
  readonly account: string;
  /** `DevOps`, the stages that deploy to it, or what its provider calls it. */
  readonly label: string;
  /** One a region, global things first. */
  readonly places: readonly { readonly region: string; readonly things: readonly string[] }[];
}

/** The accounts in the order of the road: the pipeline's own, then as the stages reach them, then the rest. */
export function accountViews(resources: readonly ResourceResult[], road: Road): readonly AccountView[] {
  const standing = new Map<string, ResourceResult[]>();
  for (const resource of resources) {
    const account = accountOf(resource);
    if (account === undefined || resource.type.startsWith("pulumi:")) continue;
    standing.set(account, [...(standing.get(account) ?? []), resource]);
  }
  const stages = stagesByAccount(road);
  const home = road.home === undefined ? [] : [road.home];
  const order = [...new Set([...home, ...stages.keys(), ...standing.keys()])];
  return order.map((account) => {
    const label = account === road.home ? "DevOps" : (stages.get(account) ?? []).join(", ");
    return {
      account,
      label: label || (owner(resources, account) ?? ""),
      places: placesOf(standing.get(account) ?? []),
    };
  });
}

/** Whose an account is by the default tags of its provider: all there is to go by while no pipeline reaches it. */
function owner(resources: readonly ResourceResult[], account: string): string | undefined {
  const provider = resources.find(
    (resource) => resource.type === "pulumi:providers:aws" && accountOf(resource) === account,
  );
  const tags = provider && textAt(provider.inputs, "defaultTags");
  return tags === undefined ? undefined : textAt(JSON.parse(tags) as Tree, "tags.delivery:owner");
}

function placesOf(resources: readonly ResourceResult[]): AccountView["places"] {
  const byRegion = new Map<string, ResourceResult[]>();
  for (const resource of resources) {
    const region = resource.provider && "region" in resource.provider ? resource.provider.region : "";
    byRegion.set(region, [...(byRegion.get(region) ?? []), resource]);
  }
  const rank = (region: string): string => (region === "global" ? "" : region);
  return [...byRegion]
    .sort(([a], [b]) => rank(a).localeCompare(rank(b)))
    .map(([region, list]) => ({ region, things: thingsIn(list) }));
}

/** Which stages reach an account through the roles of their actions. */
function stagesByAccount(road: Road): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const stage of road.pipelines.flatMap(({ stages }) => stages))
    for (const action of stage.actions)
      for (const { account } of action.kind === "run" ? action.reach : []) {
        const names = found.get(account) ?? [];
        found.set(account, names.includes(stage.name) ? names : [...names, stage.name]);
      }
  return found;
}
