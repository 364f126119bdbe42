import { pipelineCrossAccountRole } from "../../../../policy-pack/policies/pipeline/pipeline-cross-account-role";
import { unknown } from "../../handed";
import { approval, road, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";
import { lastStage, shownDeploy } from "./stages.stack";

const deploy = (change: Record<string, unknown>, pipeline: Record<string, unknown> = {}) =>
  road({ stages: lastStage(approval(1), { ...shownDeploy, ...change }), pipeline: { props: pipeline } });
const execution = { configuration: { RoleArn: roleArn("prod", "execution") } };

export const table: DecisionTable = {
  rule: pipelineCrossAccountRole,
  rows: [
    {
      when: "the action has a role of the account that it deploys to",
      shows: "pass",
      stack: deploy({ roleArn: roleArn("prod", "release"), ...execution }),
    },
    {
      when: "the execution role is of another account, and the action has no role",
      shows: "violation",
      stack: deploy({ roleArn: undefined, ...execution }),
      says: [
        "mandatory pipeline: Stage prod, action Release of pipeline payments deploys to account 444444444444 and has no role of its own there.",
      ],
      inFull: [
        "Stage prod, action Release of pipeline payments deploys to account 444444444444 and has no role of its own there.\n  at: stages[3].actions[1].roleArn, stages[3].actions[1].configuration.RoleArn\n  why: CICD-SEC-1, CICD-SEC-5: without a role of its own an action acts as the pipeline itself, and whatever else runs as the pipeline has the same power\n  fix: set roleArn of the action to a role of account 444444444444\n  note: mandatory, whatever level the policy config sets",
      ],
    },
    {
      when: "the execution role is of another account, and the action's role is of the pipeline's",
      shows: "violation",
      stack: deploy({ roleArn: roleArn("devops", "release"), ...execution }),
      says: [
        "mandatory pipeline: Stage prod, action Release of pipeline payments deploys to account 444444444444 and has no role of its own there.",
      ],
    },
    {
      when: "the action's role is the pipeline's own",
      shows: "violation",
      stack: deploy({ roleArn: roleArn("devops", "payments-pipeline"), ...execution }),
      says: [
        "mandatory pipeline: Stage prod, action Release of pipeline payments names the pipeline's own role as its role.",
      ],
    },
    {
      when: "the action works in an account that nobody listed",
      shows: "violation",
      stack: deploy({ roleArn: "arn:aws:iam::999999999999:role/release" }),
      says: [
        "mandatory pipeline: Stage prod, action Release of pipeline payments works in account 999999999999, which is not an allowed one.",
      ],
    },
    {
      when: "the action has a role of its own in the pipeline's account",
      shows: "near miss",
      stack: deploy({ roleArn: roleArn("devops", "release") }),
    },
    {
      when: "the execution role is of the pipeline's own account",
      shows: "near miss",
      stack: deploy({ roleArn: undefined, configuration: { RoleArn: roleArn("devops", "execution") } }),
    },
    {
      when: "the config lists the account",
      shows: "near miss",
      stack: deploy({ roleArn: "arn:aws:iam::999999999999:role/release" }),
      circumstances: { settings, config: { accounts: ["999999999999"] } },
    },
    {
      when: "the role of the action is not known yet",
      shows: "unknown",
      stack: deploy({ roleArn: unknown }),
      says: [
        "advisory pipeline: Undetermined: in which account stage prod, action Release of pipeline payments works is not known.",
      ],
    },
    {
      when: "nobody says which accounts are allowed",
      shows: "unknown",
      stack: deploy({ roleArn: roleArn("prod", "release") }),
      circumstances: {},
      says: [
        "advisory pipeline: Undetermined: whether stage prod, action Release of pipeline payments may work in account 444444444444 is not known, because nobody says which accounts are allowed.",
      ],
    },
    {
      when: "the pipeline's own account is not known",
      shows: "unknown",
      stack: road({
        stages: lastStage(approval(1), shownDeploy),
        pipeline: {
          props: { roleArn: unknown },
          provider: { name: "aws", props: { region: "eu-central-1" } },
        },
      }),
      says: [
        "advisory pipeline: Undetermined: whether stage prod, action Release of pipeline payments works in another account is not known, because the pipeline's own is not.",
      ],
    },
    {
      when: "no action names a role",
      shows: "not applicable",
      stack: road(),
      notApplicable: ["no action of the pipeline names a role"],
    },
  ],
};
