import { fingerprint } from "./fingerprint";
import type { Model } from "./model";
import type { Registration } from "./registration";
import type { Branch } from "./tree";
import { isMissing, textAt } from "./tree";

/** The inputs with the physical name that the provider makes up where none is given: name and 7 hex digits. */
export function withName(model: Model, { inputs, name, urn }: Registration): Branch {
  if (!model.autoname || !isMissing(inputs[model.autoname.input])) return inputs;
  const prefix = textAt(inputs, `${model.autoname.input}Prefix`);
  const made =
    prefix === undefined
      ? model.autoname.make(name, fingerprint(7, urn))
      : `${prefix}${fingerprint(26, urn)}`;
  return { ...inputs, [model.autoname.input]: made };
}

/** `<name>-<7 hex digits>`, as the AWS provider makes it. */
export const dashed = (name: string, suffix: string): string => `${name}-${suffix}`;
