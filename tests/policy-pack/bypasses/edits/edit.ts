import { isDeepStrictEqual } from "node:util";
import { UNKNOWN } from "../../../../emulator/tree";
import type { Branch, Tree } from "../../../../emulator/tree";
import type { Resource } from "../../prod-stack";

/** What an edit starts from: the stack, and the policy config that it is judged under. */
export interface Situation {
  readonly resources: readonly Resource[];
  readonly config: Branch;
}

/** A pure change. One that finds nothing to change throws: a bypass that isn't there proves nothing. */
export type Edit = (situation: Situation) => Situation;

export function all(...edits: readonly Edit[]): Edit {
  return (situation) => edits.reduce((before, edit) => edit(before), situation);
}

/** The one resource of this name; with `type` where a component has the same. */
export function resourceNamed(resources: readonly Resource[], name: string, type?: string): Resource {
  const found = resources.filter((one) => one.name === name && (type === undefined || one.type === type));
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} resources are called ${name}`);
  return only;
}

/** Puts another resource in the place of one. All others stay the same objects, so that what is known of them holds. */
export function replaceResource(name: string, change: (resource: Resource) => Resource, type?: string): Edit {
  return ({ resources, config }) => {
    const old = resourceNamed(resources, name, type);
    const changed = change(old);
    if (isDeepStrictEqual(changed, old)) throw new Error(`nothing of ${name} changes`);
    return { resources: resources.map((one) => (one === old ? changed : one)), config };
  };
}

/** Changes what a resource is given, and with it what a preview foresees. */
export function change(name: string, edit: (properties: Branch) => Branch, type?: string): Edit {
  return replaceResource(
    name,
    (resource) => ({
      ...resource,
      inputs: edit(resource.inputs),
      ...(resource.foreseen ? { foreseen: edit(resource.foreseen) } : {}),
    }),
    type,
  );
}

export function set(name: string, properties: Branch, type?: string): Edit {
  return change(name, (before) => ({ ...before, ...properties }), type);
}

export function unset(name: string, property: string): Edit {
  return change(name, (before) =>
    Object.fromEntries(Object.entries(before).filter(([key]) => key !== property)),
  );
}

export function protect(name: string, isProtected: boolean): Edit {
  return replaceResource(name, (resource) => ({ ...resource, protect: isProtected }));
}

export function ignoreChanges(name: string, ...paths: readonly string[]): Edit {
  return replaceResource(name, (resource) => ({ ...resource, ignoreChanges: paths }));
}

export function remove(name: string, type?: string): Edit {
  return ({ resources, config }) => {
    const gone = resourceNamed(resources, name, type);
    return { resources: resources.filter((one) => one !== gone), config };
  };
}

/** A resource to add, with the provider and under the parent of one that is there. */
export interface Addition {
  readonly type: string;
  readonly name: string;
  readonly beside: string;
  readonly inputs: Branch;
  readonly protect?: boolean;
  /** Properties that are made from outputs of other resources, and so are not known at preview; by their names. */
  readonly madeFrom?: Readonly<Record<string, string>>;
}

export function add(...additions: readonly Addition[]): Edit {
  return ({ resources, config }) => ({
    resources: additions.reduce((before, one) => [...before, added(before, one)], resources),
    config,
  });
}

function added(resources: readonly Resource[], addition: Addition): Resource {
  const { type, name, beside, inputs, protect: isProtected, madeFrom = {} } = addition;
  const neighbour = resourceNamed(resources, beside);
  const { provider, parent } = neighbour;
  const path = neighbour.urn.slice(0, neighbour.urn.lastIndexOf(neighbour.type));
  const urn = `${path}${type}::${name}`;
  if (resources.some((one) => one.urn === urn)) throw new Error(`${urn} is there already`);
  const unknown = Object.keys(madeFrom).map((property) => [property, UNKNOWN] as const);
  return {
    type,
    name,
    urn,
    inputs: { ...inputs, ...Object.fromEntries(unknown) },
    ...(isProtected === undefined ? {} : { protect: isProtected }),
    ...(provider ? { provider } : {}),
    ...(parent === undefined ? {} : { parent }),
    propertyDependencies: Object.fromEntries(
      Object.entries(madeFrom).map(([property, other]) => [property, [resourceNamed(resources, other).urn]]),
    ),
  };
}

/** Adds a second resource like one that is there, under another name and with other properties. */
export function copy(name: string, newName: string, edit: (properties: Branch) => Branch): Edit {
  return ({ resources, config }) => {
    const one = resourceNamed(resources, name);
    const { foreseen } = one;
    const twin: Resource = {
      ...one,
      name: newName,
      urn: `${one.urn.slice(0, -name.length)}${newName}`,
      inputs: edit(one.inputs),
      ...(foreseen ? { foreseen: edit(foreseen) } : {}),
    };
    return { resources: [...resources, twin], config };
  };
}

/** Sets what the policy config says of a policy. */
export function configure(policy: string, value: Tree): Edit {
  return ({ resources, config }) => ({ resources, config: { ...config, [policy]: value } });
}
