import type { Step } from "./pipeline";

/** Whether something outside of AWS does the work: a worker that polls for jobs. */
export function isForeignWorker({ kind, field }: Step): boolean {
  const owner = field.at("owner").text();
  return kind === "action" && owner.kind === "known" && owner.value !== "AWS";
}
