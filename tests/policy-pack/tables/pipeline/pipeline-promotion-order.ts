import { pipelinePromotionOrder } from "../../../../policy-pack/policies/pipeline/pipeline-promotion-order";
import { unknown } from "../../handed";
import { allow, approval, build, goodStages, road, roleArn, rolePolicy, settings } from "../../road";
import type { DecisionTable } from "../table";
import { lastStage } from "./stages.stack";

const [sourceStage, verifyStage, devStage, prodStage] = goodStages;
const inOrder = (...stages: readonly (typeof sourceStage)[]) =>
  road({ stages: stages.flatMap((stage) => stage ?? []) });
const buildMay = (...statements: readonly Record<string, unknown>[]) =>
  road({ replace: [rolePolicy("devops", "payments-build", [...statements])] });
const deployProd = build("Deploy", "payments-deploy-prod", 3);
const deployDev = build("Dev", "payments-deploy-dev", 4);

export const table: DecisionTable = {
  rule: pipelinePromotionOrder,
  rows: [
    { when: "development comes before production", shows: "pass", stack: road() },
    {
      when: "production comes before development",
      shows: "violation",
      stack: inOrder(sourceStage, verifyStage, prodStage, devStage),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments can change prod before stage dev, action Deploy changes dev.",
      ],
      inFull: [
        "Stage prod, action Deploy of pipeline payments can change prod before stage dev, action Deploy changes dev.\n  way: build project payments-deploy-prod → role payments-deploy-prod → role cdk-pay-deploy-role-444444444444-eu-central-1 → cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*\n  at: stages[2].actions[2], stages[3].actions[0]\n  why: CICD-SEC-1: an earlier environment shows that a release works before a later one gets it, and a stage is held up, retried and approved as one\n  fix: give each environment a stage, in order; and take from the step's role what leads to other environments than its stage's",
      ],
    },
    {
      when: "both are changed in one stage",
      shows: "violation",
      stack: road({
        stages: [...goodStages.slice(0, 2), { name: "all", actions: [approval(1), deployDev, deployProd] }],
      }),
      says: [
        "mandatory pipeline: Stage all, action Deploy of pipeline payments can change prod in the same stage in which stage all, action Dev can change dev.",
      ],
    },
    {
      when: "development is changed once more after production",
      shows: "violation",
      stack: road({ stages: [...goodStages, { name: "again", actions: [deployDev] }] }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments can change prod before stage again, action Dev changes dev.",
      ],
    },
    {
      when: "the build, before all of them, may change production",
      shows: "violation",
      stack: buildMay(allow("sts:AssumeRole", roleArn("prod", "release"))),
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments can change prod before stage dev, action Deploy changes dev.",
      ],
    },
    {
      when: "one role may change both",
      shows: "violation",
      stack: road({
        replace: [
          rolePolicy(
            "devops",
            "payments-deploy-dev",
            allow("sts:AssumeRole", "arn:aws:iam::*:role/cdk-*-deploy-*"),
          ),
        ],
      }),
      says: [
        "mandatory pipeline: Stage dev, action Deploy of pipeline payments can change prod in the same stage in which it can change dev.",
      ],
    },
    {
      when: "the config has another order",
      shows: "violation",
      stack: road(),
      circumstances: { settings, config: { tierOrder: ["prod", "dev"] } },
      says: [
        "mandatory pipeline: Stage dev, action Deploy of pipeline payments can change dev before stage prod, action Deploy changes prod.",
      ],
    },
    {
      when: "a pipeline leaves development out",
      shows: "near miss",
      stack: inOrder(sourceStage, verifyStage, prodStage),
    },
    {
      when: "production is planned before it, and beside development",
      shows: "near miss",
      stack: road({
        stages: [
          ...goodStages.slice(0, 2),
          {
            name: "dev",
            actions: [build("Deploy", "payments-deploy-dev"), build("Plan", "payments-plan-prod")],
          },
          ...lastStage(approval(1), deployProd).slice(3),
        ],
      }),
    },
    {
      when: "two environments share an account, so that nobody can tell them apart",
      shows: "near miss",
      stack: inOrder(sourceStage, verifyStage, prodStage, devStage),
      circumstances: {
        settings: {
          ...settings,
          environments: settings.environments.map((environment) => ({
            ...environment,
            targets: [
              { accountId: "222222222222", region: "eu-central-1" },
              { accountId: "444444444444", region: "eu-central-1" },
            ],
          })),
        },
      },
      notApplicable: ["there is one environment at most to bring into order"],
    },
    {
      when: "what a step runs is not known yet",
      shows: "unknown",
      stack: road({ stages: [...goodStages, { name: "more", actions: [build("More", unknown)] }] }),
      says: [
        "advisory pipeline: Undetermined: which environments stage more, action More of pipeline payments can change can't be seen, and so whether they come in order.",
      ],
    },
    {
      when: "the config names an environment that nobody knows",
      shows: "unknown",
      stack: road(),
      circumstances: { settings, config: { tierOrder: ["dev", "live"] } },
      says: [
        "advisory pipeline: Undetermined: which environments there are, and in which order, is not known.",
      ],
    },
    {
      when: "nobody says which environments there are",
      shows: "unknown",
      stack: road(),
      circumstances: {},
      says: [
        "advisory pipeline: Undetermined: which environments there are, and in which order, is not known.",
      ],
    },
    {
      when: "there is one environment",
      shows: "not applicable",
      stack: road(),
      circumstances: { settings: { ...settings, environments: settings.environments.slice(0, 1) } },
      notApplicable: ["there is one environment at most to bring into order"],
    },
  ],
};
