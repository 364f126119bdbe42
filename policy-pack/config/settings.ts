import { allConfig } from "@pulumi/pulumi/runtime";
import { Field } from "../reader/field";

const prefix = "delivery:";

/**
 * The stack's own settings under `delivery:`, as the engine hands them to a pack. Nothing is kept: the next
 * question may concern another stack. Values may be secrets in clear text, so none is ever printed.
 */
export function stackSettings(): Field {
  const settings = Object.entries(allConfig()).filter(([key]) => key.startsWith(prefix));
  return new Field(new Map(settings), "");
}

/** One setting, read as the JSON in which the engine writes structured values. */
export function setting(settings: Field, name: string): Field {
  return settings.at(`${prefix}${name}`).json();
}
