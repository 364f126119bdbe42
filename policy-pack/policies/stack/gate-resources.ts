import { tokenGroups, tokens } from "../../stack/tokens";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { readsKey } from "./store-key";

/** Types whose resources hold the gate or its evidence wherever they are. */
export const gateTypes: readonly string[] = [
  tokens.pipeline,
  ...tokenGroups.connections,
  tokens.branchProtection,
  tokens.protectedEnvironment,
  tokens.groupProtectedEnvironment,
  tokens.approvalRule,
];

export interface GateResources {
  /** Resource, and in words what it is to the gate. */
  readonly resources: readonly { readonly resource: StackResource; readonly as: string }[];
  /** Paths of artifact stores that are not known, so that their bucket or key can't be found. */
  readonly unknown: readonly string[];
}

/**
 * The resources of a stack that hold the gate or its evidence: those of `types`, and the buckets and keys of the
 * pipelines' artifacts.
 */
export function gateResources(stack: Stack, types: readonly string[] = gateTypes): GateResources {
  const direct = stack
    .ofType(...types)
    .map((resource) => ({ resource, as: `a gate resource (${resource.type})` }));
  const stores = stack.ofType(tokens.pipeline).map((pipeline) => storesOf(pipeline, stack));
  return {
    resources: [...direct, ...stores.flatMap(({ resources }) => resources)],
    unknown: [...new Set(stores.flatMap(({ unknown }) => unknown))],
  };
}

function storesOf(pipeline: StackResource, stack: Stack): GateResources {
  const list = pipeline.properties.at("artifactStores").list();
  if (list.kind === "unknown") return { resources: [], unknown: [`${pipeline.name}.${list.path}`] };
  const resources: { resource: StackResource; as: string }[] = [];
  const unknown: string[] = [];
  for (const store of list.kind === "known" ? list.value : []) {
    const location = store.at("location").text();
    if (location.kind === "known") {
      const bucket = stack.ofType(...tokenGroups.buckets).find(({ properties }) => {
        const name = properties.at("bucket").text();
        return name.kind === "known" && name.value === location.value;
      });
      if (bucket) resources.push({ resource: bucket, as: "the bucket of a pipeline's artifacts" });
    } else unknown.push(`${pipeline.name}.${location.path}`);
    const key = readsKey(store.at("encryptionKey").at("id"), pipeline, stack);
    if (typeof key === "string") unknown.push(`${pipeline.name}.${key}`);
    else if (key) resources.push({ resource: key, as: "the key of a pipeline's artifacts" });
  }
  return { resources, unknown };
}
