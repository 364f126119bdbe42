import type { AssemblyStack } from "../assembly/assembly";
import type { JsonObject } from "../assembly/json";
import { isObject, objectAt } from "../assembly/json";
import { StepFailure } from "../step/step-failure";

/**
 * The values that a change set is given: the assembly's, else the template's default (left to CloudFormation),
 * else the value in force. So what was scanned decides, not what was typed at an earlier deploy.
 */
export function stackParameters(
  stack: AssemblyStack,
  template: JsonObject,
  inForce: ReadonlySet<string>,
): readonly { readonly name: string; readonly value?: string }[] {
  const declared = objectAt(template, "Parameters");
  const missing: string[] = [];
  const parameters = Object.entries(declared).flatMap(([name, definition]) => {
    const value = stack.parameters[name];
    if (value !== undefined) return [{ name, value }];
    if (isObject(definition) && definition["Default"] !== undefined) return [];
    if (inForce.has(name)) return [{ name }];
    missing.push(name);
    return [];
  });
  if (missing.length > 0) {
    throw new StepFailure(
      `${stack.name} has parameters without a value: ${missing.join(", ")}. Give them a default in the CDK app.`,
    );
  }
  return parameters;
}
