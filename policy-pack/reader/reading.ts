import type { Reading } from "./field";

/** A value that is there to be read. */
export function known<Value>(value: Value): Reading<Value> {
  return { kind: "known", value };
}

/** What follows from a value, where it is known. */
export function mapKnown<Value, Result>(
  reading: Reading<Value>,
  follow: (value: Value) => Result,
): Reading<Result> {
  return reading.kind === "known" ? known(follow(reading.value)) : reading;
}

/** The first that says anything; an unknown one says that there is something. */
export function firstGiven<Value>(
  first: Reading<Value>,
  ...others: readonly (() => Reading<Value>)[]
): Reading<Value> {
  let found = first;
  for (const other of others) {
    if (found.kind !== "absent") return found;
    found = other();
  }
  return found;
}

/** Known only if every part is; a part that is missing makes the whole unknown, not smaller. */
export function collect<Value>(readings: readonly Reading<Value>[]): Reading<readonly Value[]> {
  const values: Value[] = [];
  for (const reading of readings) {
    if (reading.kind !== "known") return { kind: "unknown", path: reading.path };
    values.push(reading.value);
  }
  return known(values);
}

/** The value where it is known; else `otherwise`. */
export function valueOr<Value>(reading: Reading<Value>, otherwise: Value): Value {
  return reading.kind === "known" ? reading.value : otherwise;
}
