import { allConfig } from "@pulumi/pulumi/runtime";
import { Field } from "../reader/field";

const prefix = "delivery:";

let last = { text: "", field: new Field(new Map(), "") };

/**
 * The stack's own settings under `delivery:`, as the engine hands them to a pack. They are read anew as soon as
 * one differs: the next question may concern another stack. Values may be secrets in clear text, so none is
 * ever printed.
 */
export function stackSettings(): Field {
  const settings = Object.entries(allConfig()).filter(([key]) => key.startsWith(prefix));
  const text = JSON.stringify(settings);
  if (text !== last.text) last = { text, field: new Field(new Map(settings), "") };
  return last.field;
}

const read = new WeakMap<Field, Map<string, Field>>();

/** A setting that is a plain text, which the engine hands over as it is. */
export function textSetting(settings: Field, name: string): Field {
  return settings.at(`${prefix}${name}`);
}

/** One setting, read as the JSON in which the engine writes structured values. */
export function setting(settings: Field, name: string): Field {
  const known = read.get(settings) ?? new Map<string, Field>();
  read.set(settings, known);
  const found = known.get(name) ?? settings.at(`${prefix}${name}`).json();
  known.set(name, found);
  return found;
}
