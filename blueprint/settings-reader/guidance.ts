import { z } from "zod";
import { valueAt } from "./path";

/** What a message says about a setting when its value is wrong or missing. */
export interface Guidance {
  /** What may stand there, completing "allowed: …". */
  readonly allowed: string;
  /** A good value as it is written in YAML. */
  readonly example: string;
  /** YAML reads the unquoted value as something else, so it must stand in quotes. */
  readonly quoted?: true;
}

/** Guidance by schema; kept beside the schema rather than in it, so that the JSON Schema stays clean. */
export const guidance = z.registry<Guidance>();

/** A schema with the text that an editor shows and the guidance that a message gives. */
export function setting<T extends z.ZodType>(description: string, guide: Guidance, schema: T): T {
  const described = schema.describe(description);
  guidance.add(described, guide);
  return described;
}

/** The schema at a path of keys and indices; undefined where the path leaves the schema. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const next = unwrap(schema);
  if (next instanceof z.ZodArray) return schemaAt(next.element, rest);
  const child = knownKeys(next).get(String(key));
  return child === undefined ? undefined : schemaAt(child, rest);
}

/** Keys that a mapping may have: over all its forms, or in the form that a value chooses. */
export function knownKeys(schema: z.core.$ZodType, value?: unknown): ReadonlyMap<string, z.core.$ZodType> {
  const bare = unwrap(schema);
  if (bare instanceof z.ZodObject) return new Map(Object.entries(bare.shape));
  if (!(bare instanceof z.ZodDiscriminatedUnion)) return new Map();
  const { discriminator, options } = bare.def;
  const chosen = options.filter((option) => {
    const choice = knownKeys(option).get(discriminator);
    return choice && z.safeParse(choice, valueAt(value, [discriminator])).success;
  });
  return new Map((chosen.length > 0 ? chosen : options).flatMap((option) => [...knownKeys(option)]));
}

/** The schema itself, without what makes it optional or gives it a default. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const wrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return wrapped ? unwrap(schema.def.innerType) : schema;
}

export function guidanceOf(schema: z.core.$ZodType): Guidance | undefined {
  return guidance.get(schema) ?? guidance.get(unwrap(schema));
}
