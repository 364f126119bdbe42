import type { Entity, Site } from "./inventory";
import { Inventory } from "./inventory";
import { judgeFields, quoted } from "./judge-shape";
import { getProject } from "./gitlab/get-project";
import type { Model } from "./model";
import { claim, nothingSuch, notAsImported } from "./ownership";
import { settle } from "./placement";
import type { InvokeAnswer, Outcome, Place, Registration, Rejection } from "./registration";
import { models } from "./registry";
import type { Seed } from "./seed";
import { Subject } from "./subject";
import type { Branch, Tree } from "./tree";
import { UNKNOWN } from "./tree";
import { withName } from "./autoname";

export type { InvokeAnswer, Outcome, Place, Registration, Rejection } from "./registration";
export type { Branch, Tree } from "./tree";
export { UNKNOWN } from "./tree";

/**
 * An offline AWS and GitLab. It takes the registrations of all stacks of a run, in their order; refuses what
 * the real services would refuse, and answers what they would compute. What is not known yet is never held
 * against a resource.
 */
export class World {
  private readonly inventory = new Inventory();
  private readonly registered = new Map<string, { model: Model; subject: Subject; found: Rejection[] }[]>();

  constructor(seed: Seed) {
    for (const entity of seed.entities) this.inventory.add(entity);
  }

  /** Creates a resource, or takes one that exists into the stack where `importId` is given. */
  register(registration: Registration): Outcome {
    return this.answer(registration, registration.importId, true);
  }

  /** Reads a resource that exists without owning it (`X.get`). */
  read(registration: Registration & { readonly id: string }): Outcome {
    return this.answer(registration, registration.id, false);
  }

  /** Answers a provider function. Functions that the emulator does not model are refused. */
  invoke(token: string, args: Tree, place: Place | undefined): InvokeAnswer {
    if (token !== "gitlab:index/getProject:getProject")
      return { rejection: `the function ${quoted(token)} is not modelled by the emulator` };
    if (place?.kind !== "gitlab" || place.isDefault)
      return { rejection: `${token} is called on the default provider; give it the provider of its host` };
    return getProject(this.inventory, place.host, args);
  }

  /** What is refused once all of a stack is there: what a first run would need and not find. */
  finish(stack: string): readonly Rejection[] {
    return (this.registered.get(stack) ?? []).flatMap(({ model, subject, found }) => {
      // What the registration itself was refused for has been told already.
      found.length = 0;
      model.finish?.(subject);
      return [...found];
    });
  }

  private answer(registration: Registration, existingId: string | undefined, owned: boolean): Outcome {
    const { type, inputs, place, stack, urn } = registration;
    const nothing = { id: "", outputs: inputs, computed: [] };
    if (!place || type.startsWith("pulumi:")) return { ...nothing, rejections: [] };
    const model = models.get(type);
    const found: Rejection[] = [];
    const reject = (rule: string, message: string, source?: string): void => {
      found.push({ stack, urn, rule, message, source: source ?? model?.source ?? "the emulator itself" });
    };
    if (!model) {
      reject("unmodelled-type", `${type} is not modelled by the emulator, so nothing can be said of it`);
      return { ...nothing, rejections: found };
    }
    const named = existingId === undefined ? withName(model, registration) : inputs;
    const { site, account, region } = settle(model, registration, reject);
    const subject = new Subject(registration, named, site, account, region, this.inventory, reject);
    const outcome =
      existingId === undefined ? this.create(model, subject) : this.take(model, subject, existingId, owned);
    const settled = { ...outcome, rejections: [...found] };
    if (owned) {
      const list = this.registered.get(stack) ?? [];
      list.push({ model, subject, found });
      this.registered.set(stack, list);
    }
    return settled;
  }

  private create(model: Model, subject: Subject): Omit<Outcome, "rejections"> {
    const name = subject.region === UNKNOWN ? undefined : model.physicalName(subject);
    this.judge(model, subject);
    const free = claim(model, subject, name);
    const { id, outputs, defaults } = model.compute(subject, name ?? subject.registration.name);
    const all: Branch = { ...outputs, ...defaults, ...subject.inputs };
    if (free) this.remember(model, subject, name, id, all);
    return { id, outputs: all, computed: Object.keys(outputs).filter((key) => !(key in subject.inputs)) };
  }

  private take(
    model: Model,
    subject: Subject,
    existingId: string,
    owned: boolean,
  ): Omit<Outcome, "rejections"> {
    const existing = this.find(model, subject.site, existingId);
    if (!existing) {
      nothingSuch(model, subject, existingId, owned);
      return { id: existingId, outputs: subject.inputs, computed: [] };
    }
    const outputs: Branch = { ...existing.outputs, ...subject.inputs };
    if (owned) {
      this.judge(model, subject);
      if (claim(model, subject, existing.name, existing)) {
        notAsImported(subject, existing);
        const name = existing.name ?? model.physicalName(subject);
        this.remember(model, subject, name, existing.id, outputs, existing);
      }
    }
    return { id: existing.id, outputs, computed: [] };
  }

  /** An import id of the AWS provider may end in `@<region>`. */
  private find(model: Model, site: Site, id: string): Entity | undefined {
    const plain = model.type.startsWith("aws:") ? id.replace(/@[a-z0-9-]+$/, "") : id;
    return (
      this.inventory.identified(model.type, site, plain) ?? this.inventory.named(model.type, site, plain)
    );
  }

  private judge(model: Model, subject: Subject): void {
    judgeFields(subject.inputs, model.inputs, "", subject.reject);
    model.check?.(subject);
  }

  private remember(
    model: Model,
    subject: Subject,
    name: string | undefined,
    id: string,
    outputs: Branch,
    existing?: Entity,
  ): void {
    const { stack, urn } = subject.registration;
    const parent = model.parent?.(subject) ?? existing?.parent;
    this.inventory.add({
      type: model.type,
      site: subject.site,
      name,
      id,
      inputs: subject.inputs,
      outputs,
      owner: { stack, urn },
      ...(parent === undefined ? {} : { parent }),
      facts: { account: subject.account, region: subject.region, ...existing?.facts },
    });
  }
}
