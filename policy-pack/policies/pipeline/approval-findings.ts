import type { Step } from "../../graph/pipeline";
import { pipelineName } from "../../graph/pipeline";
import type { ResourceView } from "../../reader/resource";
import type { Finding } from "../../verdict/finding";
import { capitalized } from "../../verdict/sentence";

export const nobodyElse =
  "CICD-SEC-1: whoever can get code into the source changes production alone, and no one else has seen it";

/** No approval comes before the step. */
export function ungated(
  pipeline: Pick<ResourceView, "urn" | "name" | "properties">,
  step: Step,
  way: readonly string[],
  cut: string | undefined,
): Finding {
  return {
    kind: "violation",
    urn: pipeline.urn,
    what: `${capitalized(step.label)} of pipeline ${pipelineName(pipeline)} can change production, and no manual approval comes before it.`,
    way,
    ...(cut === undefined ? {} : { cut }),
    at: [step.path],
    why: nobodyElse,
    fix: "put an action Approval/AWS/Manual in an earlier stage, or in this stage with a lower runOrder; or take from its role what leads there",
  };
}

/** The step comes again without the approval that it had. */
export function comesBack(
  pipeline: Pick<ResourceView, "urn" | "name" | "properties">,
  step: Step,
  way: readonly string[],
  cut: string | undefined,
): Finding {
  return {
    kind: "violation",
    urn: pipeline.urn,
    what: `${capitalized(step.label)} of pipeline ${pipelineName(pipeline)} can change production, and its stage repeats or rolls back by itself, past the approval in an earlier stage.`,
    way,
    ...(cut === undefined ? {} : { cut }),
    at: [step.path],
    why: "CICD-SEC-1: only the step's own stage is run again, so an older release, or one that was turned down, goes out and nobody is asked",
    fix: "put the approval in this stage, with a lower runOrder; or take onFailure and ROLLBACK from it",
  };
}
