import type { JsonObject } from "../assembly/json";
import { canonicalJson, isObject, objectAt } from "../assembly/json";
import type { References } from "./references";
import { referencesIn } from "./references";

/** Parameters, conditions and mappings that may have another value than at the last deploy. */
export interface ChangedInputs {
  readonly parameters: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
  readonly mappings: ReadonlySet<string>;
}

/**
 * @param parametersWithNewValue names whose value will differ from the deployed stack's.
 *
 * A parameter that CloudFormation reads from Parameter Store counts as changed: its value at the deploy is
 * not known here.
 */
export function changedInputs(
  deployed: JsonObject,
  next: JsonObject,
  parametersWithNewValue: ReadonlySet<string>,
): ChangedInputs {
  const parameters = new Set([...differing(deployed, next, "Parameters"), ...parametersWithNewValue]);
  for (const [name, definition] of Object.entries(objectAt(next, "Parameters"))) {
    const type = isObject(definition) ? definition["Type"] : undefined;
    if (typeof type === "string" && type.startsWith("AWS::SSM::Parameter::")) parameters.add(name);
  }
  const mappings = new Set(differing(deployed, next, "Mappings"));
  const conditions = new Set(differing(deployed, next, "Conditions"));
  const inputs = { parameters, mappings, conditions };
  const definitions = Object.entries(objectAt(next, "Conditions")).map(
    ([name, definition]) => [name, referencesIn(definition)] as const,
  );
  let size = -1;
  while (size !== conditions.size) {
    size = conditions.size;
    for (const [name, references] of definitions) {
      if (inputsAmong(references, inputs).length > 0) conditions.add(name);
    }
  }
  return inputs;
}

/** The changed inputs that something refers to, in words. */
export function inputsAmong(references: References, changed: ChangedInputs): readonly string[] {
  const among = (used: ReadonlySet<string>, set: ReadonlySet<string>, word: string): readonly string[] =>
    [...used].filter((name) => set.has(name)).map((name) => `${word} ${name}`);
  const anyMapping = references.mappings.has("*") && changed.mappings.size > 0 ? ["a mapping"] : [];
  return [
    ...among(references.names, changed.parameters, "parameter"),
    ...among(references.conditions, changed.conditions, "condition"),
    ...among(references.mappings, changed.mappings, "mapping"),
    ...anyMapping,
  ];
}

function differing(deployed: JsonObject, next: JsonObject, section: string): readonly string[] {
  const [before, after] = [objectAt(deployed, section), objectAt(next, section)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => canonicalJson(before[name]) !== canonicalJson(after[name]),
  );
}
