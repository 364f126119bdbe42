import type { Branch } from "./tree";

/** Where a thing stands, as far as its name has to be unique: `region`, `global` in an account, or a host. */
export interface Site {
  readonly account: string;
  readonly region: string;
}

/** Who made a thing: a stack, or nobody, for what the settings record as existing. */
export interface Owner {
  readonly stack: string;
  readonly urn: string;
}

/** Something that exists in the emulated world. */
export interface Entity {
  readonly type: string;
  readonly site: Site;
  /** Physical name, unique by type and site; undefined where a preview does not know it. */
  readonly name: string | undefined;
  readonly id: string;
  readonly inputs: Branch;
  readonly outputs: Branch;
  readonly owner?: Owner;
  /** For what exists before the run: the setting that says so. */
  readonly recordedBy?: string;
  /** What neither inputs nor outputs carry, e.g. the tier of a GitLab subscription. */
  readonly facts?: Branch;
  /** What it belongs to, e.g. the role of an inline policy: its name, in the same site. */
  readonly parent?: string;
}

/** Everything that exists, found by name, id, ARN, or by what it belongs to. */
export class Inventory {
  private readonly byName = new Map<string, Entity>();
  private readonly byId = new Map<string, Entity>();
  private readonly byArn = new Map<string, Entity>();
  private readonly byParent = new Map<string, Entity[]>();
  private readonly byType = new Map<string, Entity[]>();
  private readonly present = new Set<Entity>();

  add(entity: Entity): void {
    const { type, site, name, id, parent } = entity;
    this.present.add(entity);
    if (name !== undefined) this.byName.set(key(type, site, name), entity);
    this.byId.set(key(type, site, id), entity);
    const arn = entity.outputs["arn"];
    // An ARN among the inputs is another's: a topic policy names its topic by it.
    if (typeof arn === "string" && !("arn" in entity.inputs)) this.byArn.set(arn, entity);
    append(this.byType, type, entity);
    if (parent !== undefined) append(this.byParent, key(type, site, parent), entity);
  }

  /** Takes a thing out of the world. What belongs to it stays: whether that goes too is its service's affair. */
  remove(entity: Entity): void {
    const { type, site, name, id, parent } = entity;
    this.present.delete(entity);
    if (name !== undefined) drop(this.byName, key(type, site, name), entity);
    drop(this.byId, key(type, site, id), entity);
    const arn = entity.outputs["arn"];
    if (typeof arn === "string") drop(this.byArn, arn, entity);
    without(this.byType, type, entity);
    if (parent !== undefined) without(this.byParent, key(type, site, parent), entity);
  }

  /** All there is, in the order in which it came to be. */
  get everything(): readonly Entity[] {
    return [...this.present];
  }

  named(type: string, site: Site, name: string): Entity | undefined {
    return this.byName.get(key(type, site, name));
  }

  identified(type: string, site: Site, id: string): Entity | undefined {
    return this.byId.get(key(type, site, id));
  }

  withArn(arn: string): Entity | undefined {
    return this.byArn.get(arn);
  }

  /** What of one type belongs to a parent, in the order of registration. */
  of(type: string, site: Site, parent: string): readonly Entity[] {
    return this.byParent.get(key(type, site, parent)) ?? [];
  }

  /** All of one type, wherever they stand. */
  all(type: string): readonly Entity[] {
    return this.byType.get(type) ?? [];
  }
}

function append(index: Map<string, Entity[]>, place: string, entity: Entity): void {
  const list = index.get(place);
  if (list) list.push(entity);
  else index.set(place, [entity]);
}

function drop(index: Map<string, Entity>, place: string, entity: Entity): void {
  if (index.get(place) === entity) index.delete(place);
}

function without(index: Map<string, Entity[]>, place: string, entity: Entity): void {
  const rest = (index.get(place) ?? []).filter((other) => other !== entity);
  if (rest.length > 0) index.set(place, rest);
  else index.delete(place);
}

function key(type: string, { account, region }: Site, name: string): string {
  return `${type}|${account}|${region}|${name}`;
}
