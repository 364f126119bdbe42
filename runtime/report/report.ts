import type { Effect, EffectKind } from "../effects/template-effects";

/** What a release would change in one environment, computed from the templates. */
export interface ChangeReport {
  readonly format: 1;
  readonly execution: string;
  readonly environment: string;
  /** SHA-256 of the assembly. */
  readonly digest: string;
  readonly targets: readonly TargetReport[];
}

export interface TargetReport {
  readonly accountId: string;
  readonly region: string;
  readonly bootstrapVersion: number;
  /** In the order of deployment. */
  readonly stacks: readonly StackReport[];
  /** Stacks that exist under the environment's patterns and are no longer in the assembly. They stay. */
  readonly left: readonly string[];
}

export interface StackReport {
  readonly stack: string;
  /** CloudFormation's status; `new` where there is no stack yet. */
  readonly status: string;
  /** SHA-256 of the deployed template's content; absent for a new stack. */
  readonly deployedTemplate?: string;
  /** SHA-256 of the assembly's template's content. */
  readonly template: string;
  /** Sections beside Resources that differ, e.g. `Outputs`. */
  readonly sections: readonly string[];
  readonly effects: readonly Effect[];
}

export const effectKinds: readonly EffectKind[] = ["remove", "may-replace", "change", "add"];

/** How many effects of a kind a target receives. */
export function countOf(target: TargetReport, kind: EffectKind): number {
  return target.stacks.flatMap(({ effects }) => effects).filter((effect) => effect.kind === kind).length;
}

/** Number of effects in all targets. */
export function changesOf(report: ChangeReport): number {
  return report.targets.flatMap(({ stacks }) => stacks).reduce((sum, { effects }) => sum + effects.length, 0);
}
