import type { Entity, Inventory } from "../inventory";
import type { Model } from "../model";
import { settle } from "../placement";
import { models } from "../registry";
import { Subject } from "../subject";
import type { Order, OrderFor } from "./order";
import { registrationOf } from "./order";

/** What a model judges, and the list that it fills with what it refuses. */
export interface Judged {
  readonly model: Model;
  readonly subject: Subject;
  readonly found: { rule: string; message: string }[];
}

/** `serial` counts creations: what a service makes up is made up anew, a key made again is another key. */
export function subjectOf(world: Inventory, order: Order, serial: number, importId?: string): Judged {
  const model = modelOf(order.type);
  const found: { rule: string; message: string }[] = [];
  const reject = (rule: string, message: string): void => void found.push({ rule, message });
  const registration = registrationOf({ ...order, urn: `${order.urn}#${serial}` }, importId);
  const { site, account, region } = settle(model, registration, reject);
  const subject = new Subject(registration, order.inputs, site, account, region, world, reject);
  return { model, subject, found };
}

/** What exists under an order's id, in the place that the order's provider leads to. */
export function find(world: Inventory, order: OrderFor): Entity | undefined {
  const { model, subject } = subjectOf(world, order, 0, order.id);
  const name = model.physicalName(subject);
  const named = name === undefined ? undefined : world.named(model.type, subject.site, name);
  if (named?.id === order.id) return named;
  // An import id of the AWS provider may end in `@<region>`.
  const plain = order.id.replace(/@[a-z0-9-]+$/, "");
  return world.identified(model.type, subject.site, plain) ?? world.named(model.type, subject.site, plain);
}

export function modelOf(type: string): Model {
  const model = models.get(type);
  if (!model) throw new Error(`${type} is not modelled by the emulator; add its model to the registry.`);
  return model;
}
