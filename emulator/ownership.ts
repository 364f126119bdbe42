import type { Entity, Owner } from "./inventory";
import { quoted } from "./judge-shape";
import type { Model } from "./model";
import type { Subject } from "./subject";
import { holdsUnknown, isMissing } from "./tree";

const oneOwner = "design: two stacks never own the same thing; the service knows one by this name";

/** True where the name is free, or the existing thing is nobody's; else says who holds it. */
export function claim(model: Model, subject: Subject, name: string | undefined, imported?: Entity): boolean {
  const { world, site, registration, reject } = subject;
  if (name === undefined && !imported) return true;
  const existing = imported ?? (name === undefined ? undefined : world.named(model.type, site, name));
  if (!existing) return true;
  const what = `${model.type} ${quoted(name ?? existing.id)}${standing(model, subject)}`;
  if (existing.owner) {
    reject(
      "double-ownership",
      `${what} is owned by ${ownerText(existing.owner)} and claimed again by ${ownerText(registration)}; one thing has one owner`,
      oneOwner,
    );
    return false;
  }
  if (imported) return true;
  reject(
    "already-exists",
    `${what} exists already (${existing.recordedBy ?? "made before this run"}); import it or read it`,
    oneOwner,
  );
  return false;
}

export function nothingSuch(model: Model, subject: Subject, id: string, owned: boolean): void {
  subject.reject(
    owned ? "import-missing" : "read-missing",
    `there is no ${model.type} ${quoted(id)}${standing(model, subject)} to ${owned ? "import" : "read"}`,
    "Pulumi engine: a resource that is imported or read must exist",
  );
}

/**
 * What exists differs in something that cannot be changed: the engine would take it in and then replace it.
 * Other differences are settled by an update.
 */
export function notAsImported({ inputs, reject }: Subject, existing: Entity): void {
  for (const [key, known] of Object.entries(existing.inputs)) {
    const given = inputs[key];
    if (holdsUnknown(given) || JSON.stringify(given ?? null) === JSON.stringify(known)) continue;
    const got = isMissing(given) ? "not given" : quoted(given);
    reject(
      "import-mismatch",
      `'${key}' is ${got}, but ${quoted(existing.id)} has ${quoted(known)}; the import would be replaced by a new one`,
      "Pulumi engine: an import is followed by an update, which replaces what cannot be changed",
    );
  }
}

function ownerText({ stack, urn }: Owner): string {
  return `stack '${stack}' (${urn})`;
}

function standing(model: Model, { site, account, region }: Subject): string {
  switch (model.scope) {
    case "region":
      return ` in account ${account}, region ${region}`;
    case "account":
      return ` in account ${account}`;
    case "world":
      return "";
    case "gitlab":
      return ` on ${site.account}`;
    default:
      return model.scope satisfies never;
  }
}
