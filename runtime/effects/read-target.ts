import { join } from "node:path";
import { digestOf } from "../archive/digest";
import type { Assembly, AssemblyStack } from "../assembly/assembly";
import type { JsonObject } from "../assembly/json";
import { canonicalJson, isObject, objectAt, parseJsonObject, readJsonObject } from "../assembly/json";
import { matchesPattern, stacksFor } from "../assembly/stack-choice";
import type { StackReader } from "../aws/stack-reader";
import type { StackReport, TargetReport } from "../report/report";
import { StepFailure } from "../step/step-failure";
import { templateEffects } from "./template-effects";

/** Least version of a bootstrap whose bucket and roles this road can use (aws-cdk-lib, DefaultStackSynthesizer). */
const leastBootstrapVersion = 6;

/** A target as both Plan and Deploy are told about it. */
export interface ReadableTarget {
  readonly accountId: string;
  readonly region: string;
  readonly bootstrapVersionParameter: string;
}

/** Reads what is deployed in a target and reports what the assembly would change there. */
export async function readTarget(
  reader: StackReader,
  target: ReadableTarget,
  assembly: Assembly,
  patterns: readonly string[],
): Promise<TargetReport> {
  const chosen = stacksFor(assembly, target, patterns);
  const bootstrapVersion = await checkBootstrap(reader, target, chosen);
  const stacks: StackReport[] = [];
  for (const stack of chosen) stacks.push(await readStack(reader, assembly, stack));
  const names = new Set(chosen.map(({ name }) => name));
  const left = (await reader.names()).filter((name) => matchesPattern(name, patterns) && !names.has(name));
  const { accountId, region } = target;
  return { accountId, region, bootstrapVersion, stacks, left: [...left].sort() };
}

/** A stack that was never created is only the shell around a change set. */
export const emptyShell = "REVIEW_IN_PROGRESS";

async function readStack(
  reader: StackReader,
  assembly: Assembly,
  stack: AssemblyStack,
): Promise<StackReport> {
  const next = readJsonObject(join(assembly.folder, stack.templateFile), stack.templateFile);
  const found = await reader.describe(stack.name);
  const common = {
    stack: stack.name,
    template: digestOf(canonicalJson(next)),
  };
  if (found === undefined || found.status === emptyShell) {
    return { ...common, status: "new", sections: [], effects: templateEffects(undefined, next) };
  }
  const deployed = parseJsonObject(
    await reader.template(stack.name),
    `The deployed template of ${stack.name}`,
  );
  return {
    ...common,
    status: found.status,
    deployedTemplate: digestOf(canonicalJson(deployed)),
    sections: otherSections(deployed, next),
    effects: templateEffects(deployed, next, newValues(next, stack, found.parameters)),
  };
}

/** Parameters whose value after the deploy differs from the one in force. */
function newValues(
  next: JsonObject,
  stack: AssemblyStack,
  inForce: Readonly<Record<string, string>>,
): ReadonlySet<string> {
  const changed = Object.entries(objectAt(next, "Parameters")).filter(([name, definition]) => {
    const fallback = isObject(definition) ? definition["Default"] : undefined;
    const value = stack.parameters[name] ?? (fallback === undefined ? inForce[name] : scalar(fallback));
    return value !== inForce[name];
  });
  return new Set(changed.map(([name]) => name));
}

function scalar(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function otherSections(deployed: JsonObject, next: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(deployed), ...Object.keys(next)])]
    .filter((key) => key !== "Resources" && canonicalJson(deployed[key]) !== canonicalJson(next[key]))
    .sort();
}

async function checkBootstrap(
  reader: StackReader,
  target: ReadableTarget,
  stacks: readonly AssemblyStack[],
): Promise<number> {
  const where = `${target.accountId} ${target.region}`;
  const parameter = target.bootstrapVersionParameter;
  const value = await reader.parameter(parameter);
  const needed = Math.max(leastBootstrapVersion, ...stacks.map(({ bootstrapVersion }) => bootstrapVersion));
  if (value === undefined) {
    throw new StepFailure(
      `${where} is not bootstrapped: the SSM parameter ${parameter} does not exist there.`,
    );
  }
  if (!/^[0-9]+$/.test(value) || Number(value) < needed) {
    throw new StepFailure(
      `${where} has bootstrap version ${JSON.stringify(value)} (SSM parameter ${parameter}); ` +
        `the assembly needs ${needed} or later.`,
    );
  }
  return Number(value);
}
