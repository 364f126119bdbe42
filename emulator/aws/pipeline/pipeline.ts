import { dashed } from "../../autoname";
import { quoted } from "../../judge-shape";
import type { Model } from "../../model";
import type { Subject } from "../../subject";
import { textAt } from "../../tree";
import { tokens } from "../../type-tokens";
import { judgeServiceRole } from "../service-role";
import { judgeActionType } from "./action-types";
import { judgeArtifacts } from "./artifacts";
import { finishBuilds, judgeBuild } from "./build-action";
import { judgeConditions } from "./conditions";
import { stagesOf } from "./declaration";
import { pipelineInputs, structure } from "./shape";
import { judgeSource } from "./source-action";
import { judgeStores } from "./store";
import { judgeStructure } from "./structure";
import { judgeTriggers } from "./triggers";
import { judgeVariables } from "./variables";

export const pipeline: Model = {
  type: tokens.pipeline,
  source: structure,
  scope: "region",
  inputs: pipelineInputs,
  autoname: { input: "name", make: dashed },
  physicalName: (subject) => subject.text("name"),
  check: (subject) => {
    const stages = stagesOf(subject);
    judgeServiceRole(
      subject,
      "roleArn",
      "codepipeline.amazonaws.com",
      "CodePipeline API reference: CreatePipeline",
    );
    judgeStructure(subject, stages);
    judgeStores(subject, stages);
    judgeArtifacts(subject, stages);
    judgeVariables(subject, stages);
    judgeTriggers(subject, stages);
    judgeConditions(subject, stages);
    for (const action of stages.flatMap(({ actions }) => actions)) {
      judgeActionType(subject, action);
      if (action.provider === "CodeStarSourceConnection") judgeSource(subject, action);
      if (action.provider === "CodeBuild") judgeBuild(subject, action);
    }
  },
  compute: (subject, name) => ({
    id: name,
    outputs: { arn: subject.arn("codepipeline", name), triggerAlls: subject.list("triggers") },
    defaults: { pipelineType: "V1", executionMode: "SUPERSEDED" },
  }),
  finish: (subject) => {
    const stages = stagesOf(subject);
    finishBuilds(subject, stages);
    for (const { label, configuration, provider } of stages.flatMap(({ actions }) => actions)) {
      const topic = provider === "Manual" ? textAt(configuration, "NotificationArn") : undefined;
      if (topic !== undefined) topicMustExist(subject, label, topic);
    }
  },
};

function topicMustExist(subject: Subject, label: string, arn: string): void {
  if (subject.world.withArn(arn)?.type !== tokens.topic)
    subject.reject(
      "approval-topic-exists",
      `action '${label}' notifies ${quoted(arn)}, which nobody made`,
      "CodePipeline user guide: approvals-action-add",
    );
}
