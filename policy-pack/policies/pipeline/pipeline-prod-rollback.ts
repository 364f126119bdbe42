/**
 * pipeline-prod-rollback
 *
 * A production deploy that fails is rolled back: by its stage (onFailure ROLLBACK), or by the deploy itself. What
 * rolls back by itself are CloudFormation, CodeDeploy, and a build that executes change sets, as its component
 * declares (cloudformation:ExecuteChangeSet).
 *
 * A step without an approval is pipeline-prod-approval's, and a worker outside of AWS is
 * pipeline-action-providers'.
 *
 * Why: a deploy that stops half-way leaves production in a state that nobody has tested.
 *
 * Level: both, advisory. Actions that show themselves that they deploy to production are judged alone, at `up`
 * too; what a build declares takes the whole stack. A stage that rolls back by itself has to hold the approval,
 * which is pipeline-prod-approval's.
 *
 * Parameters: `prodAccounts`.
 */
import { worldSchema } from "../../config/parameters";
import { conditionResults } from "../../graph/pipeline";
import { componentCalls } from "../../reader/component-calls";
import type { Reading } from "../../reader/field";
import { firstGiven, known, mapKnown } from "../../reader/reading";
import { tokens } from "../../stack/tokens";
import type { Rule } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import type { ProductionStep, StepFinding } from "./production-steps";
import { onProductionSteps, stepName } from "./production-steps";
import { isForeignWorker } from "../../graph/step-kinds";
import { componentOf } from "./trusted-actions";

export const pipelineProdRollback: Rule = {
  number: 21,
  name: "pipeline-prod-rollback",
  title: "A failed deploy to production is rolled back",
  description: "A production step's stage rolls back on failure, or the deploy rolls back by itself.",
  severity: "low",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Deploy with what rolls back by itself, such as CloudFormation; or set onFailure ROLLBACK on the stage, with the approval in it.",
  parameters: worldSchema("prodAccounts"),
  ...onProductionSteps(
    {
      why: "a deploy that stops half-way leaves production in a state that nobody has tested",
      blind: "no stage can be held against it",
    },
    judgeRollback,
  ),
};

function judgeRollback(production: ProductionStep): readonly StepFinding[] {
  const { step, steps, gate } = production;
  if (gate.kind !== "yes" || step.kind === "rule" || isForeignWorker(step)) return [];
  const stage = steps.stages[step.stage]?.field;
  if (!stage) return [];
  const onFailure = stage.at("onFailure");
  const results = [onFailure.at("result"), ...conditionResults(onFailure)].map((result) => result.text());
  if (results.some((result) => result.kind === "known" && result.value === "ROLLBACK")) return [];
  const byItself = rollsBackByItself(production);
  if (byItself.kind === "known" && byItself.value) return [];
  const hidden = [...results, byItself].flatMap((one) => (one.kind === "unknown" ? [one.path] : []));
  const fix =
    "deploy with what rolls back by itself, or set onFailure ROLLBACK on the stage, with the approval in it";
  return hidden.length > 0
    ? [
        {
          kind: "undetermined",
          what: `whether ${stepName(production)} is rolled back when it fails is not known.`,
          at: [step.path, ...hidden],
          fix,
        },
      ]
    : [
        {
          kind: "violation",
          what: `${capitalized(stepName(production))} is not rolled back when it fails.`,
          at: [step.path, onFailure.path],
          fix,
        },
      ];
}

const selfReverting: ReadonlySet<string> = new Set([
  "CloudFormation",
  "CloudFormationStackSet",
  "CloudFormationStackInstances",
  "CodeDeploy",
  "CodeDeployToECS",
]);

function rollsBackByItself({ step: { field }, stack }: ProductionStep): Reading<boolean> {
  const provider = field.at("provider").text();
  if (provider.kind !== "known") return { kind: "unknown", path: provider.path };
  if (selfReverting.has(provider.value)) return known(true);
  const name = field.at("configuration").at("ProjectName").text();
  if (provider.value !== "CodeBuild" || name.kind !== "known") return known(false);
  const project = stack?.named(tokens.project, name.value);
  const component = project && componentOf(project);
  if (!component) return known(false);
  return firstGiven(
    mapKnown(componentCalls(component), (calls) =>
      calls.some(
        ({ action }) =>
          action.kind === "known" && action.value.toLowerCase() === "cloudformation:executechangeset",
      ),
    ),
    () => known(false),
  );
}
