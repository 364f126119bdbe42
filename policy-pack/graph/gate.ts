import type { PipelineSteps, Step } from "./pipeline";
import { conditionResults } from "./pipeline";

export type GatePlacement = "any" | "sameStage";

/** Where in a pipeline something happens. */
export type Position = Pick<Step, "stage" | "order">;

/** Whether a manual approval surely comes before a step; the paths that it depends on where nobody knows. */
export type GateAnswer =
  | { readonly kind: "yes" }
  | { readonly kind: "no" }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

/**
 * A gate is an action Approval/AWS/Manual in an earlier stage, or in the same stage with a lower run order:
 * one of equal run order asks while the other acts. Conditions of a stage are no gates: whoever may override
 * them passes (`OverrideStageCondition`). `sameStage` wants the approval in the step's own stage.
 */
export function gateBefore(
  step: Position,
  { steps, unreadable }: PipelineSteps,
  placement: GatePlacement,
): GateAnswer {
  const paths: string[] = [];
  for (const candidate of steps) {
    const approves = isApproval(candidate);
    if (approves === "no") continue;
    const before = comesBefore(candidate, step, placement);
    if (before === "no") continue;
    if (approves === "yes" && before === "yes") return { kind: "yes" };
    if (approves !== "yes") paths.push(...approves);
    if (before !== "yes") paths.push(...before);
  }
  for (const { stage, path } of unreadable)
    if (stage === step.stage || (stage < step.stage && placement === "any")) paths.push(path);
  return paths.length > 0 ? { kind: "unknown", paths: [...new Set(paths)] } : { kind: "no" };
}

/**
 * Whether a step's stage goes back by itself, by a retry or a rollback. Only its own stage is run again then, so
 * an approval in an earlier one is not asked for again; with a rollback it is an older release that goes out.
 */
export function goesBack({ stage }: Position, { stages }: PipelineSteps): GateAnswer {
  const field = stages[stage]?.field;
  if (!field) return { kind: "no" };
  const onFailure = field.at("onFailure");
  const results = [
    onFailure.at("result"),
    ...["beforeEntry", "onSuccess", "onFailure"].flatMap((key) => conditionResults(field.at(key))),
  ].map((result) => result.text());
  const again = results.some(
    (result) => result.kind === "known" && ["ROLLBACK", "RETRY"].includes(result.value.toUpperCase()),
  );
  if (again || !onFailure.at("retryConfiguration").isAbsent()) return { kind: "yes" };
  const paths = results.flatMap((result) => (result.kind === "unknown" ? [result.path] : []));
  return paths.length > 0 ? { kind: "unknown", paths: [...new Set(paths)] } : { kind: "no" };
}

/** A step that is a manual approval beyond doubt. */
export function isManualApproval(step: Step): boolean {
  return isApproval(step) === "yes";
}

/** Whether one step surely comes before another. */
export function isBefore(one: Position, other: Position): GateAnswer {
  const answer = comesBefore(one, other, "any");
  return typeof answer === "string" ? { kind: answer } : { kind: "unknown", paths: answer };
}

/** Yes, no, or the paths that it depends on. */
type Answer = "yes" | "no" | readonly string[];

function isApproval({ kind, field }: Step): Answer {
  if (kind === "rule") return "no";
  const unknown: string[] = [];
  for (const [key, wanted] of [
    ["category", "Approval"],
    ["owner", "AWS"],
    ["provider", "Manual"],
  ] as const) {
    const text = field.at(key).text();
    if (text.kind === "unknown") unknown.push(text.path);
    else if (text.kind === "absent" || text.value !== wanted) return "no";
  }
  return unknown.length > 0 ? unknown : "yes";
}

function comesBefore(one: Position, other: Position, placement: GatePlacement): Answer {
  if (one.stage > other.stage) return "no";
  if (one.stage < other.stage) return placement === "any" ? "yes" : "no";
  const orders = [one.order, other.order];
  const unknown = orders.flatMap((order) => (order.kind === "known" ? [] : [order.path]));
  if (unknown.length > 0) return unknown;
  const [first = 0, second = 0] = orders.map((order) => (order.kind === "known" ? order.value : 0));
  return first < second ? "yes" : "no";
}
