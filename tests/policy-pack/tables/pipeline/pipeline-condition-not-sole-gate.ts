import { pipelineConditionNotSoleGate } from "../../../../policy-pack/policies/pipeline/pipeline-condition-not-sole-gate";
import { unknown } from "../../handed";
import type { Action } from "../../road";
import { approval, build, goodStages, road } from "../../road";
import type { DecisionTable } from "../table";
import { lastStage, shownDeploy, stageWith } from "./stages.stack";

const rule = (provider: string) => ({
  name: "Check",
  ruleTypeId: { category: "Rule", owner: "AWS", provider },
});
const condition = (result: unknown, provider = "DeploymentWindow") => ({
  condition: { ...(result === undefined ? {} : { result }), rules: [rule(provider)] },
});
const entry = (result: unknown, ...actions: readonly Action[]) =>
  road({
    stages: [...goodStages.slice(0, 3), { name: "prod", actions, beforeEntry: condition(result) }],
  });
const deploy = build("Deploy", "payments-deploy-prod", 3);

export const table: DecisionTable = {
  rule: pipelineConditionNotSoleGate,
  rows: [
    { when: "there is an approval and no condition", shows: "pass", stack: road() },
    {
      when: "a condition that fails the stage stands beside the approval",
      shows: "pass",
      stack: entry("FAIL", approval(2), deploy),
    },
    {
      when: "a condition stands where the approval should",
      shows: "violation",
      stack: entry("FAIL", deploy),
      says: [
        "mandatory pipeline: Before stage prod, action Deploy of pipeline payments stands a condition, and no manual approval.",
      ],
      inFull: [
        "Before stage prod, action Deploy of pipeline payments stands a condition, and no manual approval.\n  way: build project payments-deploy-prod → role payments-deploy-prod → role cdk-pay-deploy-role-444444444444-eu-central-1 → cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*\n  at: stages[3].actions[0], stages[3].beforeEntry\n  why: CICD-SEC-1: a condition asks no person, whoever may override it passes, and a stage that is skipped counts as passed\n  fix: put an action Approval/AWS/Manual before the step; the condition may stay beside it",
      ],
    },
    {
      when: "… at the end of an earlier stage",
      shows: "violation",
      stack: road({
        stages: lastStage(deploy).map((stage) =>
          stage.name === "dev" ? { ...stage, onSuccess: condition("FAIL", "CloudWatchAlarm") } : stage,
        ),
      }),
      says: [
        "mandatory pipeline: Before stage prod, action Deploy of pipeline payments stands a condition, and no manual approval.",
      ],
    },
    {
      when: "… and the deploy shows its account itself",
      shows: "violation",
      stack: entry("FAIL", shownDeploy),
      says: [
        "mandatory pipeline: Before stage prod, action Release of pipeline payments stands a condition, and no manual approval.",
      ],
    },
    {
      when: "the stage is skipped when its entry condition is not met",
      shows: "violation",
      stack: entry("SKIP", approval(2), deploy),
      says: [
        "mandatory pipeline: The entry condition of stage prod of pipeline payments has the result SKIP, which lets the execution go on.",
      ],
    },
    {
      when: "… and two of its steps change production",
      shows: "violation",
      stack: entry("SKIP", approval(1), deploy, { ...shownDeploy, name: "More" }),
      says: [
        "mandatory pipeline: The entry condition of stage prod of pipeline payments has the result SKIP, which lets the execution go on.",
      ],
    },
    {
      when: "a stage of development is skipped",
      shows: "near miss",
      stack: road({ stages: stageWith("dev", { beforeEntry: condition("SKIP", "VariableCheck") }) }),
    },
    {
      when: "neither condition nor approval comes before the deploy, which another policy says",
      shows: "near miss",
      stack: road({ stages: lastStage(deploy) }),
    },
    {
      when: "a condition comes behind the deploy",
      shows: "near miss",
      stack: road({ stages: stageWith("prod", { onSuccess: condition("FAIL", "CloudWatchAlarm") }) }),
    },
    {
      when: "what an entry condition does is not known yet",
      shows: "unknown",
      stack: entry(unknown, approval(2), deploy),
      says: [
        "advisory pipeline: Undetermined: what happens when the entry condition of stage prod of pipeline payments is not met is not stated.",
      ],
    },
    {
      when: "what an entry condition does is not stated",
      shows: "unknown",
      stack: entry(undefined, approval(2), deploy),
      says: [
        "advisory pipeline: Undetermined: what happens when the entry condition of stage prod of pipeline payments is not met is not stated.",
      ],
    },
    {
      when: "whether the approval comes first is not known",
      shows: "unknown",
      stack: entry("FAIL", approval(unknown), deploy),
      says: [
        "advisory pipeline: Undetermined: whether more than a condition comes before stage prod, action Deploy of pipeline payments is not known.",
      ],
    },
    {
      when: "what the step reaches is not known",
      shows: "unknown",
      stack: entry("FAIL", build("Deploy", unknown)),
      says: [
        "advisory pipeline: Undetermined: whether stage prod, action Deploy of pipeline payments can change production can't be seen. If it can: Before stage prod, action Deploy of pipeline payments stands a condition, and no manual approval.",
      ],
    },
  ],
};
