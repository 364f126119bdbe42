import type { Field, Reading } from "../reader/field";

/** A whole number of the policy config; the default where it gives none that can be read. */
export function numberParameter(parameters: Field, name: string, otherwise: number): number {
  const number = wholeNumber(parameters.at(name));
  return number.kind === "known" ? number.value : otherwise;
}

/** A text that is no whole number is not known. */
export function wholeNumber(field: Field): Reading<number> {
  const reading = field.text();
  const { path } = field;
  if (reading.kind !== "known") return reading;
  return /^\d+$/.test(reading.value)
    ? { kind: "known", value: Number(reading.value) }
    : { kind: "unknown", path };
}
