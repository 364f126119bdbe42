import type { Field } from "../../reader/field";
import type { Stack } from "../../stack/stack";
import type { Call } from "./call";

/** What the components of a stack declare: calls by the ARN of the role under which each is made. */
export interface DeclaredCalls {
  readonly byIdentity: ReadonlyMap<string, readonly Call[]>;
  /** Declarations that can't be read; any of them may be of any identity. */
  readonly unknown: readonly string[];
}

/** Reads `calls` of every `delivery:index:*` component, as it was passed to `registerOutputs`. */
export function declaredCalls(stack: Stack): DeclaredCalls {
  const byIdentity = new Map<string, Call[]>();
  const unknown: string[] = [];
  for (const { type, name, properties } of stack.resources) {
    if (!type.startsWith("delivery:index:")) continue;
    const list = properties.at("calls").list();
    if (list.kind === "unknown") unknown.push(`${name}.${list.path}`);
    for (const item of list.kind === "known" ? list.value : []) {
      const call = readCall(item, name);
      if (typeof call === "string") unknown.push(`${name}.${call}`);
      else byIdentity.set(call.identity, [...(byIdentity.get(call.identity) ?? []), call]);
    }
  }
  return { byIdentity, unknown };
}

/** A call, or the path of what keeps it from being read. */
function readCall(item: Field, component: string): (Call & { readonly identity: string }) | string {
  const identity = item.at("identity").text();
  const action = item.at("action").text();
  const resource = item.at("resource").text();
  if (identity.kind !== "known") return identity.path;
  if (action.kind !== "known") return action.path;
  if (resource.kind !== "known") return resource.path;
  const why = item.at("why").text();
  return {
    identity: identity.value,
    action: action.value,
    resource: resource.value,
    why: why.kind === "known" ? why.value : "declared",
    source: `declared by ${component}`,
  };
}
