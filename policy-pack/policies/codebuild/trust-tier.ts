import type { JudgedStep } from "../../graph/judged-steps";
import { judgedSteps } from "../../graph/judged-steps";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Setup } from "../../verdict/rule";
import { nameOf } from "./project";
import { buildsMergeRequests, projectOfWebhook } from "./webhook";

/**
 * How much may be trusted of what a project builds.
 * - `merge-request`: code that nobody has reviewed
 * - `ungated`: no approval surely comes before it, be it a step before the gate or a build that somebody starts
 * - `gated`: it surely runs after an approval
 */
export type TierKind = "merge-request" | "ungated" | "gated";

/** One use of a project, in words: `runs after an approval (stage prod, action Deploy)`. */
export interface Tier {
  readonly kind: TierKind;
  readonly words: string;
}

export interface TieredProject {
  readonly project: StackResource;
  readonly name: string;
  /** Every use of it that is known for certain. */
  readonly tiers: readonly Tier[];
  /** Paths of what keeps other uses from being placed. */
  readonly unknown: readonly string[];
}

/** The projects of a stack by the trust that their uses deserve. A project that no pipeline runs is `ungated`. */
export function tieredProjects(stack: Stack, { world }: Pick<Setup, "world">): readonly TieredProject[] {
  const accounts = world.production.kind === "known" ? world.production.value : [];
  const steps = judgedSteps(stack, world, accounts);
  return stack.onceFor(steps, () => {
    const webhooks = stack.ofType(tokens.buildWebhook).map((webhook) => ({
      project: projectOfWebhook(webhook, stack),
      merges: buildsMergeRequests(webhook),
    }));
    const stepsOf = new Map<StackResource, JudgedStep[]>();
    for (const judged of steps)
      for (const project of new Set(judged.roles.flatMap(({ resource }) => resource ?? []))) {
        const found = stepsOf.get(project);
        if (found) found.push(judged);
        else stepsOf.set(project, [judged]);
      }
    return stack.ofType(tokens.project).map((project): TieredProject => {
      const tiers: Tier[] = [];
      const unknown: string[] = [];
      for (const { project: started, merges } of webhooks) {
        if (started !== project) continue;
        if (merges === "yes") tiers.push({ kind: "merge-request", words: "builds merge requests" });
        else if (merges === "no") tiers.push({ kind: "ungated", words: "is started by every push" });
        else unknown.push(...merges.paths);
      }
      for (const { step, gate } of stepsOf.get(project) ?? []) {
        if (gate.kind === "unknown") unknown.push(...gate.paths);
        else
          tiers.push(
            gate.kind === "yes"
              ? { kind: "gated", words: `runs after an approval (${step.label})` }
              : { kind: "ungated", words: `runs before any approval (${step.label})` },
          );
      }
      if (tiers.length === 0 && unknown.length === 0)
        tiers.push({ kind: "ungated", words: "is run by no pipeline of this stack" });
      return { project, name: nameOf(project), tiers, unknown };
    });
  });
}

/** What two projects are for, where it calls for keeping them apart; `unknown` where it might. */
export type Apart =
  | { readonly kind: "no" }
  | { readonly kind: "yes"; readonly words: readonly [string, string] }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

export function apart(one: TieredProject, other: TieredProject): Apart {
  for (const first of one.tiers)
    for (const second of other.tiers)
      if (first.kind !== second.kind)
        return { kind: "yes", words: [`${one.name} ${first.words}`, `${other.name} ${second.words}`] };
  const paths = [...one.unknown, ...other.unknown];
  return paths.length === 0 ? { kind: "no" } : { kind: "unknown", paths: [...new Set(paths)] };
}
