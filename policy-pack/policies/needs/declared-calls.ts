import type { ComponentCall } from "../../reader/component-calls";
import { componentCalls } from "../../reader/component-calls";
import { valueOr } from "../../reader/reading";
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
  for (const component of stack.resources) {
    const { type, name } = component;
    if (!type.startsWith("delivery:index:")) continue;
    const list = componentCalls(component);
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
function readCall(
  { identity, action, resource, why }: ComponentCall,
  component: string,
): (Call & { readonly identity: string }) | string {
  if (identity.kind !== "known") return identity.path;
  if (action.kind !== "known") return action.path;
  if (resource.kind !== "known") return resource.path;
  return {
    identity: identity.value,
    action: action.value,
    resource: resource.value,
    why: valueOr(why, "declared"),
    source: `declared by ${component}`,
  };
}
