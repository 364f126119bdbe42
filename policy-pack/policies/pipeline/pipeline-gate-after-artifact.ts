/**
 * pipeline-gate-after-artifact
 *
 * What a step deploys to production was there when somebody approved: every artifact that it takes is made
 * before an approval that comes before the step. Beside an approval is not before it. This holds for each of
 * several artifacts.
 *
 * Why: OWASP CICD-SEC-1. An artifact that is built anew between approval and deploy is not what was approved.
 *
 * Level: both. Actions that show themselves that they deploy to production are judged alone, at `up` too; those
 * that get there through projects and roles with the whole stack.
 *
 * Not seen: artifacts that travel beside the pipeline, in a bucket or a registry. A step without an approval is
 * pipeline-prod-approval's.
 *
 * Parameters: `prodAccounts`.
 */
import { worldSchema } from "../../config/parameters";
import { isBefore, isManualApproval } from "../../graph/gate";
import type { PipelineSteps, Step } from "../../graph/pipeline";
import type { Field } from "../../reader/field";
import { textsOf } from "../../reader/field";
import type { Rule } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import type { ProductionStep, StepFinding } from "./production-steps";
import { onProductionSteps, stepName } from "./production-steps";

export const pipelineGateAfterArtifact: Rule = {
  number: 10,
  name: "pipeline-gate-after-artifact",
  title: "What is deployed is what was approved",
  description: "Every artifact that a production step takes is made before the approval that guards it.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Make the artifact before the approval, and let the deploy take that one; what has to be built anew has to be approved anew.",
  parameters: worldSchema("prodAccounts"),
  ...onProductionSteps(
    {
      why: "CICD-SEC-1: what is built after the approval is not what was approved",
      blind: "no artifact can be held against the approval",
    },
    judgeArtifacts,
  ),
};

function judgeArtifacts(production: ProductionStep): readonly StepFinding[] {
  const { step, steps, gate } = production;
  if (gate.kind !== "yes") return [];
  const inputs = step.field.at("inputArtifacts");
  const { texts, unknown } = textsOf(inputs);
  return [
    ...unknown.map((path) => unseen(production, "which artifacts", "takes is not known", path)),
    ...texts.flatMap((artifact) => judgeArtifact(production, artifact, inputs, steps)),
  ];
}

function judgeArtifact(
  production: ProductionStep,
  artifact: string,
  inputs: Field,
  { steps }: PipelineSteps,
): readonly StepFinding[] {
  const { step } = production;
  const outputs = allOutputs(steps);
  const makers = outputs.filter(({ names }) => names.includes(artifact)).map(({ maker }) => maker);
  const hidden = outputs.flatMap(({ unknown }) => unknown);
  // Names of artifacts are unique within a pipeline, so a maker that is known is the only one.
  if (makers.length === 0 && hidden.length > 0)
    return [
      unseen(
        production,
        `who makes artifact ${artifact}, which`,
        "takes, is not known",
        inputs.path,
        ...hidden,
      ),
    ];
  const gates = steps.filter((one) => isManualApproval(one) && isBefore(one, step).kind === "yes");
  const answers = gates.map((gate) => makers.map((maker) => isBefore(maker, gate)));
  if (makers.length > 0 && answers.some((all) => all.every(({ kind }) => kind === "yes"))) return [];
  const paths = answers.flat().flatMap((answer) => (answer.kind === "unknown" ? answer.paths : []));
  if (paths.length > 0)
    return [
      unseen(
        production,
        `whether artifact ${artifact}, which`,
        "takes, is made before the approval is not known",
        ...paths,
      ),
    ];
  const [maker] = makers;
  return [
    {
      kind: "violation",
      what: `${capitalized(stepName(production))} takes artifact ${artifact}, which ${maker ? `${maker.label} makes after the approval or beside it` : "no step makes before the approval"}.`,
      at: [inputs.path, ...(maker ? [maker.path] : [])],
      fix: `make ${artifact} before the approval; or take an artifact that is`,
    },
  ];
}

interface Outputs {
  readonly maker: Step;
  readonly names: readonly string[];
  readonly unknown: readonly string[];
}

/** Asked for every artifact of every step, and the same for all of a pipeline. */
const outputsOfSteps = new WeakMap<readonly Step[], readonly Outputs[]>();

function allOutputs(steps: readonly Step[]): readonly Outputs[] {
  const known = outputsOfSteps.get(steps);
  if (known) return known;
  const outputs = steps.map((maker) => ({ maker, ...outputsOf(maker) }));
  outputsOfSteps.set(steps, outputs);
  return outputs;
}

function outputsOf({ field }: Step): {
  readonly names: readonly string[];
  readonly unknown: readonly string[];
} {
  const plain = textsOf(field.at("outputArtifacts"));
  const computed = field.at("outputArtifactsForComputeActions").list();
  const named = computed.kind === "known" ? computed.value.map((one) => one.at("name").text()) : [];
  return {
    names: [...plain.texts, ...named.flatMap((name) => (name.kind === "known" ? [name.value] : []))],
    unknown: [
      ...plain.unknown,
      ...(computed.kind === "unknown" ? [computed.path] : []),
      ...named.flatMap((name) => (name.kind === "known" ? [] : [name.path])),
    ],
  };
}

function unseen(
  production: ProductionStep,
  before: string,
  after: string,
  ...at: readonly string[]
): StepFinding {
  return {
    kind: "undetermined",
    what: `${before} ${stepName(production)} ${after}.`,
    at: [...at],
    fix: "write artifacts and run orders as literals",
  };
}
