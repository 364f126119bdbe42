import assert from "node:assert/strict";
import { CodePipelineClient } from "@aws-sdk/client-codepipeline";
import { ECRClient } from "@aws-sdk/client-ecr";
import { pipelineHistory } from "../../../runtime/aws/pipeline-history";
import { registryPassword } from "../../../runtime/aws/registry-login";
import { answering } from "./answering-client";

describe("the history of an execution", () => {
  it("lists the runs of all pages with who updated them, and what they handed on", async () => {
    const run = (actionName: string, pipelineExecutionId = "e1") => ({
      pipelineExecutionId,
      stageName: "Prod",
      actionName,
      status: "Succeeded",
      startTime: 1000,
      lastUpdateTime: 2000,
    });
    const approved = { ...run("Approve"), updatedBy: "arn:aws:sts::111111111111:assumed-role/owner/ada" };
    const planned = { ...run("Plan"), output: { outputVariables: { REPORT_VERSION: "v1" } } };
    const { configuration, sent } = answering([
      { body: JSON.stringify({ actionExecutionDetails: [approved], nextToken: "2" }) },
      { body: JSON.stringify({ actionExecutionDetails: [planned, run("Plan", "e0")] }) },
    ]);
    const common = {
      stage: "Prod",
      status: "Succeeded",
      startedAt: new Date(1_000_000),
      endedAt: new Date(2_000_000),
    };
    assert.deepEqual(await pipelineHistory(new CodePipelineClient(configuration)).actionRuns("p", "e1"), [
      { ...common, action: "Approve", updatedBy: approved.updatedBy, variables: {} },
      { ...common, action: "Plan", updatedBy: undefined, variables: { REPORT_VERSION: "v1" } },
    ]);
    assert.deepEqual(JSON.parse(sent[0]?.body ?? ""), {
      pipelineName: "p",
      filter: { pipelineExecutionId: "e1" },
    });
  });

  it("tells who started it, as far as the service does", async () => {
    const triggered = { trigger: { triggerType: "StartPipelineExecution", triggerDetail: "arn:x" } };
    const { configuration } = answering([
      { body: JSON.stringify({ pipelineExecution: triggered }) },
      { body: JSON.stringify({ pipelineExecution: {} }) },
    ]);
    const history = pipelineHistory(new CodePipelineClient(configuration));
    assert.deepEqual(
      [await history.startedBy("p", "e1"), await history.startedBy("p", "e1")],
      ["arn:x", undefined],
    );
  });
});

describe("the password of the registry", () => {
  it("is the token without its user", async () => {
    const authorizationToken = Buffer.from("AWS:secret:with:colons").toString("base64");
    const { configuration } = answering([
      { body: JSON.stringify({ authorizationData: [{ authorizationToken }] }) },
    ]);
    assert.equal(await registryPassword(new ECRClient(configuration)), "secret:with:colons");
  });

  it("is asked for in vain where ECR gives none", async () => {
    const { configuration } = answering([{ body: "{}" }]);
    await assert.rejects(registryPassword(new ECRClient(configuration)), {
      message: "ECR gave no authorization token.",
    });
  });
});
