import type { Branch } from "../../../../emulator/tree";
import type { Edit } from "../edits/edit";
import { add, all } from "../edits/edit";
import {
  devops,
  newRole,
  pipelineArn,
  projectArn,
  region,
  roleArn,
  trustOfService,
} from "../edits/identities";
import type { Mutations } from "./mutations";

const starter = "payments-nightly";
const ruleArn = `arn:aws:events:${region}:${devops}:rule/${starter}`;
const scheduleArn = `arn:aws:scheduler:${region}:${devops}:schedule/default/${starter}`;

/** A rule that runs at night and starts something with a role of its own. */
function nightlyRule(target: string, ...statements: readonly Branch[]): Edit {
  return all(
    newRole(starter, trustOfService("events.amazonaws.com", ruleArn), ...statements),
    add(
      {
        type: "aws:cloudwatch/eventRule:EventRule",
        name: "nightly-rule",
        beside: "notices-road-changes",
        inputs: { name: starter, scheduleExpression: "cron(0 2 * * ? *)", region },
      },
      {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        name: "nightly-rule-target",
        beside: "notices-road-changes",
        inputs: { rule: starter, arn: target, roleArn: roleArn(starter), region },
      },
    ),
  );
}

const startBuild: Branch = {
  Effect: "Allow",
  Action: ["codebuild:StartBuild"],
  Resource: [projectArn("deploy-prod")],
};

function startPipelines(pattern: string): Branch {
  return { Effect: "Allow", Action: ["codepipeline:StartPipelineExecution"], Resource: [pattern] };
}

/** What starts by itself. */
export const schedules: Mutations = {
  B25: {
    "a nightly rule": nightlyRule(projectArn("deploy-prod"), startBuild),
    "a scheduler": all(
      newRole(starter, trustOfService("scheduler.amazonaws.com", scheduleArn), startBuild),
      add({
        type: "aws:scheduler/schedule:Schedule",
        name: "nightly-schedule",
        beside: "notices-road-changes",
        inputs: {
          name: starter,
          scheduleExpression: "cron(0 2 * * ? *)",
          flexibleTimeWindow: { mode: "OFF" },
          target: {
            arn: "arn:aws:scheduler:::aws-sdk:codebuild:startBuild",
            roleArn: roleArn(starter),
            input: JSON.stringify({ ProjectName: "payments-deploy-prod" }),
          },
          region,
        },
      }),
    ),
    "a role for every pipeline": nightlyRule(
      pipelineArn,
      startPipelines(`arn:aws:codepipeline:${region}:${devops}:payments-*`),
    ),
    "exactly this pipeline": nightlyRule(pipelineArn, startPipelines(pipelineArn)),
  },
};
