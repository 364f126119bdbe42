import { pipelineActionProviders } from "../../../../policy-pack/policies/pipeline/pipeline-action-providers";
import { unknown } from "../../handed";
import { approval, build, road, settings } from "../../road";
import type { DecisionTable } from "../table";
import { lastStage, stageWith } from "./stages.stack";

const deploy = (change: Record<string, unknown>) =>
  road({ stages: lastStage(approval(1), { ...build("Deploy", "payments-deploy-prod", 2), ...change }) });
const condition = (ruleTypeId: Record<string, unknown>) =>
  road({
    stages: stageWith("prod", {
      beforeEntry: { condition: { result: "FAIL", rules: [{ name: "Check", ruleTypeId }] } },
    }),
  });

export const table: DecisionTable = {
  rule: pipelineActionProviders,
  rows: [
    { when: "all actions are known ones of AWS", shows: "pass", stack: road() },
    {
      when: "a custom worker deploys",
      shows: "violation",
      stack: deploy({ owner: "Custom", provider: "Acme" }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments is answered by a worker of owner Custom, not by AWS.",
      ],
      inFull: [
        "Stage prod, action Deploy of pipeline payments is answered by a worker of owner Custom, not by AWS.\n  at: stages[3].actions[1]\n  why: CICD-SEC-8: what a worker outside of AWS does nobody here can look into, and other kinds of action may act under the pipeline's own role\n  fix: do the step with an action of owner AWS",
      ],
    },
    {
      when: "a third party deploys",
      shows: "violation",
      stack: deploy({ owner: "ThirdParty", provider: "CodeBuild" }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments is answered by a worker of owner ThirdParty, not by AWS.",
      ],
    },
    {
      when: "a worker of unknown kind is a third party's",
      shows: "violation",
      stack: deploy({ owner: "ThirdParty", provider: unknown }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments is answered by a worker of owner ThirdParty, not by AWS.",
      ],
    },
    {
      when: "an action of AWS is not an allowed one",
      shows: "violation",
      stack: deploy({ category: "Invoke", provider: "StepFunctions" }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments is of kind Invoke/StepFunctions, which is not an allowed one.",
      ],
    },
    {
      when: "an allowed provider stands in another category",
      shows: "violation",
      stack: deploy({ category: "Deploy" }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments is of kind Deploy/CodeBuild, which is not an allowed one.",
      ],
    },
    {
      when: "a rule of a condition is not AWS's own",
      shows: "violation",
      stack: condition({ category: "Rule", owner: "Custom", provider: "Acme" }),
      says: [
        "mandatory pipeline: Stage prod, beforeEntry rule Check of pipeline payments is answered by a worker of owner Custom, not by AWS.",
      ],
    },
    { when: "a project tests instead of building", shows: "near miss", stack: deploy({ category: "Test" }) },
    {
      when: "a rule of a condition looks at the clock",
      shows: "near miss",
      stack: condition({ category: "Rule", provider: "DeploymentWindow" }),
    },
    {
      when: "the config allows one more kind",
      shows: "near miss",
      stack: deploy({ category: "Invoke", provider: "StepFunctions" }),
      circumstances: {
        settings,
        config: {
          allowedProviders: [
            "Source/CodeStarSourceConnection",
            "Build/CodeBuild",
            "Approval/Manual",
            "Invoke/StepFunctions",
          ],
        },
      },
    },
    {
      when: "the provider is not known",
      shows: "unknown",
      stack: deploy({ provider: unknown }),
      says: [
        "advisory pipeline: Undetermined: what kind of action stage prod, action Deploy of pipeline payments is, is not known.",
      ],
    },
    {
      when: "the stages are not known",
      shows: "unknown",
      stack: road({ stages: unknown }),
      says: [
        "advisory pipeline: Undetermined: a part of pipeline payments is not known, and may be any action.",
      ],
    },
    {
      when: "what the config allows can't be read",
      shows: "unknown",
      stack: road({ stages: [{ name: "Build", actions: [build("Build", "payments-build")] }] }),
      circumstances: { settings, config: { allowedProviders: { all: true } } },
      says: ["advisory pipeline: Undetermined: which kinds of action may run is not known."],
    },
  ],
};
