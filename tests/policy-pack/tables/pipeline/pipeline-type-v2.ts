import { pipelineTypeV2 } from "../../../../policy-pack/policies/pipeline/pipeline-type-v2";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { pipelineWith } from "./stages.stack";

export const table: DecisionTable = {
  rule: pipelineTypeV2,
  rows: [
    { when: "the type is V2", shows: "pass", stack: pipelineWith({ pipelineType: "V2" }) },
    {
      when: "the type is V1",
      shows: "violation",
      stack: pipelineWith({ pipelineType: "V1" }),
      says: ["mandatory pipeline: Pipeline payments is not of type V2."],
      inFull: [
        'Pipeline payments is not of type V2.\n  at: pipelineType\n  why: filters of git triggers, conditions, QUEUED execution and Commands actions exist in V2 only\n  fix: set pipelineType: "V2"',
      ],
    },
    {
      when: "no type is stated",
      shows: "violation",
      stack: pipelineWith({}),
      says: ["mandatory pipeline: Pipeline payments states no type, which makes it V1."],
    },
    {
      when: "the type is not known yet",
      shows: "unknown",
      stack: pipelineWith({ pipelineType: unknown }),
      says: ["advisory pipeline: Undetermined: the type of pipeline payments is not known."],
    },
    {
      when: "something else is V1",
      shows: "near miss",
      stack: [
        ...pipelineWith({ pipelineType: "V2", name: "V1" }),
        {
          type: "aws:codepipeline/customActionType:CustomActionType",
          name: "other",
          props: { pipelineType: "V1" },
        },
      ],
    },
  ],
};
