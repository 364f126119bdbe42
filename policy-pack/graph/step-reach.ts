import type { Knowledge } from "../config/knowledge";
import { identitiesOf } from "../identities/identities";
import type { StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import { gateBefore } from "./gate";
import type { Step } from "./pipeline";
import { pipelineName, readPipeline } from "./pipeline";
import type { Reach } from "./reach";
import { through, together, unknown } from "./reach";
import type { RoleReach } from "./role-reach";
import { roleReachOf } from "./role-reach";
import type { Ground, Leg } from "./step-legs";
import { legsOf } from "./step-legs";

/** The reach of the steps of a stack's pipelines, as all policies of one analysis share it. */
export function stepReachOf(
  stack: Stack,
  world: Knowledge,
  productionAccounts: readonly string[],
): StepReach {
  const identities = identitiesOf(stack, world);
  return stack.onceFor(`steps of ${productionAccounts.join()}`, () => {
    const roles = roleReachOf(stack, world, productionAccounts);
    return new StepReach({ stack, identities, productionAccounts }, roles);
  });
}

/** What a step's code or service can do to production, and under which identity. */
export class StepReach {
  private readonly found = new WeakMap<Step, Reach>();
  private readonly legs = new WeakMap<Step, readonly Leg[]>();

  constructor(
    private readonly ground: Ground,
    private readonly roles: RoleReach,
  ) {}

  of(step: Step, pipeline: StackResource): Reach {
    const known = this.found.get(step);
    if (known) return known;
    const reach = together(
      this.legsOf(step, pipeline).map((leg) =>
        leg.kind === "pipeline" ? this.otherPipelines(leg.pipeline) : this.ofLeg(leg),
      ),
    );
    this.found.set(step, reach);
    return reach;
  }

  /** Everything through which the step acts. */
  legsOf(step: Step, pipeline: StackResource): readonly Leg[] {
    const known = this.legs.get(step);
    if (known) return known;
    const legs = legsOf(step, pipeline, this.ground);
    this.legs.set(step, legs);
    return legs;
  }

  private ofLeg(leg: Exclude<Leg, { readonly kind: "pipeline" }>): Reach {
    switch (leg.kind) {
      case "role":
        return leg.way.reduceRight((inner, words) => through(words, inner), this.roles.of(leg.identity));
      case "target":
        return leg.into(this.ground.productionAccounts);
      case "unseen":
        return leg.reach;
      default:
        return leg satisfies never;
    }
  }

  /**
   * What pipelines do that a step starts, and those that they start: all that they do without a gate of their
   * own. What stands behind a gate there asks again, whoever started it.
   */
  private otherPipelines(first: StackResource): Reach {
    const reaches: Reach[] = [];
    const seen = new Set([first]);
    let round: readonly { readonly pipeline: StackResource; readonly way: readonly string[] }[] = [
      { pipeline: first, way: [] },
    ];
    while (round.length > 0) {
      const following: { readonly pipeline: StackResource; readonly way: readonly string[] }[] = [];
      for (const { pipeline, way } of round) {
        const steps = readPipeline(pipeline.properties);
        const here = [...way, `pipeline ${pipelineName(pipeline)}`];
        for (const { path } of steps.unreadable)
          reaches.push(unknown(path, ...here, "a part that is not known yet"));
        for (const step of steps.steps) {
          if (gateBefore(step, steps, "any").kind === "yes") continue;
          for (const leg of this.legsOf(step, pipeline)) {
            if (leg.kind !== "pipeline") {
              const words = [...here, step.label];
              reaches.push(words.reduceRight((inner, one) => through(one, inner), this.ofLeg(leg)));
            } else if (!seen.has(leg.pipeline)) {
              seen.add(leg.pipeline);
              following.push({ pipeline: leg.pipeline, way: here });
            }
          }
        }
      }
      round = following;
    }
    return together(reaches);
  }
}
