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

  add(entity: Entity): void {
    const { type, site, name, id, parent } = entity;
    if (name !== undefined) this.byName.set(key(type, site, name), entity);
    this.byId.set(key(type, site, id), entity);
    const arn = entity.outputs["arn"];
    // An ARN among the inputs is another's: a topic policy names its topic by it.
    if (typeof arn === "string" && !("arn" in entity.inputs)) this.byArn.set(arn, entity);
    append(this.byType, type, entity);
    if (parent !== undefined) append(this.byParent, key(type, site, parent), entity);
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

function key(type: string, { account, region }: Site, name: string): string {
  return `${type}|${account}|${region}|${name}`;
}
