/**
 * `EVERY_CASE=1` runs what `npm test` only samples: every row of every decision table through the pack's own
 * process, every shape and near miss of every bypass where `npm test` takes the first shape, variants of the examples
 * that take a rehearsal each, the whole pack before hostile stacks and several at a time, and generated cases in full
 * number. `.ci/run` sets it.
 */
export const everyCase = process.env["EVERY_CASE"] === "1";

/** How many generated cases to run, of this many in full. */
export function runs(full: number): number {
  return everyCase ? full : Math.max(50, Math.ceil(full / 10));
}
