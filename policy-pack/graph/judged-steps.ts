import type { Knowledge } from "../config/knowledge";
import { identitiesOf } from "../identities/identities";
import type { Principal } from "../identities/principal";
import type { StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import { tokens } from "../stack/tokens";
import type { GateAnswer } from "./gate";
import { gateBefore } from "./gate";
import type { PipelineSteps, Step } from "./pipeline";
import { readPipeline } from "./pipeline";
import type { Reach } from "./reach";
import { stepReachOf } from "./step-reach";
import type { StepRole } from "./step-roles";
import { rolesOfStep } from "./step-roles";
import { waitingRoles } from "./waiting-roles";

/** A step of a pipeline with all that decides whether it may act on production. */
export interface JudgedStep {
  readonly pipeline: StackResource;
  readonly steps: PipelineSteps;
  readonly step: Step;
  /** Whether a manual approval surely comes before it. */
  readonly gate: GateAnswer;
  /** Whether it can change production. */
  readonly reach: Reach;
  readonly roles: readonly StepRole[];
}

/** Every step of every pipeline of the stack, as all policies of one analysis share them. */
export function judgedSteps(
  stack: Stack,
  world: Knowledge,
  productionAccounts: readonly string[],
): readonly JudgedStep[] {
  const identities = identitiesOf(stack, world);
  const reach = stepReachOf(stack, world, productionAccounts);
  return stack.onceFor(reach, () =>
    stack.ofType(tokens.pipeline).flatMap((pipeline) => {
      const steps = readPipeline(pipeline.properties);
      return steps.steps.map((step) => ({
        pipeline,
        steps,
        step,
        gate: gateBefore(step, steps, "any"),
        reach: reach.of(step, pipeline),
        roles: rolesOfStep(step, pipeline, stack, identities),
      }));
    }),
  );
}

/**
 * The roles that act only behind a gate: every step that runs under them surely comes after a manual approval.
 * A pipeline's service role assumes action roles and starts builds, so it counts as gated as long as no step
 * before the gate runs under it. Roles that wait for a pipeline count too (waiting-roles.ts).
 */
export function gatedRoles(
  stack: Stack,
  world: Knowledge,
  productionAccounts: readonly string[],
): ReadonlySet<Principal> {
  const steps = judgedSteps(stack, world, productionAccounts);
  const identities = identitiesOf(stack, world);
  const before = new Set<Principal>();
  const after = new Set<Principal>();
  for (const { gate, roles } of steps)
    for (const { identity } of roles)
      if (identity.kind === "role") (gate.kind === "yes" ? after : before).add(identity.role);
  for (const pipeline of stack.ofType(tokens.pipeline)) {
    const own = identities.named(pipeline.properties.at("roleArn"), pipeline, "roleArn");
    const holdsGate = steps.some((one) => one.pipeline === pipeline && one.gate.kind === "yes");
    if (own.kind === "role" && holdsGate) after.add(own.role);
  }
  const waiting = waitingRoles(stack, world);
  for (const role of [...waiting.builds, ...waiting.pipelines]) after.add(role);
  return new Set([...after].filter((role) => !before.has(role)));
}
