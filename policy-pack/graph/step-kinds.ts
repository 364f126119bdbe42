import type { Field } from "../reader/field";
import type { Step } from "./pipeline";

/** The name of the pipeline that a step starts, if that is what it does. */
export function startedPipeline({ kind, field }: Step): Field | undefined {
  if (kind === "rule") return undefined;
  const [category, provider] = ["category", "provider"].map((key) => field.at(key).text());
  const starts =
    category?.kind === "known" &&
    category.value === "Invoke" &&
    provider?.kind === "known" &&
    provider.value === "CodePipeline";
  return starts ? field.at("configuration").at("PipelineName") : undefined;
}

/** Whether something outside of AWS does the work: a worker that polls for jobs. */
export function isForeignWorker({ kind, field }: Step): boolean {
  const owner = field.at("owner").text();
  return kind === "action" && owner.kind === "known" && owner.value !== "AWS";
}
