import { pipelineGateAfterArtifact } from "../../../../policy-pack/policies/pipeline/pipeline-gate-after-artifact";
import { unknown } from "../../handed";
import type { Action } from "../../road";
import { approval, build, goodStages, road } from "../../road";
import type { DecisionTable } from "../table";
import { lastStage, shownDeploy } from "./stages.stack";

const taking = (action: Action, ...inputArtifacts: readonly unknown[]): Action => ({
  ...action,
  inputArtifacts,
});
const making = (action: Action, ...outputArtifacts: readonly unknown[]): Action => ({
  ...action,
  outputArtifacts,
});
const deploy = (...inputs: readonly unknown[]) =>
  taking(build("Deploy", "payments-deploy-prod", 3), ...inputs);
const verify = (...outputs: readonly unknown[]) => ({
  name: "Verify",
  actions: [making(build("Build", "payments-build", 1), ...outputs)],
});
const stages = (before: ReturnType<typeof verify>, ...actions: readonly Action[]) => [
  ...goodStages.slice(0, 1),
  before,
  { name: "prod", actions },
];
const rebuild = (runOrder: unknown) => making(build("Rebuild", "payments-build", runOrder), "again");

export const table: DecisionTable = {
  rule: pipelineGateAfterArtifact,
  rows: [
    {
      when: "the artifact is made before the approval",
      shows: "pass",
      stack: road({ stages: stages(verify("assembly"), approval(1), deploy("assembly")) }),
    },
    {
      when: "it is built anew behind the approval",
      shows: "violation",
      stack: road({ stages: stages(verify("assembly"), approval(1), rebuild(2), deploy("again")) }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments takes artifact again, which stage prod, action Rebuild makes after the approval or beside it.",
      ],
      inFull: [
        "Stage prod, action Deploy of pipeline payments takes artifact again, which stage prod, action Rebuild makes after the approval or beside it.\n  way: build project payments-deploy-prod → role payments-deploy-prod → role cdk-pay-deploy-role-444444444444-eu-central-1 → cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*\n  at: stages[2].actions[2].inputArtifacts, stages[2].actions[1]\n  why: CICD-SEC-1: what is built after the approval is not what was approved\n  fix: make again before the approval; or take an artifact that is\n  note: mandatory, whatever level the policy config sets",
      ],
    },
    {
      when: "it is built anew beside the approval",
      shows: "violation",
      stack: road({ stages: stages(verify("assembly"), approval(2), rebuild(2), deploy("again")) }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments takes artifact again, which stage prod, action Rebuild makes after the approval or beside it.",
      ],
    },
    {
      when: "a second artifact is made behind the approval",
      shows: "violation",
      stack: road({
        stages: stages(verify("assembly"), approval(1), rebuild(2), deploy("assembly", "again")),
      }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments takes artifact again, which stage prod, action Rebuild makes after the approval or beside it.",
      ],
    },
    {
      when: "no step makes the artifact",
      shows: "violation",
      stack: road({ stages: stages(verify("assembly"), approval(1), deploy("nothing")) }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments takes artifact nothing, which no step makes before the approval.",
      ],
    },
    {
      when: "a compute action makes it behind the approval, and the deploy shows its account itself",
      shows: "violation",
      stack: road({
        stages: lastStage(
          approval(1),
          {
            name: "Make",
            category: "Compute",
            owner: "AWS",
            provider: "Commands",
            version: "1",
            runOrder: 2,
            outputArtifactsForComputeActions: [{ name: "again", files: ["out.json"] }],
          },
          taking(shownDeploy, "again"),
        ),
      }),
      says: [
        "mandatory pipeline: Stage prod, action Release of pipeline payments takes artifact again, which stage prod, action Make makes after the approval or beside it.",
      ],
    },
    {
      when: "what is built anew is approved anew",
      shows: "near miss",
      stack: road({
        stages: stages(
          verify("assembly"),
          approval(1),
          rebuild(2),
          { ...approval(3), name: "Again" },
          taking(build("Deploy", "payments-deploy-prod", 4), "again"),
        ),
      }),
    },
    {
      when: "something else is built behind the approval",
      shows: "near miss",
      stack: road({ stages: stages(verify("assembly"), approval(1), rebuild(2), deploy("assembly")) }),
    },
    {
      when: "a step that reaches nothing of production takes what is built behind the approval",
      shows: "near miss",
      stack: road({
        stages: stages(
          verify("assembly"),
          approval(1),
          rebuild(2),
          taking(build("Check", "payments-build", 3), "again"),
        ),
      }),
    },
    {
      when: "there is no approval, which another policy says",
      shows: "near miss",
      stack: road({ stages: stages(verify("assembly"), rebuild(2), deploy("again")) }),
    },
    {
      when: "what the deploy takes is not known yet",
      shows: "unknown",
      stack: road({ stages: stages(verify("assembly"), approval(1), deploy(unknown)) }),
      says: [
        "advisory pipeline: Undetermined: which artifacts stage prod, action Deploy of pipeline payments takes is not known.",
      ],
    },
    {
      when: "what a build makes is not known yet",
      shows: "unknown",
      stack: road({ stages: stages(verify(unknown), approval(1), deploy("assembly")) }),
      says: [
        "advisory pipeline: Undetermined: who makes artifact assembly, which stage prod, action Deploy of pipeline payments takes, is not known.",
      ],
    },
    {
      when: "whether the build runs before the approval is not known yet",
      shows: "unknown",
      stack: road({ stages: stages(verify("assembly"), approval(2), rebuild(unknown), deploy("again")) }),
      says: [
        "advisory pipeline: Undetermined: whether artifact again, which stage prod, action Deploy of pipeline payments takes, is made before the approval is not known.",
      ],
    },
    {
      when: "what the deploy runs is not known yet",
      shows: "unknown",
      stack: road({
        stages: stages(
          verify("assembly"),
          approval(1),
          rebuild(2),
          taking(build("Deploy", unknown, 3), "again"),
        ),
      }),
      says: [
        "advisory pipeline: Undetermined: whether stage prod, action Deploy of pipeline payments can change production can't be seen. If it can: Stage prod, action Deploy of pipeline payments takes artifact again, which stage prod, action Rebuild makes after the approval or beside it.",
      ],
    },
    {
      when: "nobody says what is production",
      shows: "unknown",
      stack: road(),
      circumstances: {},
      says: [
        "advisory pipeline: Undetermined: which accounts are production is not known, so no artifact can be held against the approval.",
      ],
      notApplicable: ["which accounts are production is not known; the stack's check says so"],
    },
  ],
};
