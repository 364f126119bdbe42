import { readFileSync, writeFileSync } from "node:fs";
import { withName } from "../autoname";
import { getProject } from "../gitlab/get-project";
import type { Entity } from "../inventory";
import { Inventory } from "../inventory";
import { judgeFields } from "../judge-shape";
import type { Model } from "../model";
import type { Place } from "../registration";
import type { Subject } from "../subject";
import type { Branch } from "../tree";
import { UNKNOWN } from "../tree";
import { Credentials } from "./credentials";
import { nameById } from "./dead-principals";
import { goesWith, keepsIt } from "./deletion";
import { leftOut } from "./exclusive";
import { Faults } from "./faults";
import type { Call, Operation } from "./journal";
import { find, modelOf, subjectOf } from "./lookup";
import type { Order, OrderFor } from "./order";
import { registrationOf } from "./order";
import { Propagation } from "./propagation";
import type { Reply, Thing } from "./reply";
import { done, refused } from "./reply";
import { struck } from "./struck";
import { isPut } from "./put";

interface Saved {
  readonly entities: readonly Entity[];
  readonly serial: number;
}

/**
 * The emulated clouds as things that live: what is created stays, is read, changed and deleted, by whatever runs
 * come. All values are real; what a model rejects, the service refuses.
 */
export class Cloud {
  readonly world = new Inventory();
  readonly credentials = new Credentials(this.world);
  readonly faults = new Faults();
  readonly propagation = new Propagation();
  readonly journal: Call[] = [];
  private serial = 0;

  constructor(existing: readonly Entity[] = []) {
    for (const entity of existing) this.world.add(entity);
  }

  /** What a preview can tell of a thing that is not there yet: computed values are unknown. */
  foresee(order: Order): Branch {
    const { model, subject } = subjectOf(this.world, order, this.serial + 1);
    const name = model.physicalName(subject) ?? order.name;
    const { outputs, defaults } = model.compute(subject, name);
    const unknown = Object.fromEntries(Object.keys(outputs).map((key) => [key, UNKNOWN]));
    return { ...unknown, ...defaults, ...order.inputs };
  }

  /** The inputs with the name that the provider makes up where none is given; it keeps the one it made before. */
  named(order: Order, before: Branch | undefined): Branch {
    const model = modelOf(order.type);
    const input = model.autoname?.input;
    const kept = input === undefined ? undefined : before?.[input];
    if (input !== undefined && kept !== undefined && !(input in order.inputs))
      return { ...order.inputs, [input]: kept };
    return withName(model, registrationOf(order));
  }

  create(order: Order): Reply<Thing> {
    return this.call("create", order, "", () => {
      const serial = this.serial + 1;
      const { model, subject, found } = subjectOf(this.world, order, serial);
      const name = model.physicalName(subject);
      const existing = name === undefined ? undefined : this.world.named(model.type, subject.site, name);
      if (existing && isPut(model.type)) return this.write(existing, order);
      if (existing)
        return refused("AlreadyExists", `${model.type} '${name ?? ""}' exists already; import it or read it`);
      const refusal = this.judge(model, subject, found);
      if (refusal) return refusal;
      this.serial = serial;
      const { id, outputs, defaults } = model.compute(subject, name ?? order.name);
      const parent = model.parent?.(subject);
      const entity: Entity = {
        ...{ type: model.type, site: subject.site, name, id, inputs: order.inputs },
        outputs: { ...outputs, ...defaults, ...order.inputs },
        facts: { account: subject.account, region: subject.region, serial },
        ...(parent === undefined ? {} : { parent }),
      };
      this.put(entity);
      model.finish?.(subject);
      const [first] = found;
      if (!first) return done(entity);
      this.world.remove(entity);
      return refused(first.rule, first.message);
    });
  }

  /** The thing as it stands; `done(undefined)` where there is none. */
  read(order: OrderFor): Reply<Thing | undefined> {
    return this.call("read", order, order.id, () => done(find(this.world, order)));
  }

  update(order: OrderFor): Reply<Thing> {
    return this.call("update", order, order.id, () => {
      const existing = find(this.world, order);
      if (!existing)
        return refused("NotFound", `there is no ${order.type} '${order.id}'; run \`pulumi up --refresh\``);
      return this.write(existing, order);
    });
  }

