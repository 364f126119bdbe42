import { pipelineExecutionMode } from "../../../../policy-pack/policies/pipeline/pipeline-execution-mode";
import { unknown } from "../../handed";
import { build, goodStages, road, settings } from "../../road";
import type { DecisionTable } from "../table";
import { lastStage, pipelineWith, shownDeploy } from "./stages.stack";

const parallel = { props: { executionMode: "PARALLEL" } };
const noProduction = { ...settings, environments: settings.environments.slice(0, 1) };
const unseenProduction = ["which accounts are production is not known; the stack's check says so"];

export const table: DecisionTable = {
  rule: pipelineExecutionMode,
  rows: [
    { when: "executions queue", shows: "pass", stack: pipelineWith({ executionMode: "QUEUED" }) },
    { when: "no mode is stated", shows: "pass", stack: pipelineWith({}) },
    {
      when: "executions run side by side",
      shows: "violation",
      stack: road({ pipeline: parallel }),
      says: ["mandatory pipeline: Executions of pipeline payments run in mode PARALLEL."],
      inFull: [
        "Executions of pipeline payments run in mode PARALLEL.\n  way: stage prod, action Deploy → build project payments-deploy-prod → role payments-deploy-prod → role cdk-pay-deploy-role-444444444444-eu-central-1 → cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*\n  at: executionMode\n  why: executions that run side by side overtake each other: what was approved first may be deployed last, over something newer\n  fix: set executionMode to QUEUED or SUPERSEDED",
      ],
    },
    {
      when: "… and the pipeline itself shows that it deploys to production",
      shows: "violation",
      stack: road({ pipeline: parallel, stages: lastStage(shownDeploy) }),
      says: ["mandatory pipeline: Executions of pipeline payments run in mode PARALLEL."],
    },
    {
      when: "… and nothing of it reaches production",
      shows: "near miss",
      stack: road({ pipeline: parallel, stages: goodStages.slice(0, 3) }),
    },
    {
      when: "… and the config allows it",
      shows: "near miss",
      stack: road({ pipeline: parallel }),
      circumstances: { settings, config: { allowedModes: ["PARALLEL"] } },
    },
    {
      when: "the config allows only one of two good modes",
      shows: "violation",
      stack: pipelineWith({ executionMode: "QUEUED" }),
      circumstances: { settings, config: { allowedModes: ["SUPERSEDED"] } },
      says: ["mandatory pipeline: Executions of pipeline payments run in mode QUEUED."],
    },
    {
      when: "what they run is not known",
      shows: "unknown",
      stack: road({
        pipeline: parallel,
        stages: [...goodStages.slice(0, 3), { name: "x", actions: [build("Go", unknown)] }],
      }),
      says: [
        "advisory pipeline: Undetermined: whether pipeline payments can change production can't be seen. If it can: Executions of pipeline payments run in mode PARALLEL.",
      ],
    },
    {
      when: "the mode is not known",
      shows: "unknown",
      stack: pipelineWith({ executionMode: unknown }),
      says: [
        "advisory pipeline: Undetermined: whether the execution mode of pipeline payments is an allowed one is not known.",
      ],
    },
    {
      when: "what the config allows can't be read",
      shows: "unknown",
      stack: pipelineWith({ executionMode: "QUEUED" }),
      circumstances: { settings, config: { allowedModes: { QUEUED: true } } },
      says: [
        "advisory pipeline: Undetermined: whether the execution mode of pipeline payments is an allowed one is not known.",
      ],
    },
    {
      when: "nobody says what is production",
      shows: "unknown",
      stack: road({ pipeline: parallel }),
      circumstances: {},
      says: [
        "advisory pipeline: Undetermined: whether pipeline payments can change production can't be seen. If it can: Executions of pipeline payments run in mode PARALLEL.",
      ],
      notApplicable: unseenProduction,
    },
    {
      when: "nobody says what is production, and executions queue",
      shows: "near miss",
      stack: pipelineWith({ executionMode: "QUEUED" }),
      circumstances: {},
      notApplicable: unseenProduction,
    },
    {
      when: "there is no production",
      shows: "not applicable",
      stack: road({ pipeline: parallel }),
      circumstances: { settings: noProduction },
      notApplicable: ["the stack has no environment of kind production"],
    },
  ],
};
