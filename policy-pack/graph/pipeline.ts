import type { Field, Reading } from "../reader/field";
import type { ResourceView } from "../reader/resource";

/** Something that a pipeline runs: an action, or a rule of a stage's condition. */
export interface Step {
  /** For people: `stage Prod, action Deploy`. */
  readonly label: string;
  readonly path: string;
  readonly field: Field;
  readonly kind: "action" | "rule";
  readonly stage: number;
  /** Order within the stage; equal ones run side by side. */
  readonly order: Reading<number>;
}

/** A pipeline as its steps in order; what can't be read may be anything, a gate too. */
export interface PipelineSteps {
  readonly steps: readonly Step[];
  readonly stages: readonly StageView[];
  readonly unreadable: readonly { readonly stage: number; readonly path: string }[];
}

/** A stage, at its place in the order. */
export interface StageView {
  /** For people: `stage Prod`. */
  readonly label: string;
  readonly field: Field;
}

/** The same properties are asked for by many policies; what was read of them for one serves the next. */
const read = new WeakMap<Field, PipelineSteps>();

export function readPipeline(properties: Field): PipelineSteps {
  const known = read.get(properties);
  if (known) return known;
  const steps = readSteps(properties);
  read.set(properties, steps);
  return steps;
}

/** The pipeline's own name, or where nobody knows it yet the resource's. */
export function pipelineName({ name, properties }: Pick<ResourceView, "name" | "properties">): string {
  const own = properties.at("name").text();
  return own.kind === "known" ? own.value : name;
}

function readSteps(properties: Field): PipelineSteps {
  const stages = properties.at("stages").list();
  if (stages.kind !== "known")
    return { steps: [], stages: [], unreadable: [{ stage: -1, path: stages.path }] };
  const steps: Step[] = [];
  const unreadable: { stage: number; path: string }[] = [];
  stages.value.forEach((stage, index) => {
    const name = nameOf(stage, `stage ${index + 1}`, "stage ");
    const actions = stage.at("actions").list();
    if (actions.kind === "known")
      for (const action of actions.value)
        steps.push({
          label: `${name}, ${nameOf(action, action.path, "action ")}`,
          path: action.path,
          field: action,
          kind: "action",
          stage: index,
          order: orderOf(action.at("runOrder")),
        });
    else unreadable.push({ stage: index, path: actions.path });
    for (const [condition, order] of conditionOrders) {
      const rules = rulesOf(stage.at(condition));
      if (rules.kind === "unknown") unreadable.push({ stage: index, path: rules.path });
      if (rules.kind === "known")
        for (const rule of rules.value)
          steps.push({
            label: `${name}, ${condition} rule ${nameOf(rule, rule.path, "")}`,
            path: rule.path,
            field: rule,
            kind: "rule",
            stage: index,
            order: { kind: "known", value: order },
          });
    }
  });
  return {
    steps,
    stages: stages.value.map((field, index) => ({
      label: nameOf(field, `stage ${index + 1}`, "stage "),
      field,
    })),
    unreadable,
  };
}

/** A stage's entry is judged before its first action; its failure may come at any time; success comes last. */
const conditionOrders = [
  ["beforeEntry", 0],
  ["onFailure", 0],
  ["onSuccess", Infinity],
] as const;

/** What is to happen when a condition of a stage is met; the block is written as an object, or a list of one. */
export function conditionResults(block: Field): readonly Field[] {
  const conditions = block.at("condition").list();
  if (conditions.kind === "absent") return [];
  return conditions.kind === "known"
    ? conditions.value.map((condition) => condition.at("result"))
    : [block.at("condition").at("result")];
}

function rulesOf(condition: Field): Reading<readonly Field[]> {
  const inner = condition.at("condition").list();
  if (inner.kind !== "known") return inner;
  const rules = inner.value.map((one) => one.at("rules").list());
  const unclear = rules.find(({ kind }) => kind === "unknown");
  if (unclear?.kind === "unknown") return unclear;
  return { kind: "known", value: rules.flatMap((list) => (list.kind === "known" ? list.value : [])) };
}

/** Actions run first unless told otherwise (CodePipeline reference, runOrder: default 1). */
function orderOf(field: Field): Reading<number> {
  const text = field.text();
  if (text.kind === "absent") return { kind: "known", value: 1 };
  if (text.kind === "unknown") return text;
  const order = Number(text.value);
  return Number.isInteger(order) ? { kind: "known", value: order } : { kind: "unknown", path: field.path };
}

function nameOf(field: Field, otherwise: string, kind: string): string {
  const name = field.at("name").text();
  return name.kind === "known" ? `${kind}${name.value}` : otherwise;
}
