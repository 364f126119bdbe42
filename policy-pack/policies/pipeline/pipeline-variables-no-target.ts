/**
 * pipeline-variables-no-target
 *
 * What a production step is told comes from literals. What chooses its target (account, role, project, stack,
 * region, function, pipeline) holds no variable at all. Nothing that it is told holds a variable of the pipeline,
 * which whoever starts it sets. In the environment of a build, variables of AWS's own (execution, commit) and of
 * earlier actions that run no code of the repository may stand.
 *
 * Why: OWASP CICD-SEC-1. Whoever starts a run sets its variables, and a build of repository code exports what it
 * likes. CodePipeline writes both into the action as they are, so they can name another account, or add a
 * variable that runs a command.
 *
 * An action that runs no code of the repository is known from a component `delivery:index:BuildProject` with
 * `trusted: true` and a buildspec in the project itself; elsewhere only the fixed variables count.
 *
 * Level: both. Variables of the pipeline and targets with variables in them show in the pipeline, so that a step
 * that shows itself that it deploys to production is stopped alone; which actions may be trusted takes the whole
 * stack.
 *
 * Parameters: `prodAccounts`.
 */
import { worldSchema } from "../../config/parameters";
import type { Rule } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import type { GivenValue } from "./action-variables";
import { givenValues } from "./action-variables";
import type { ProductionStep, StepFinding } from "./production-steps";
import { onProductionSteps, stepName } from "./production-steps";
import { originOf } from "./trusted-actions";

export const pipelineVariablesNoTarget: Rule = {
  number: 13,
  name: "pipeline-variables-no-target",
  title: "Nobody who starts a run chooses its target",
  description:
    "Production steps take account, role, project, stack and region from literals, and nothing from variables that others set.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Write the value as a literal; where a build needs a value of an earlier step, take it from one that runs no code of the repository.",
  parameters: worldSchema("prodAccounts"),
  ...onProductionSteps(
    {
      why: "CICD-SEC-1: whoever starts the run, or code of the repository, sets the value, and CodePipeline writes it into the action as it is",
      blind: "no variable can be held against it",
    },
    judgeValues,
    { inStackToo: true },
  ),
};

/** Words in the name of a build's variable that chooses where something happens. */
const targetWords =
  /account|(^|_)(arn|role|region|project|stacks?|targets?|bucket|cluster|function|pipeline)(_|$)/i;

function judgeValues(production: ProductionStep): readonly StepFinding[] {
  const { step, stack, shown } = production;
  if (step.kind === "rule") return [];
  const { values, unknown } = givenValues(step);
  const alone = stack === undefined;
  return [
    // Said once: alone where the step is judged alone, else with the stack.
    ...(alone || !shown ? unknown.map((path) => unseen(production, path)) : []),
    ...values.flatMap((value) => {
      const wrong = problemOf(production, value);
      if (!wrong || (shown && !alone && wrong.plain) || (alone && !wrong.plain)) return [];
      return [wrong.finding];
    }),
  ];
}

/** `plain`: the pipeline alone shows it. */
function problemOf(
  production: ProductionStep,
  { key, path, use, references }: GivenValue,
): { readonly plain: boolean; readonly finding: StepFinding } | undefined {
  const { steps, stack } = production;
  const [first] = references;
  if (first === undefined) return undefined;
  const of = stepName(production);
  // Whoever chooses the target may choose production, though nobody can see what the step reaches now.
  const finding = (what: string, fix: string): StepFinding => ({
    kind: "violation",
    what,
    at: [path],
    fix,
    certain: use === "target",
  });
  const origins = references.map((reference) => ({ reference, origin: originOf(reference, steps, stack) }));
  const byCaller = origins.find(({ origin }) => origin === "caller");
  if (byCaller)
    return {
      plain: true,
      finding: finding(
        `${capitalized(of)} takes ${key} from #{${byCaller.reference}}, which whoever starts the pipeline sets.`,
        "write the value as a literal",
      ),
    };
  // A variable of a build says by its name what it is for.
  if (use === "target" || (use === "environment" && targetWords.test(key)))
    return {
      plain: true,
      finding: finding(
        `${capitalized(of)} takes ${key}, which chooses what it acts on, from #{${first}}.`,
        "write the value as a literal",
      ),
    };
  const untrusted = origins.find(({ origin }) => origin === "untrusted");
  if (!untrusted) return undefined;
  return {
    plain: false,
    finding: finding(
      `${capitalized(of)} takes ${key} from #{${untrusted.reference}}, which code of the repository or somebody else may have set.`,
      "write the value as a literal, or take it from a step that runs no code of the repository",
    ),
  };
}

function unseen(production: ProductionStep, path: string): StepFinding {
  return {
    kind: "undetermined",
    what: `whether what ${stepName(production)} is told holds a variable is not known.`,
    at: [path],
    fix: "write the action's configuration as literals, from names and account ids",
  };
}
