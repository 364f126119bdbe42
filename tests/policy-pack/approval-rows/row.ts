import type { Circumstances, Written } from "../handed";
import type { Row as TableRow, Shows } from "../tables/table";
import type { Action, Stage } from "../road";
import { capitalized } from "../../../policy-pack/verdict/sentence";
import { bootstrapRole, build, goodStages, road, roleArn, rolePolicy } from "../road";

/** One line of the decision table of the gate: a stack, and all that is said of it. */
export interface Row {
  readonly when: string;
  readonly stack: readonly Written[];
  /** Default: the settings of the road. */
  readonly circumstances?: Circumstances;
  readonly says: readonly Saying[];
  /** Of each of what is said, the edge to cut; undefined where the finding names none. Default: none. */
  readonly cuts?: readonly (string | undefined)[];
  readonly notApplicable?: readonly string[];
}

/** A finding of the gate, by its parts. */
export interface Saying {
  readonly level: "mandatory" | "advisory";
  readonly what: string;
  readonly way: readonly string[];
  /** What it depends on, beside the step itself. */
  readonly dependsOn?: readonly string[];
  /** Default: that somebody changes production alone. */
  readonly why?: string;
  readonly fix: string;
  readonly note?: string;
  /** Label of the step that it is about; none: the pipeline. */
  readonly step?: string;
}

export const prodDeploy = roleArn("prod", bootstrapRole("prod", "deploy"));
export const alone =
  "CICD-SEC-1: whoever can get code into the source changes production alone, and no one else has seen it";

export const ungated = (step: string, ...way: string[]): Saying => ({
  level: "mandatory",
  what: `${capitalized(step)} of pipeline payments can change production, and no manual approval comes before it.`,
  way,
  fix: "put an action Approval/AWS/Manual in an earlier stage, or in this stage with a lower runOrder; or take from its role what leads there",
  step,
});
export const unseen = (step: string, dependsOn: string, ...way: string[]): Saying => ({
  level: "mandatory",
  what: `Undetermined: whether ${step} of pipeline payments can change production can't be seen, and no approval surely comes before it.`,
  way,
  dependsOn: [dependsOn],
  fix: "build what is named here from names and account ids, and keep the project, its role and its policies in this stack; or put a manual approval before the step",
  step,
});
export const unclearGate = (step: string, dependsOn: string, ...way: string[]): Saying => ({
  level: "mandatory",
  what: `Undetermined: ${step} of pipeline payments can change production, and whether an approval comes before it is not known.`,
  way,
  dependsOn: [dependsOn],
  fix: "write category, owner, provider and runOrder of the approval and of this step as literals",
  step,
});

/** The one row that shows nothing but what is right; the others that pass look like something wrong. */
export const goodRoad = "the good road";

/** A row of the decision table, with every message in full. */
export function inTable({ when, stack, circumstances, says, cuts = [], notApplicable }: Row): TableRow {
  return {
    when,
    shows: shownBy(when, says, notApplicable),
    stack,
    ...(circumstances ? { circumstances } : {}),
    says: says.map(({ level, what, step }) => `${level} ${pipelineOf(stack, step).name}: ${what}`),
    ...(says.length > 0
      ? { inFull: says.map((saying, index) => messageOf(saying, stack, cuts[index])) }
      : {}),
    ...(notApplicable ? { notApplicable } : {}),
  };
}

function shownBy(when: string, says: readonly Saying[], notApplicable: readonly string[] | undefined): Shows {
  if (says.length > 0)
    return says.every(({ what }) => what.startsWith("Undetermined: ")) ? "unknown" : "violation";
  if (notApplicable) return "not applicable";
  return when === goodRoad ? "pass" : "near miss";
}

function messageOf(
  { what, way, dependsOn = [], why = alone, fix, note, step }: Saying,
  stack: readonly Written[],
  cut: string | undefined,
): string {
  const at = [...(step === undefined ? [] : [pipelineOf(stack, step).path]), ...dependsOn];
  return [
    what,
    ...(way.length > 0 ? [`  way: ${way.join(" → ")}`] : []),
    ...(cut === undefined ? [] : [`  cut: ${cut}`]),
    `  at: ${at.join(", ")}`,
    `  why: ${why}`,
    `  fix: ${fix}`,
    ...(note === undefined ? [] : [`  note: ${note}`]),
    ...(what.startsWith("Undetermined: ")
      ? []
      : ["  note: mandatory, whatever level the policy config sets"]),
  ].join("\n");
}

/** Where the step stands: the last pipeline that has one of this name, and its path there. */
function pipelineOf(stack: readonly Written[], label = ""): { readonly name: string; readonly path: string } {
  const found = stack.flatMap(({ type, name, props }) =>
    type === "aws:codepipeline/pipeline:Pipeline" && Array.isArray(props["stages"])
      ? pathsOf(props["stages"] as readonly Stage[], label).map((path) => ({ name, path }))
      : [],
  );
  return found.at(-1) ?? { name: "pipeline", path: "" };
}

function pathsOf(stages: readonly Stage[], label: string): readonly string[] {
  return stages.flatMap(({ name, actions, beforeEntry }, stage) => [
    ...actions.flatMap((action, index) =>
      `stage ${name}, action ${String(action["name"])}` === label
        ? [`stages[${stage}].actions[${index}]`]
        : [],
    ),
    ...(beforeEntry !== undefined && label.startsWith(`stage ${name}, beforeEntry rule`)
      ? [`stages[${stage}].beforeEntry.condition.rules[0]`]
      : []),
  ]);
}

/** The build role with other rights. */
export const buildMay = (...statements: Record<string, unknown>[]) =>
  road({ replace: [rolePolicy("devops", "payments-build", statements)] });
export const buildReaches = (...way: string[]) =>
  ungated("stage Verify, action Build", "build project payments-build", "role payments-build", ...way);

/** A last stage with these actions, after source, build and dev. */
export const prodStage = (...actions: Action[]): readonly Stage[] => [
  ...goodStages.slice(0, 3),
  { name: "prod", actions },
];
export const deployProd = (runOrder?: unknown) => build("Deploy", "payments-deploy-prod", runOrder);
export const deployProdWay = [
  "build project payments-deploy-prod",
  "role payments-deploy-prod",
  "role cdk-pay-deploy-role-444444444444-eu-central-1",
  "cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*",
];
export const action = (name: string, category: string, providerName: string, more: Action = {}): Action => ({
  name,
  category,
  owner: "AWS",
  provider: providerName,
  version: "1",
  ...more,
});

/** The build role with a document in object form, in which single values may be unknown. */
export const buildHolds = (policy: object) =>
  road({
    replace: [{ ...rolePolicy("devops", "payments-build", []), props: { role: "payments-build", policy } }],
  });