  /** Deleting what is gone is no fault: providers take a service's "not found" for success. */
  delete(order: OrderFor): Reply<null> {
    return this.call("delete", order, order.id, () => {
      const existing = find(this.world, order);
      if (!existing) return done(null);
      const kept = keepsIt(this.world, existing);
      if (kept) return refused(kept.code, kept.message);
      for (const part of goesWith(this.world, existing)) this.world.remove(part);
      this.world.remove(existing);
      nameById(this.world, existing);
      return done(null);
    });
  }

  invoke(token: string, args: Branch, place: Place): Reply<Branch> {
    if (token !== "gitlab:index/getProject:getProject" || place.kind !== "gitlab")
      return refused("Unmodelled", `the function ${token} is not modelled by the emulator`);
    const answer = getProject(this.world, place.host, args);
    return "rejection" in answer ? refused("NotFound", answer.rejection) : done(answer.outputs);
  }

  /** Changes what exists as a person or another service would: no provider takes part. */
  change(entity: Entity, outputs: Branch): void {
    this.world.remove(entity);
    this.world.add({ ...entity, outputs: { ...entity.outputs, ...outputs } });
  }

  save(file: string): void {
    const saved: Saved = { entities: this.world.everything, serial: this.serial };
    writeFileSync(file, JSON.stringify(saved, undefined, 1));
  }

  /** Takes the place of all there is. Calls and faults before it are forgotten. */
  load(file: string): void {
    const { entities, serial } = JSON.parse(readFileSync(file, "utf8")) as Saved;
    for (const entity of this.world.everything) this.world.remove(entity);
    for (const entity of entities) this.world.add(entity);
    this.serial = serial;
    this.journal.length = 0;
    this.faults.clear();
    this.propagation.clear();
    this.credentials.restore();
  }

  private call<Value extends Thing | null | undefined>(
    operation: Operation,
    order: Order,
    id: string,
    serve: () => Reply<Value>,
  ): Reply<Value> {
    const lost = this.credentials.lost(order.place);
    const fault = lost ? undefined : this.faults.strike(operation, order.type, order.urn);
    const reply = lost ?? struck(fault, serve);
    const { type, urn } = order;
    const made = "value" in reply ? reply.value?.id : undefined;
    const outcome = fault ?? (reply.kind === "refused" ? reply.code : reply.kind);
    this.journal.push({ operation, type, urn, id: made ?? id, outcome });
    return reply;
  }

  private write(existing: Entity, order: Order): Reply<Thing> {
    this.world.remove(existing);
    const serial = existing.facts?.["serial"];
    const made = typeof serial === "number" ? serial : 0;
    const { model, subject, found } = subjectOf(this.world, order, made, existing.id);
    const refusal = this.judge(model, subject, found);
    if (refusal) {
      this.world.add(existing);
      return refusal;
    }
    const { outputs, defaults } = model.compute(subject, existing.name ?? order.name);
    const own = Object.entries(existing.outputs).filter(([key]) => !(key in existing.inputs));
    const computed = made === 0 ? {} : outputs;
    const settled = Object.fromEntries(own.filter(([key]) => key in outputs || made === 0));
    const entity: Entity = {
      ...existing,
      inputs: order.inputs,
      outputs: { ...defaults, ...computed, ...settled, ...order.inputs },
    };
    this.put(entity);
    return done(entity);
  }

  private put(entity: Entity): void {
    this.world.add(entity);
    this.propagation.begin(entity);
    for (const other of leftOut(this.world, entity)) this.world.remove(other);
  }

  private judge(model: Model, subject: Subject, found: { rule: string; message: string }[]) {
    const unseen = this.propagation.hide(this.world, subject);
    judgeFields(subject.inputs, model.inputs, "", subject.reject);
    model.check?.(subject);
    for (const entity of unseen) this.world.add(entity);
    const [first] = found;
    if (!first) return undefined;
    return refused(first.rule, found.map(({ message }) => message).join("; "), unseen.length > 0);
  }
}
