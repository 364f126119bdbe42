/**
 * pipeline-type-v2
 *
 * Every pipeline is of type V2. A pipeline that states no type is V1.
 *
 * Why: filters of git triggers, conditions of stages, QUEUED execution and Commands actions exist in V2 only.
 * A V1 pipeline starts on every push that its source sees.
 *
 * Level: the resource's; the pipeline's own inputs say it all.
 */
import { pipelineName } from "../../graph/pipeline";
import { tokens } from "../../stack/tokens";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";

export const pipelineTypeV2: Rule = {
  number: 1,
  name: "pipeline-type-v2",
  title: "Pipelines are of type V2",
  description: "Every pipeline states pipelineType V2; one that states no type is V1.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: 'Set pipelineType: "V2".',
  parameters: {},
  types: [tokens.pipeline],
  resource: (pipeline) => {
    const field = pipeline.properties.at("pipelineType");
    const type = field.text();
    if (type.kind === "known" && type.value === "V2") return judged([]);
    const own = {
      urn: pipeline.urn,
      at: [field.path],
      why: "filters of git triggers, conditions, QUEUED execution and Commands actions exist in V2 only",
      fix: 'set pipelineType: "V2"',
    };
    const name = pipelineName(pipeline);
    switch (type.kind) {
      case "absent":
        return judged([
          { ...own, kind: "violation", what: `Pipeline ${name} states no type, which makes it V1.` },
        ]);
      case "known":
        return judged([{ ...own, kind: "violation", what: `Pipeline ${name} is not of type V2.` }]);
      case "unknown":
        return judged([{ ...own, kind: "undetermined", what: `the type of pipeline ${name} is not known.` }]);
      default:
        return type satisfies never;
    }
  },
};
