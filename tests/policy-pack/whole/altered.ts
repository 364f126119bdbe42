import fc from "fast-check";
import { unknown } from "../handed";

/** One place in a stack, and what is put there; `steps` lead from a property inwards. */
export interface Alteration {
  readonly resource: number;
  readonly steps: readonly number[];
  readonly by: unknown;
}

/** Values that are hardly ever what belongs there. */
export const wrongValues = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    unknown,
    "",
    "*",
    "[",
    "{}",
    "[]",
    true,
    false,
    0,
    -1,
    1e21,
    [],
    {},
    [[]],
    [null],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

export function alterations(by: fc.Arbitrary<unknown>): fc.Arbitrary<Alteration> {
  return fc.record({ resource: fc.nat(), steps: fc.array(fc.nat(), { minLength: 1, maxLength: 7 }), by });
}

/** The value with something else in one place of it, also within the JSON of a text. */
export function altered(value: unknown, [step, ...steps]: readonly number[], by: unknown): unknown {
  if (step === undefined) return by;
  if (typeof value === "string") {
    const inner = /^[[{]/.test(value) ? parsed(value) : undefined;
    return inner === undefined ? by : JSON.stringify(altered(inner, [step, ...steps], by));
  }
  if (Array.isArray(value)) {
    const at = value.length > 0 ? step % value.length : 0;
    return value.map((one: unknown, index) => (index === at ? altered(one, steps, by) : one));
  }
  if (typeof value !== "object" || value === null) return by;
  const entries = Object.entries(value);
  const at = entries.length > 0 ? step % entries.length : 0;
  return Object.fromEntries(
    entries.map(([key, one]: [string, unknown], index) => [
      key,
      index === at ? altered(one, steps, by) : one,
    ]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
