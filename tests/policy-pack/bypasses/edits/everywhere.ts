import { isBranch, isList } from "../../../../emulator/tree";
import type { Branch, Tree } from "../../../../emulator/tree";
import type { Resource } from "../../prod-stack";
import type { Edit } from "./edit";

/** Writes another text in place of one, in all properties and in all documents inside them. */
export function rename(from: RegExp, to: string): Edit {
  return inAll((value) => (typeof value === "string" ? value.replace(from, to) : value));
}

/**
 * Wherever a list names something, it then names its twin too: rights, declared calls, keys and rules that hold
 * for one hold for both. `except` tells the resources, by name, that have nothing to do with the twin.
 */
export function alsoName(from: RegExp, to: string, except?: RegExp): Edit {
  const twinOf = (value: Tree): Tree[] => {
    if (typeof value === "string") return from.test(value) ? [value.replace(from, to)] : [];
    const resource = isBranch(value) ? value["resource"] : undefined;
    return isBranch(value) && typeof resource === "string" && from.test(resource)
      ? [{ ...value, resource: resource.replace(from, to) }]
      : [];
  };
  return inAll((value) => {
    const twins = isList(value) ? value.flatMap(twinOf) : [];
    return isList(value) && twins.length > 0 ? [...value, ...twins] : value;
  }, except);
}

function inAll(edit: (value: Tree) => Tree, except = /^$/): Edit {
  return ({ resources, config }) => {
    const changed = resources.map((resource) =>
      except.test(resource.name) ? resource : changedIn(resource, edit),
    );
    if (changed.every((resource, index) => resource === resources[index])) throw new Error("nothing changes");
    return { resources: changed, config };
  };
}

function changedIn(resource: Resource, edit: (value: Tree) => Tree): Resource {
  const inputs = within(resource.inputs, edit) as Branch;
  const foreseen = resource.foreseen && (within(resource.foreseen, edit) as Branch);
  if (inputs === resource.inputs && foreseen === resource.foreseen) return resource;
  return { ...resource, inputs, ...(foreseen ? { foreseen } : {}) };
}

/** The same value where nothing in it changes. */
function within(value: Tree, edit: (value: Tree) => Tree): Tree {
  const inner = insideOf(value, edit);
  return edit(inner);
}

function insideOf(value: Tree, edit: (value: Tree) => Tree): Tree {
  if (typeof value === "string") {
    if (!/^[[{]/.test(value)) return value;
    const document = parsed(value);
    if (document === undefined) return value;
    const changed = within(document, edit);
    return changed === document ? value : JSON.stringify(changed);
  }
  if (isList(value)) {
    const changed = value.map((one) => within(one, edit));
    return changed.every((one, index) => one === value[index]) ? value : changed;
  }
  if (!isBranch(value)) return value;
  const changed = Object.entries(value).map(([key, one]) => [key, within(one, edit)] as const);
  return changed.every(([key, one]) => one === value[key]) ? value : Object.fromEntries(changed);
}

function parsed(text: string): Tree | undefined {
  try {
    return JSON.parse(text) as Tree;
  } catch {
    return undefined;
  }
}
