import type { RoadMap } from "../../policy-pack/graph/map/elements";
import type { RegisteredStack } from "../rehearsal/registered-stack";
import { roadDrawing } from "./road-drawing";
import { shownMap } from "./shown-map";
import { svgOf } from "./svg";
import type { WaysSection } from "./ways-list";
import { waysList } from "./ways-list";

/** The road of a stack, drawn and in words. */
export interface RoadReport {
  /** Absent: the stack has nothing to draw. */
  readonly svg?: string;
  readonly ways: readonly WaysSection[];
}

/** Draws the road that a program registered, as the policy pack's library sees it. Loads both when first asked. */
export async function roadReport({
  stack,
  resources,
  circumstances,
  withoutSecrets,
}: RegisteredStack): Promise<RoadReport> {
  const { stackMap } = await import("gitlab-aws-delivery-policies/library");
  return drawnReport(stack, withoutSecrets(stackMap(resources, circumstances)));
}

export async function drawnReport(stack: string, map: RoadMap): Promise<RoadReport> {
  const shown = shownMap(map);
  const ways = waysList(shown);
  if (shown.map.nodes.length === 0) return { ways };
  const name = `The road of ${stack}, from what starts it to the accounts`;
  return { svg: await svgOf(roadDrawing(shown.map), name), ways };
}
