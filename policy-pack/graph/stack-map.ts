import type { Circumstances, Registration } from "../verdict/judge";
import { judge } from "../verdict/judge";
import type { Rule } from "../verdict/rule";
import { notApplicable } from "../verdict/finding";
import type { RoadMap } from "./map/elements";
import { roadMap } from "./road-map";

/**
 * The road of a stack that is given as plain data. It is asked for as a policy asks, with the same settings and the
 * same policy config, so that it shows what the policies judge.
 *
 * @throws Error where the map can't be made
 */
export function stackMap(registrations: readonly Registration[], circumstances: Circumstances = {}): RoadMap {
  let map: RoadMap | undefined;
  const drawing: Rule = {
    number: 0,
    name: "road-map",
    title: "The road as a map",
    description: "Draws the road and judges nothing.",
    severity: "low",
    level: "advisory",
    onUnknown: "advisory",
    remediation: "",
    parameters: {},
    stack: (stack, { world }) => {
      map = roadMap(stack, world);
      return notApplicable("a map judges nothing");
    },
  };
  const [judgement] = judge([drawing], registrations, circumstances);
  if (map) return map;
  throw new Error(judgement?.findings[0]?.message ?? "the map of the road can't be made");
}
