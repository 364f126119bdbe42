/**
 * pipeline-condition-not-sole-gate
 *
 * Conditions of stages are no gate: where one stands before a production step, a manual approval stands there,
 * too. And the entry condition of a production stage fails the stage; it does not skip it.
 *
 * Why: OWASP CICD-SEC-1. A condition asks a clock, an alarm or a program, not a person, and whoever may call
 * OverrideStageCondition passes it. A stage that is skipped counts as passed: what comes behind it goes on as if
 * production had been deployed.
 *
 * Level: both. Production actions that show themselves are judged alone; the others with the whole stack.
 *
 * Not seen: who may override a condition (iam-gate-tamper).
 *
 * Parameters: `prodAccounts`.
 */
import { worldSchema } from "../../config/parameters";
import { deployedAccount } from "../../graph/deployed-account";
import { conditionResults, pipelineName } from "../../graph/pipeline";
import { valueOr } from "../../reader/reading";
import type { Rule, Setup } from "../../verdict/rule";
import type { ProductionStep, StepFinding } from "./production-steps";
import { onProductionSteps, stepName } from "./production-steps";

export const pipelineConditionNotSoleGate: Rule = {
  number: 17,
  name: "pipeline-condition-not-sole-gate",
  title: "Conditions stand beside an approval, never in its place",
  description:
    "No condition of a stage stands in for the approval, and the entry condition of a production stage fails it.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Put a manual approval before the step, and let the entry condition of a production stage have the result FAIL.",
  parameters: worldSchema("prodAccounts"),
  ...onProductionSteps(
    {
      why: "CICD-SEC-1: a condition asks no person, whoever may override it passes, and a stage that is skipped counts as passed",
      blind: "no condition can be held against it",
    },
    (production, setup) => [...soleGate(production), ...entry(production, setup)],
  ),
};

/** Conditions where the approval should be: at the entry of this stage or an earlier one, or at an earlier one's end. */
function soleGate(production: ProductionStep): readonly StepFinding[] {
  const { step, steps, gate } = production;
  if (gate.kind === "yes" || step.kind === "rule") return [];
  const standing = steps.stages
    .slice(0, step.stage + 1)
    .flatMap(({ field }, index) =>
      ["beforeEntry", ...(index < step.stage ? ["onSuccess"] : [])]
        .map((key) => field.at(key))
        .filter((block) => conditionResults(block).length > 0),
    );
  const [condition] = standing;
  if (!condition) return [];
  const fix = "put an action Approval/AWS/Manual before the step; the condition may stay beside it";
  if (gate.kind === "unknown")
    return [
      {
        kind: "undetermined",
        what: `whether more than a condition comes before ${stepName(production)} is not known.`,
        at: [step.path, condition.path, ...gate.paths],
        fix,
      },
    ];
  return [
    {
      kind: "violation",
      what: `Before ${stepName(production)} stands a condition, and no manual approval.`,
      at: [step.path, condition.path],
      fix,
    },
  ];
}

function entry(
  { step, steps, pipeline, shown, stack }: ProductionStep,
  setup: Setup,
): readonly StepFinding[] {
  const stage = steps.stages[step.stage];
  if (!stage) return [];
  // Of a stage that shows itself what it is, this was said when the pipeline was judged alone.
  const accounts = valueOr(setup.world.production, []);
  const isShown = steps.steps.some(
    (one) => one.stage === step.stage && deployedAccount(one, accounts) !== undefined,
  );
  if (stack && !shown && isShown) return [];
  const of = `${stage.label} of pipeline ${pipelineName(pipeline)}`;
  return conditionResults(stage.field.at("beforeEntry")).flatMap((field): readonly StepFinding[] => {
    const result = field.text();
    const own = { at: [field.path], fix: "let the entry condition have the result FAIL" };
    if (result.kind !== "known")
      return [
        {
          ...own,
          kind: "undetermined",
          what: `what happens when the entry condition of ${of} is not met is not stated.`,
        },
      ];
    if (result.value === "FAIL") return [];
    return [
      {
        ...own,
        kind: "violation",
        what: `The entry condition of ${of} has the result ${result.value}, which lets the execution go on.`,
      },
    ];
  });
}
