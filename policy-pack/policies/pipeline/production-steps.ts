import { deployedAccount } from "../../graph/deployed-account";
import type { GateAnswer } from "../../graph/gate";
import { gateBefore } from "../../graph/gate";
import { judgedSteps } from "../../graph/judged-steps";
import type { PipelineSteps, Step } from "../../graph/pipeline";
import { pipelineName, readPipeline } from "../../graph/pipeline";
import type { Reach } from "../../graph/reach";
import { production } from "../../graph/reach";
import type { ResourceView } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";

/** A step that can change production, or of which nobody can see that it can't. */
export interface ProductionStep {
  readonly pipeline: ResourceView;
  readonly steps: PipelineSteps;
  readonly step: Step;
  readonly gate: GateAnswer;
  readonly reach: Exclude<Reach, { readonly kind: "none" }>;
  /** The pipeline itself shows that it deploys to production, so the step is judged when it is alone, too. */
  readonly shown: boolean;
  /** Absent while the pipeline is judged alone. */
  readonly stack?: Stack;
}

/** A finding about a step; the resource and the reason are the same for all of a rule. */
export interface StepFinding extends Omit<Finding, "urn" | "why"> {
  /** It is a violation though nobody can see whether the step can change production. */
  readonly certain?: boolean;
}

/** What a rule says of production, and what it can't say where nobody says what production is. */
export interface About {
  readonly why: string;
  /** `no step can be held against its gate` */
  readonly blind: string;
}

/**
 * The checks of a rule about steps that can change production, divided between the resource and the stack: what
 * the pipeline itself shows is judged alone, so that it stops the pipeline before it exists, at `up` too;
 * everything else takes the whole stack. Of a step that only may change production, what would be a violation
 * is undetermined.
 *
 * `inStackToo`: steps that the pipeline shows come again with the stack, for what can be seen only there.
 */
export function onProductionSteps(
  about: About,
  judge: (step: ProductionStep, setup: Setup) => readonly StepFinding[],
  { inStackToo = false }: { readonly inStackToo?: boolean } = {},
): Pick<Rule, "types" | "resource" | "stack"> {
  const findings = (steps: readonly ProductionStep[], setup: Setup) =>
    once(steps.flatMap((step) => judge(step, setup).map((finding) => saidOf(step, finding, about))));
  return {
    types: [tokens.pipeline],
    resource: (pipeline, setup) =>
      overProduction(setup, [], about, (accounts) => findings(shownSteps(pipeline, accounts), setup)),
    stack: (stack, setup) =>
      onPipelines(stack, (pipelines) =>
        overProduction(setup, pipelines, about, (accounts) =>
          findings(
            stackSteps(stack, setup, accounts).filter(({ shown }) => inStackToo || !shown),
            setup,
          ),
        ),
      ),
  };
}

/** What is wrong with a stage is found with each of its steps, and said with the first. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const said = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.urn} ${finding.what} ${finding.at.join()}`;
    if (!said.has(key)) said.set(key, finding);
  }
  return [...said.values()];
}

/** Judges a stack that has pipelines. */
export function onPipelines(
  stack: Stack,
  judge: (pipelines: ReturnType<Stack["ofType"]>) => Verdict,
): Verdict {
  const pipelines = stack.ofType(tokens.pipeline);
  return pipelines.length === 0 ? notApplicable("the stack has no pipeline") : judge(pipelines);
}

/** Judges with the production accounts; where nobody knows them, the stack's check says so, of its first pipeline. */
export function overProduction(
  { world: { production: accounts } }: Setup,
  pipelines: readonly ResourceView[],
  { why, blind }: About,
  judge: (accounts: readonly string[]) => readonly Finding[],
): Verdict {
  if (accounts.kind === "known")
    return accounts.value.length > 0
      ? judged(judge(accounts.value))
      : notApplicable("the stack has no environment of kind production");
  const [first] = pipelines;
  if (!first) return notApplicable("which accounts are production is not known; the stack's check says so");
  return judged([
    {
      kind: "undetermined",
      urn: first.urn,
      what: `which accounts are production is not known, so ${blind}.`,
      at: [accounts.path],
      why,
      fix: "give this policy's config `prodAccounts`, or the stack the settings delivery:environments with kind and accountId in quotes",
    },
  ]);
}

/** For messages: `stage prod, action Deploy of pipeline payments`. */
export function stepName({ step, pipeline }: Pick<ProductionStep, "step" | "pipeline">): string {
  return `${step.label} of pipeline ${pipelineName(pipeline)}`;
}

function shownSteps(pipeline: ResourceView, accounts: readonly string[]): readonly ProductionStep[] {
  const steps = readPipeline(pipeline.properties);
  return steps.steps.flatMap((step) => {
    const account = deployedAccount(step, accounts);
    if (account === undefined) return [];
    return [
      {
        pipeline,
        steps,
        step,
        gate: gateBefore(step, steps, "any"),
        reach: production(`account ${account}`),
        shown: true,
      },
    ];
  });
}

/** The steps of all pipelines that can change production, or may. */
export function stackSteps(
  stack: Stack,
  { world }: Setup,
  accounts: readonly string[],
): readonly ProductionStep[] {
  return judgedSteps(stack, world, accounts).flatMap(({ pipeline, steps, step, gate, reach }) =>
    reach.kind === "none"
      ? []
      : [{ pipeline, steps, step, gate, reach, shown: deployedAccount(step, accounts) !== undefined, stack }],
  );
}

function saidOf(step: ProductionStep, said: StepFinding, { why }: About): Finding {
  const { reach, pipeline } = step;
  const { certain, ...finding } = said;
  const own = { urn: pipeline.urn, why, way: reach.way };
  if (reach.kind === "production" || certain === true || finding.kind === "undetermined")
    return { ...own, ...finding };
  return {
    ...own,
    ...finding,
    kind: "undetermined",
    what: `whether ${stepName(step)} can change production can't be seen. If it can: ${finding.what}`,
    at: [...finding.at, ...reach.paths],
    fix: `${finding.fix}; or build what is named here from names and account ids, and keep the project, its role and its policies in this stack`,
  };
}
