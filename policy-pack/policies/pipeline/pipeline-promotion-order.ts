/**
 * pipeline-promotion-order
 *
 * A pipeline changes its environments in the configured order, one in each stage: a step that can change a later
 * environment stands in a later stage than every step that can change an earlier one. An environment that a
 * pipeline leaves out is not missed.
 *
 * Why: OWASP CICD-SEC-1. The order is what shows that a release works before production gets it, and a stage is
 * what is held up, retried and approved as one.
 *
 * Level: the stack's; what a step can change is seen from projects and roles.
 *
 * Not seen: what a worker outside of AWS changes (pipeline-action-providers). Environments that share an account can't be told
 * apart by what a step can change; they are taken as one.
 *
 * Parameters: `tierOrder`: names of the environments in order (default: the order of the settings);
 * `environments`.
 */
import type { EnvironmentFacts } from "../../config/environments";
import { worldSchema } from "../../config/parameters";
import type { JudgedStep } from "../../graph/judged-steps";
import { judgedSteps } from "../../graph/judged-steps";
import { pipelineName } from "../../graph/pipeline";
import { isForeignWorker } from "../../graph/step-kinds";
import { collect, known } from "../../reader/reading";
import type { Reading } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import { listParameter } from "../../config/list-parameter";
import { onPipelines } from "./production-steps";

export const pipelinePromotionOrder: Rule = {
  number: 16,
  name: "pipeline-promotion-order",
  title: "Environments are changed in order, one in each stage",
  description:
    "A step that can change a later environment stands in a later stage than every step that can change an earlier one.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Put the stages in the order of the environments, and take from a step's role what leads to other environments than its stage's.",
  parameters: {
    ...worldSchema("environments"),
    tierOrder: {
      type: "array",
      items: { type: "string" },
      description: "Names of the environments in the order of promotion. Default: the order of the settings.",
    },
  },
  stack: (stack, setup) =>
    onPipelines(stack, (pipelines) => {
      const tiers = tiersOf(setup);
      if (tiers.kind !== "known")
        return judged([
          {
            kind: "undetermined",
            urn: pipelines[0]?.urn ?? "",
            what: "which environments there are, and in which order, is not known.",
            at: [tiers.path],
            why,
            fix: "give this policy's config environments and tierOrder, or the stack the settings delivery:environments",
          },
        ]);
      if (tiers.value.length < 2)
        return notApplicable("there is one environment at most to bring into order");
      return judged(pipelines.flatMap((pipeline) => judgePipeline(pipeline, tiers.value, stack, setup)));
    }),
};

const why =
  "CICD-SEC-1: an earlier environment shows that a release works before a later one gets it, and a stage is held up, retried and approved as one";

/** Environments that share an account are one tier, at the place of the last of them. */
interface Tier {
  readonly name: string;
  readonly accounts: readonly string[];
}

function tiersOf(setup: Setup): Reading<readonly Tier[]> {
  const { environments } = setup.world;
  if (environments.kind !== "known") return environments;
  if (setup.parameters.at("tierOrder").isAbsent()) return known(merged(environments.value));
  const order = listParameter(setup, "tierOrder");
  if (order.kind !== "known") return order;
  const ordered = collect(
    order.value.map((name): Reading<EnvironmentFacts> => {
      const found = environments.value.find((environment) => environment.name === name);
      return found ? known(found) : { kind: "unknown", path: `tierOrder: ${name}` };
    }),
  );
  return ordered.kind === "known" ? known(merged(ordered.value)) : ordered;
}

function merged(environments: readonly Tier[]): readonly Tier[] {
  return environments.reduce<readonly Tier[]>((tiers, { name, accounts }) => {
    const sharing = tiers.filter((tier) => tier.accounts.some((account) => accounts.includes(account)));
    return [
      ...tiers.filter((tier) => !sharing.includes(tier)),
      {
        name: [...sharing.map((tier) => tier.name), name].join(" and "),
        accounts: [...new Set([...sharing.flatMap((tier) => tier.accounts), ...accounts])],
      },
    ];
  }, []);
}

/** A step that changes a tier, or may. */
interface Change {
  readonly one: JudgedStep;
  readonly tier: number;
  readonly paths: readonly string[];
}

function judgePipeline(
  pipeline: StackResource,
  tiers: readonly Tier[],
  stack: Stack,
  { world }: Setup,
): readonly Finding[] {
  const changes = tiers.flatMap(({ accounts }, tier) =>
    judgedSteps(stack, world, accounts)
      .filter((one) => one.pipeline === pipeline && !isForeignWorker(one.step))
      .flatMap((one): readonly Change[] => {
        if (one.reach.kind === "none") return [];
        return [{ one, tier, paths: one.reach.kind === "unknown" ? one.reach.paths : [] }];
      }),
  );
  const said = new Map<string, Finding>();
  for (const later of changes) {
    const earlier = changes.filter(
      ({ one, tier }) => tier < later.tier && one.step.stage >= later.one.step.stage,
    );
    const certain = earlier.find(({ paths }) => paths.length === 0);
    const conflict = later.paths.length === 0 && certain ? certain : earlier[0];
    if (!conflict) continue;
    // One finding a step: what it reaches too early, or beside another; else the step that nobody can see into.
    const unseen = [later, conflict].find(({ paths }) => paths.length > 0);
    const { path } = (unseen ?? later).one.step;
    const finding = unseen ? unseenChange(unseen, pipeline) : outOfOrder(later, conflict, tiers, pipeline);
    if (!said.has(path)) said.set(path, finding);
  }
  return [...said.values()];
}

const fix =
  "give each environment a stage, in order; and take from the step's role what leads to other environments than its stage's";

function unseenChange({ one: { step, reach }, paths }: Change, pipeline: StackResource): Finding {
  return {
    kind: "undetermined",
    urn: pipeline.urn,
    what: `which environments ${step.label} of pipeline ${pipelineName(pipeline)} can change can't be seen, and so whether they come in order.`,
    way: reach.kind === "none" ? [] : reach.way,
    at: [step.path, ...paths],
    why,
    fix: "build what is named here from names and account ids, and keep the project, its role and its policies in this stack",
  };
}

function outOfOrder(
  later: Change,
  earlier: Change,
  tiers: readonly Tier[],
  pipeline: StackResource,
): Finding {
  const { step, reach } = later.one;
  const nameOf = ({ tier }: Change) => tiers[tier]?.name ?? "";
  const first = earlier.one.step;
  const of = `${capitalized(step.label)} of pipeline ${pipelineName(pipeline)} can change ${nameOf(later)}`;
  return {
    kind: "violation",
    urn: pipeline.urn,
    what:
      first.stage === step.stage
        ? `${of} in the same stage in which ${first === step ? "it" : first.label} can change ${nameOf(earlier)}.`
        : `${of} before ${first.label} changes ${nameOf(earlier)}.`,
    way: reach.kind === "none" ? [] : reach.way,
    at: [...new Set([step.path, first.path])],
    why,
    fix,
  };
}
