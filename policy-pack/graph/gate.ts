import type { PipelineSteps, Step } from "./pipeline";

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
