import { join } from "node:path";
import type { DeployTarget } from "../../blueprint/step-configuration";
import type { Assembly, AssemblyStack } from "../assembly/assembly";
import { readJsonObject } from "../assembly/json";
import { stacksFor } from "../assembly/stack-choice";
import { deployStack } from "./deploy-stack";
import type { StackTools } from "./deploy-stack";
import type { AssetObjects } from "./publish-assets";
import { publishAssets } from "./publish-assets";
import { stackParameters } from "./stack-parameters";
import type { TargetAsset } from "./target-assets";
import { targetAssets, templateAsset } from "./target-assets";
import type { TargetReport } from "../report/report";
import type { StackOutputs } from "../report/report-store";
import { StepFailure } from "../step/step-failure";

/** One target's part of a deploy, decided before anything is written. */
export interface PreparedTarget {
  readonly target: DeployTarget;
  readonly stacks: readonly AssemblyStack[];
  readonly assets: readonly TargetAsset[];
  readonly assembly: Assembly;
  /** What was approved for it; absent where the environment is not gated. */
  readonly approved?: TargetReport;
}

export interface TargetTools extends StackTools {
  readonly objects: AssetObjects;
}

/** Chooses stacks and assets and checks them; touches nothing. */
export function prepareTarget(
  assembly: Assembly,
  patterns: readonly string[],
  target: DeployTarget,
  approved: TargetReport | undefined,
): PreparedTarget {
  const stacks = stacksFor(assembly, target, patterns);
  const assets = targetAssets(stacks, target);
  for (const stack of stacks) templateAsset(assets, stack);
  return { target, stacks, assets, assembly, ...(approved === undefined ? {} : { approved }) };
}

/**
 * Publishes the assets, then brings the stacks up in the order of their dependencies. A failure says what
 * state each stack is in and stops.
 */
export async function deployTarget(
  prepared: PreparedTarget,
  release: { readonly execution: string; readonly digest: string },
  tools: TargetTools,
): Promise<StackOutputs> {
  const { target, stacks, assets, assembly } = prepared;
  tools.log(`${target.accountId} ${target.region}`);
  await publishAssets(tools.objects, assembly.folder, assets, target.stagingBucket, tools.log);
  const results = new Map<string, string>();
  for (const stack of stacks) {
    try {
      const result = await deployOne(prepared, stack, release, tools);
      results.set(stack.name, result);
      tools.log(`  ${stack.name}: ${result === "unchanged" ? "no change" : result}`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const states = stacks.map(({ name }) => {
        const state = name === stack.name ? "failed" : (results.get(name) ?? "untouched");
        return `  ${name}: ${state}`;
      });
      throw new StepFailure([why, `State of ${target.accountId} ${target.region}:`, ...states].join("\n"));
    }
  }
  return outputsOf(stacks, tools);
}

async function deployOne(
  { target, assets, assembly, approved }: PreparedTarget,
  stack: AssemblyStack,
  { execution, digest }: { readonly execution: string; readonly digest: string },
  tools: TargetTools,
): Promise<"deployed" | "unchanged"> {
  const template = readJsonObject(join(assembly.folder, stack.templateFile), stack.templateFile);
  const inForce = new Set(Object.keys((await tools.reader.describe(stack.name))?.parameters ?? {}));
  const report = approved?.stacks.find((one) => one.stack === stack.name);
  const suffix = target.region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return deployStack(
    {
      stack: stack.name,
      name: `delivery-${execution.slice(0, 8)}-${digest.slice(0, 12)}`,
      templateUrl: `https://${target.stagingBucket}.s3.${target.region}.${suffix}/${templateAsset(assets, stack).key}`,
      executionRoleArn: target.executionRoleArn,
      parameters: stackParameters(stack, template, inForce),
      tags: stack.tags,
      description: `Execution ${execution}, assembly ${digest}`,
      // No template has a transform (Scan), so the change set names what the report names.
      ...(approved === undefined ? {} : { approvedEffects: report?.effects ?? [] }),
    },
    tools,
  );
}

async function outputsOf(stacks: readonly AssemblyStack[], { reader }: TargetTools): Promise<StackOutputs> {
  const outputs: Record<string, Readonly<Record<string, string>>> = {};
  for (const { name } of stacks) outputs[name] = (await reader.describe(name))?.outputs ?? {};
  return outputs;
}
