import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rehearse } from "../../automation/rehearse";
import type { RehearsalResult, ResourceResult, StackResult } from "../../automation/rehearsal/result";
import { today } from "../blueprint/example-settings";

export const repository = join(__dirname, "..", "..");

export function exampleFile(stack: "dev" | "prod"): string {
  return readFileSync(join(repository, `Pulumi.${stack}.yaml`), "utf8");
}

/** The shipped settings of a stack with another connection block. */
export function withConnection(stack: "dev" | "prod", block: string): string {
  const shipped = exampleFile(stack);
  const changed = shipped.replace(
    / {2}delivery:connection:\n( {4}.*\n)+/,
    `  delivery:connection: ${block}\n`,
  );
  assert.notEqual(changed, shipped);
  return changed;
}

/** Rehearses stack files through the shipped program; `judged` by the shipped pack too. Without files, the shipped ones. */
export async function rehearsed(
  stackFiles?: Readonly<Record<string, string>>,
  { judged = true } = {},
): Promise<RehearsalResult> {
  const done = await rehearse({
    projectDirectory: repository,
    today,
    ...(stackFiles ? { stackFiles } : {}),
    ...(judged ? {} : { policyPackDirectory: join(repository, "no-pack") }),
  });
  assert.ok(done.kind === "rehearsal", JSON.stringify(done));
  return done.result;
}

export function stackOf(result: RehearsalResult, stack: string): StackResult {
  const found = result.stacks[stack];
  assert.ok(found, stack);
  return found;
}

export function ofType({ resources }: StackResult, type: string): readonly ResourceResult[] {
  return resources.filter((resource) => resource.type === type);
}

export const pipelineType = "aws:codepipeline/pipeline:Pipeline";
export const connectionType = "aws:codeconnections/connection:Connection";
