import { pipelineProdRollback } from "../../../../policy-pack/policies/pipeline/pipeline-prod-rollback";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { approval, build, road } from "../../road";
import type { DecisionTable } from "../table";
import { buildStep } from "./build-steps.stack";
import { lastStage, shownDeploy, stageWith } from "./stages.stack";

const onFailure = (block: unknown) => road({ stages: stageWith("prod", { onFailure: block }) });
const declaring = (calls: unknown): readonly Written[] =>
  road({
    drop: ["project-payments-deploy-prod"],
    add: buildStep("payments-deploy-prod", { step: "deploy-prod", trusted: true, calls }),
  });
const call = (action: string) => ({
  identity: "arn:aws:iam::444444444444:role/cdk-pay-deploy",
  action,
  resource: "*",
  why: "the release is deployed",
});

export const table: DecisionTable = {
  rule: pipelineProdRollback,
  rows: [
    { when: "the stage rolls back", shows: "pass", stack: onFailure({ result: "ROLLBACK" }) },
    {
      when: "the build declares that it executes change sets",
      shows: "pass",
      stack: declaring([call("s3:GetObject"), call("cloudformation:ExecuteChangeSet")]),
    },
    {
      when: "CloudFormation deploys, which rolls back by itself",
      shows: "pass",
      stack: road({ stages: lastStage(approval(1), shownDeploy) }),
    },
    {
      when: "nothing rolls back",
      shows: "violation",
      stack: road(),
      says: [
        "advisory pipeline: Stage prod, action Deploy of pipeline payments is not rolled back when it fails.",
      ],
      inFull: [
        "Stage prod, action Deploy of pipeline payments is not rolled back when it fails.\n  way: build project payments-deploy-prod → role payments-deploy-prod → role cdk-pay-deploy-role-444444444444-eu-central-1 → cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*\n  at: stages[3].actions[2], stages[3].onFailure\n  why: a deploy that stops half-way leaves production in a state that nobody has tested\n  fix: deploy with what rolls back by itself, or set onFailure ROLLBACK on the stage, with the approval in it",
      ],
    },
    {
      when: "the stage only retries",
      shows: "violation",
      stack: onFailure({ result: "RETRY", retryConfiguration: { retryMode: "FAILED_ACTIONS" } }),
      says: [
        "advisory pipeline: Stage prod, action Deploy of pipeline payments is not rolled back when it fails.",
      ],
    },
    {
      when: "the build declares other calls",
      shows: "violation",
      stack: declaring([call("cloudformation:CreateChangeSet")]),
      says: [
        "advisory pipeline: Stage prod, action Deploy of pipeline payments is not rolled back when it fails.",
      ],
    },
    {
      when: "the account is shown by a deploy that does not roll back by itself",
      shows: "violation",
      stack: road({ stages: lastStage(approval(1), { ...shownDeploy, provider: "S3" }) }),
      says: [
        "advisory pipeline: Stage prod, action Release of pipeline payments is not rolled back when it fails.",
      ],
    },
    {
      when: "the stage rolls back when a condition says so",
      shows: "near miss",
      stack: onFailure({ condition: { result: "ROLLBACK", rules: [] } }),
    },
    {
      when: "there is no approval, which another policy says",
      shows: "near miss",
      stack: road({ stages: lastStage(build("Deploy", "payments-deploy-prod")) }),
    },
    {
      when: "whether the stage rolls back is not known",
      shows: "unknown",
      stack: onFailure({ result: unknown }),
      says: [
        "advisory pipeline: Undetermined: whether stage prod, action Deploy of pipeline payments is rolled back when it fails is not known.",
      ],
    },
    {
      when: "what the build declares is not known",
      shows: "unknown",
      stack: declaring(unknown),
      says: [
        "advisory pipeline: Undetermined: whether stage prod, action Deploy of pipeline payments is rolled back when it fails is not known.",
      ],
    },
    {
      when: "what the step reaches is not known",
      shows: "unknown",
      stack: road({ stages: lastStage(approval(1), build("Deploy", unknown, 2)) }),
      says: [
        "advisory pipeline: Undetermined: whether stage prod, action Deploy of pipeline payments can change production can't be seen. If it can: Stage prod, action Deploy of pipeline payments is not rolled back when it fails.",
      ],
    },
  ],
};
