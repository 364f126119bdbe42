import { pipelineNoProdPowerBeforeGate } from "../../../../policy-pack/policies/pipeline/pipeline-no-prod-power-before-gate";
import { unknown } from "../../handed";
import {
  allow,
  approval,
  build,
  deny,
  goodStages,
  project,
  road,
  roleArn,
  rolePolicy,
  settings,
} from "../../road";
import type { DecisionTable } from "../table";
import { lastStage, shownDeploy, stageWith } from "./stages.stack";

const buildMay = (...statements: readonly Record<string, unknown>[]) =>
  road({ replace: [rolePolicy("devops", "payments-build", [...statements])] });
const pipelineMay = (...statements: readonly Record<string, unknown>[]) => [
  rolePolicy("devops", "payments-pipeline", [...statements]),
];
const lint = { name: "Lint", category: "Compute", owner: "AWS", provider: "Commands", version: "1" };
const checked = (provider: string) =>
  stageWith("prod", {
    beforeEntry: {
      condition: {
        result: "FAIL",
        rules: [{ name: "Check", ruleTypeId: { category: "Rule", owner: "AWS", provider } }],
      },
    },
  });

export const table: DecisionTable = {
  rule: pipelineNoProdPowerBeforeGate,
  rows: [
    { when: "only what comes behind the gate has power over production", shows: "pass", stack: road() },
    {
      when: "the build may assume a role of production",
      shows: "violation",
      stack: buildMay(allow("sts:AssumeRole", roleArn("prod", "release"))),
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments runs before the gate under a role that can change production.",
      ],
      inFull: [
        "Stage Verify, action Build of pipeline payments runs before the gate under a role that can change production.\n  way: build project payments-build → role payments-build → sts:assumerole → role arn:aws:iam::444444444444:role/release\n  cut: role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])\n  at: stages[1].actions[0]\n  why: CICD-SEC-5: code of the repository runs there, and under such a role it changes production before anybody is asked\n  fix: take from the role what leads to production, give the step a role of its own, or put it behind the approval\n  note: mandatory, whatever level the policy config sets",
      ],
    },
    {
      when: "the deploy comes before the approval",
      shows: "violation",
      stack: road({ stages: lastStage(build("Deploy", "payments-deploy-prod", 1), approval(2)) }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments runs before the gate under a role that can change production.",
      ],
    },
    {
      when: "commands run under the pipeline's own role, which reaches production",
      shows: "violation",
      stack: road({
        stages: [...goodStages.slice(0, 2), { name: "Check", actions: [lint] }],
        replace: pipelineMay(allow("sts:AssumeRole", roleArn("prod", "release"))),
      }),
      says: [
        "mandatory pipeline: Stage Check, action Lint of pipeline payments runs before the gate under a role that can change production.",
      ],
    },
    {
      when: "a rule of the stage's entry runs commands under it",
      shows: "violation",
      stack: road({
        stages: checked("Commands"),
        replace: pipelineMay(allow("sts:AssumeRole", roleArn("prod", "release"))),
      }),
      says: [
        "mandatory pipeline: Stage prod, beforeEntry rule Check of pipeline payments runs before the gate under a role that can change production.",
      ],
    },
    {
      when: "the role of a project's batches reaches production",
      shows: "violation",
      stack: road({
        replace: [
          project("payments-build", roleArn("devops", "payments-build"), {
            props: { buildBatchConfig: { serviceRole: roleArn("devops", "payments-deploy-prod") } },
          }),
        ],
      }),
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments runs before the gate under a role that can change production.",
      ],
    },
    {
      when: "the build may assume a role that the config counts as production's",
      shows: "violation",
      stack: buildMay(allow("sts:AssumeRole", "arn:aws:iam::222222222222:role/live-*")),
      circumstances: {
        settings,
        config: { prodRolePatterns: ["arn:aws:iam::222222222222:role/live-payments"] },
      },
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments runs before the gate under a role that can change production.",
      ],
    },
    {
      when: "the build runs under such a role",
      shows: "violation",
      stack: road(),
      circumstances: { settings, config: { prodRolePatterns: ["arn:aws:iam::*:role/payments-build"] } },
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments runs before the gate under a role that can change production.",
      ],
    },
    {
      when: "the pipeline's own role reaches production, and nothing before the gate runs under it",
      shows: "near miss",
      stack: road({ replace: pipelineMay(allow("sts:AssumeRole", roleArn("prod", "release"))) }),
    },
    {
      when: "a rule of the stage's entry looks at the clock",
      shows: "near miss",
      stack: road({
        stages: checked("DeploymentWindow"),
        replace: pipelineMay(allow("sts:AssumeRole", roleArn("prod", "release"))),
      }),
    },
    {
      when: "what the build may is denied for all of production",
      shows: "near miss",
      stack: buildMay(
        allow("sts:AssumeRole", "arn:aws:iam::*:role/cdk-*"),
        deny("sts:AssumeRole", "arn:aws:iam::444444444444:role/*"),
      ),
    },
    {
      when: "a deploy action runs no code, which another policy judges",
      shows: "near miss",
      stack: road({ stages: lastStage(shownDeploy) }),
    },
    {
      when: "what the build may assume is not known",
      shows: "unknown",
      stack: road({
        replace: [
          {
            ...rolePolicy("devops", "payments-build", []),
            props: { role: "payments-build", policy: { Statement: [allow("sts:AssumeRole", unknown)] } },
          },
        ],
      }),
      says: [
        "advisory pipeline: Undetermined: whether stage Verify, action Build of pipeline payments runs before the gate under a role that can change production can't be seen.",
      ],
    },
    {
      when: "whether the approval comes first is not known",
      shows: "unknown",
      stack: road({ stages: lastStage(approval(unknown), build("Deploy", "payments-deploy-prod", 2)) }),
      says: [
        "advisory pipeline: Undetermined: whether stage prod, action Deploy of pipeline payments runs before the gate under a role that can change production can't be seen.",
      ],
    },
    {
      when: "the role of a build is not in the stack",
      shows: "unknown",
      stack: road({ drop: ["payments-build"] }),
      says: [
        "advisory pipeline: Undetermined: whether stage Verify, action Build of pipeline payments runs before the gate under a role that can change production can't be seen.",
      ],
    },
    {
      when: "which roles count as production's can't be read",
      shows: "unknown",
      stack: road(),
      circumstances: { settings, config: { prodRolePatterns: [{ role: "live" }] } },
      says: ["advisory pipeline: Undetermined: which roles count as production's is not known in full."],
    },
    {
      when: "there is no production",
      shows: "not applicable",
      stack: buildMay(allow("sts:AssumeRole", roleArn("prod", "release"))),
      circumstances: { settings: { ...settings, environments: settings.environments.slice(0, 1) } },
      notApplicable: ["the stack has no environment of kind production"],
    },
  ],
};
