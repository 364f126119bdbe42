import { pipelineFullClone } from "../../../../policy-pack/policies/pipeline/pipeline-full-clone";
import { unknown } from "../../handed";
import { road, settings } from "../../road";
import type { DecisionTable } from "../table";
import { fromSource, sourceWith } from "./stages.stack";

const handing = (OutputArtifactFormat: unknown) =>
  road({ stages: fromSource(sourceWith({ OutputArtifactFormat })) });
const clone = "CODEBUILD_CLONE_REF";

export const table: DecisionTable = {
  rule: pipelineFullClone,
  rows: [
    { when: "the source hands over files", shows: "pass", stack: handing("CODE_ZIP") },
    { when: "no format is stated, which means files", shows: "pass", stack: handing(undefined) },
    {
      when: "the source hands over a full clone",
      shows: "violation",
      stack: handing(clone),
      says: [
        "advisory pipeline: Stage Source, action GitLab of pipeline payments hands a full clone, and with it the connection, to builds.",
      ],
      inFull: [
        "Stage Source, action GitLab of pipeline payments hands a full clone, and with it the connection, to builds.\n  at: stages[0].actions[0].configuration.OutputArtifactFormat\n  why: CICD-SEC-6: the build's role needs the connection then, and code that it runs can use it for whatever the connection's GitLab user may\n  fix: set OutputArtifactFormat to CODE_ZIP; or list the pipeline in allow, if its build needs the history",
      ],
    },
    {
      when: "the second of two sources hands over a full clone",
      shows: "violation",
      stack: road({
        stages: fromSource(sourceWith({}), { ...sourceWith({ OutputArtifactFormat: clone }), name: "More" }),
      }),
      says: [
        "advisory pipeline: Stage Source, action More of pipeline payments hands a full clone, and with it the connection, to builds.",
      ],
    },
    {
      when: "the config lists another pipeline",
      shows: "violation",
      stack: handing(clone),
      circumstances: { settings, config: { allow: ["release"] } },
      says: [
        "advisory pipeline: Stage Source, action GitLab of pipeline payments hands a full clone, and with it the connection, to builds.",
      ],
    },
    {
      when: "the config lists the pipeline",
      shows: "near miss",
      stack: handing(clone),
      circumstances: { settings, config: { allow: ["payments"] } },
    },
    {
      when: "the format is not known yet",
      shows: "unknown",
      stack: handing(unknown),
      says: [
        "advisory pipeline: Undetermined: whether stage Source, action GitLab of pipeline payments hands a full clone to builds is not known.",
      ],
    },
  ],
};
