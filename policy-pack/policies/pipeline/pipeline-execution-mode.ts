/**
 * pipeline-execution-mode
 *
 * A pipeline that can change production runs one execution after the other: QUEUED or SUPERSEDED, never
 * PARALLEL. One that states no mode is SUPERSEDED.
 *
 * Why: parallel executions overtake each other. What was approved first may be deployed last, over something
 * newer, and two deploys work on the same account at once.
 *
 * Level: both. A pipeline that shows itself that it deploys to production is stopped alone; otherwise the whole
 * stack says whether it can.
 *
 * Parameters: `allowedModes` (default: QUEUED, SUPERSEDED), `prodAccounts`.
 */
import { worldSchema } from "../../config/parameters";
import { pipelineName } from "../../graph/pipeline";
import type { Rule } from "../../verdict/rule";
import { listParameter, listSchema } from "../../config/list-parameter";
import { onProductionPipelines } from "./production-pipelines";

const modes = ["QUEUED", "SUPERSEDED"];

export const pipelineExecutionMode: Rule = {
  number: 3,
  name: "pipeline-execution-mode",
  title: "Releases of production do not overtake each other",
  description: "A pipeline that can change production runs QUEUED or SUPERSEDED, never PARALLEL.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Set executionMode to QUEUED, or to SUPERSEDED where only the newest release counts.",
  parameters: {
    ...worldSchema("prodAccounts"),
    allowedModes: listSchema("Execution modes that a pipeline to production may have.", modes),
  },
  ...onProductionPipelines(
    "executions that run side by side overtake each other: what was approved first may be deployed last, over something newer",
    (pipeline, setup) => {
      const allowed = listParameter(setup, "allowedModes", modes);
      const field = pipeline.properties.at("executionMode");
      const mode = field.text();
      const value = mode.kind === "absent" ? "SUPERSEDED" : mode.kind === "known" ? mode.value : undefined;
      const of = `pipeline ${pipelineName(pipeline)}`;
      if (allowed.kind !== "known" || value === undefined)
        return [
          {
            kind: "undetermined",
            what: `whether the execution mode of ${of} is an allowed one is not known.`,
            at: [allowed.kind === "known" ? field.path : allowed.path],
            fix: "write executionMode, and allowedModes of this policy's config, as literals",
          },
        ];
      if (allowed.value.includes(value)) return [];
      return [
        {
          kind: "violation",
          what: `Executions of ${of} run in mode ${value}.`,
          at: [field.path],
          fix: `set executionMode to ${allowed.value.join(" or ")}`,
        },
      ];
    },
  ),
};
