import type { Knowledge } from "../config/knowledge";
import type { Principal } from "../identities/principal";
import type { ResourceView, StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import type { Cut, CutQuestion } from "./cheapest-cut";
import { cheapestCut, cutText } from "./cheapest-cut";
import type { Maker, RoadEdge } from "./map/elements";
import { cuttingCosts } from "./map/elements";
import { configured } from "./map/map-builder";
import { pipelineId, stepId } from "./map/step-edges";
import type { PipelineSteps, Step } from "./pipeline";
import { pipelineName } from "./pipeline";
import { powerMap } from "./road-map";

/** Where ways to production are looked for. */
export interface Land {
  readonly stack: Stack;
  readonly world: Knowledge;
  /** All of production. */
  readonly accounts: readonly string[];
}

type Pipeline = Pick<ResourceView, "urn" | "type" | "name" | "properties">;

/** The cheapest cut of what a step reaches before the gate, in words; undefined where the map shows no way. */
export function cutBeforeGate(step: Step, pipeline: StackResource, land: Land): string | undefined {
  const map = powerMap(land.stack, land.world, land.accounts);
  const before = map.edges.filter(
    ({ word, from, to }) =>
      word === "unasked" && from === pipelineId(pipeline) && to === stepId(step, pipeline),
  );
  return wordsOf(cheapestCut(map, { from: stepId(step, pipeline), before }));
}

/** The cheapest cut of a pipeline's way to production that leaves other pipelines theirs. */
export function cutBesidePipelines(
  step: Step,
  pipeline: StackResource,
  { staying, into }: { readonly staying: readonly StackResource[]; readonly into: readonly string[] },
  land: Land,
): string | undefined {
  const map = powerMap(land.stack, land.world, land.accounts);
  const owners = new Set(staying.map(pipelineId));
  const keep = map.nodes.flatMap((node) => (owners.has(node.pipeline ?? "") ? [node.id] : []));
  const question: CutQuestion = { from: stepId(step, pipeline), accounts: into, keep };
  return wordsOf(cheapestCut(map, question));
}

/** The cheapest cut between somebody whom a role's trust lets in, at a path there, and production. */
export function cutOfTrust(role: Principal, who: string, path: string, land: Land): string | undefined {
  const map = powerMap(land.stack, land.world, land.accounts);
  const node = map.nodes.find(
    ({ kind, urn, label, account }) =>
      kind === "role" &&
      (role.urn === ""
        ? urn === undefined && label === role.label && account === accountOf(role)
        : urn === role.urn),
  );
  if (!node) return undefined;
  const trust: RoadEdge = {
    from: "",
    to: node.id,
    word: "assumes",
    words: `${who} assumes role ${role.label}`,
    unknown: [],
    makers: [trustMaker(role, path)],
    cost: role.isExternal ? cuttingCosts.elsewhere : cuttingCosts.trust,
  };
  return wordsOf(cheapestCut(map, { from: node.id, before: [trust] }));
}

/** The approval that is missing before a step, where nothing but its pipeline is looked at. */
export function missingApproval(step: Step, pipeline: Pipeline): string {
  const words = `pipeline ${pipelineName(pipeline)} runs ${step.label} before any approval`;
  return placed(words, pipeline, "stages");
}

/** What makes a stage come again. */
export function goingBack(step: Step, pipeline: Pipeline, { stages }: PipelineSteps): string {
  const stage = stages[step.stage];
  const path = stage?.field.path ?? "stages";
  const property = stage?.field.at("onFailure").isAbsent() === false ? `${path}.onFailure` : path;
  return placed(`${stage?.label ?? "its stage"} goes back by itself`, pipeline, property);
}

function placed(words: string, { urn, type, name }: Pipeline, property: string): string {
  return cutText({
    edges: [
      { from: "", to: "", word: "unasked", words, unknown: [], makers: [], cost: cuttingCosts.approval },
    ],
    makers: [{ urn, type, name, property }],
    cost: cuttingCosts.approval,
    endsAll: true,
  });
}

function trustMaker({ resource }: Principal, path: string): Maker {
  if (!resource) return configured(path);
  const own = `${resource.name}.`;
  const property = path.startsWith(own) ? path.slice(own.length) : path;
  return { urn: resource.urn, type: resource.type, name: resource.name, property };
}

function accountOf({ accountId }: Principal): string | undefined {
  return accountId.kind === "known" ? accountId.value : undefined;
}

function wordsOf(cut: Cut | undefined): string | undefined {
  return cut && cutText(cut);
}
