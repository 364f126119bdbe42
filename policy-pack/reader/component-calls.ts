import type { Field, Reading } from "./field";
import { mapKnown } from "./reading";
import type { ResourceView } from "./resource";

/** A call that a component declares, each part as far as it is known. */
export interface ComponentCall {
  /** ARN of the role under which the call is made. */
  readonly identity: Reading<string>;
  readonly action: Reading<string>;
  readonly resource: Reading<string>;
  readonly why: Reading<string>;
}

/**
 * The `calls` of a component, `[{ identity, action, resource, why }]`, as it passed them to `registerOutputs`; nothing
 * else of a component reaches the stack's check.
 */
export function componentCalls({
  properties,
}: Pick<ResourceView, "properties">): Reading<readonly ComponentCall[]> {
  return mapKnown(properties.at("calls").list(), (items) => items.map(callIn));
}

function callIn(item: Field): ComponentCall {
  return {
    identity: item.at("identity").text(),
    action: item.at("action").text(),
    resource: item.at("resource").text(),
    why: item.at("why").text(),
  };
}
