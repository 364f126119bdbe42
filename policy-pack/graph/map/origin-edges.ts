import type { Knowledge } from "../../config/knowledge";
import { parseArn } from "../../iam/arn";
import { startedBy } from "../../policies/messages/started";
import type { Start } from "../../policies/messages/starts";
import { startsOf } from "../../policies/messages/starts";
import { gitTriggers } from "../../policies/pipeline/git-triggers";
import { protectionOf, startingRefs } from "../../policies/pipeline/starting-refs";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { pipelineName } from "../pipeline";
import { cuttingCosts } from "./elements";
import type { MapBuilder } from "./map-builder";
import { makerOf } from "./map-builder";
import { pipelineId } from "./step-edges";

/** Puts on a map what starts pipelines, builds and functions by itself: pushes, merge requests, events, clocks. */
export function addOrigins(builder: MapBuilder, stack: Stack, world: Knowledge): void {
  for (const pipeline of stack.ofType(tokens.pipeline)) {
    addRefs(builder, pipeline, stack, world);
    addMergeRequests(builder, pipeline);
  }
  for (const start of startsOf(stack)) addEvent(builder, start, stack);
}

function addRefs(builder: MapBuilder, pipeline: StackResource, stack: Stack, world: Knowledge): void {
  for (const { repository, ref, unknown } of startingRefs(pipeline)) {
    const cover =
      ref && repository !== undefined
        ? protectionOf(ref, repository, stack, world).kind
        : ("unknown" as const);
    const isProtected = cover === "yes" || (cover === "no" && isObserved(repository, world));
    const what = ref ? `${ref.kind} ${ref.pattern}` : "a branch or tag that is not known";
    const label = repository === undefined ? what : `${what} of ${repository}`;
    const from = builder.node({
      id: `origin:${label}`,
      kind: "origin",
      label: ref ? `${protectedWords(isProtected, cover)} ${label}` : label,
      isProtected,
    });
    startsPipeline(builder, from, `a push to ${label}`, pipeline, ref?.path ?? "triggers", unknown);
  }
}

function protectedWords(isProtected: boolean, cover: "yes" | "no" | "unknown"): string {
  if (isProtected) return "protected";
  return cover === "no" ? "unprotected" : "perhaps protected";
}

/** Another stack answers for the protections of such a project. */
function isObserved(repository: string | undefined, { project, guardrails }: Knowledge): boolean {
  return (
    project.kind === "known" &&
    project.value === repository &&
    guardrails.kind === "known" &&
    guardrails.value === "observe"
  );
}

function addMergeRequests(builder: MapBuilder, pipeline: StackResource): void {
  const all = gitTriggers(pipeline).triggers.flatMap(({ mergeRequests }) => mergeRequests);
  for (const { path } of all) {
    const from = builder.node({
      id: `origin:merge request of ${pipeline.urn}`,
      kind: "origin",
      label: "merge request",
      isProtected: false,
    });
    startsPipeline(builder, from, "a merge request", pipeline, path, []);
  }
}

function startsPipeline(
  builder: MapBuilder,
  from: string,
  what: string,
  pipeline: StackResource,
  property: string,
  unknown: readonly string[],
): void {
  builder.edge({
    from,
    to: pipelineId(pipeline),
    word: "starts",
    words: `${what} starts pipeline ${pipelineName(pipeline)}`,
    unknown,
    makers: [makerOf(pipeline, property)],
    cost: cuttingCosts.workOfStep,
  });
}

function addEvent(builder: MapBuilder, start: Start, stack: Stack): void {
  const started = startedBy(start, stack);
  const targets =
    started.kind === "pipeline"
      ? stack
          .ofType(tokens.pipeline)
          .filter((pipeline) => isNamedBy(pipeline, started.arns))
          .map(pipelineId)
      : started.kind === "runner"
        ? ["project", "function"]
            .map((kind) => `${kind}:${started.resource.urn}`)
            .filter((id) => builder.has(id))
        : [];
  for (const to of targets) {
    const from = builder.node({
      id: `origin:${start.resource.urn}`,
      kind: "origin",
      label: start.label,
      urn: start.resource.urn,
    });
    builder.edge({
      from,
      to,
      word: "starts",
      words: `${start.label} starts ${started.kind === "carrier" || started.kind === "unknown" ? "" : started.label}`,
      makers: [makerOf(start.resource, start.target.path)],
      cost: cuttingCosts.workOfStep,
    });
  }
}

function isNamedBy(pipeline: StackResource, arns: readonly string[]): boolean {
  return arns.some((arn) => parseArn(arn)?.resource === pipelineName(pipeline));
}
