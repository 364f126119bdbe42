import assert from "node:assert/strict";
import type { StatusResult } from "../../../automation/status/status";
import { status } from "../../../automation/status/status";
import { pendingFile } from "../connect/connection-world";
import { exampleFile, testProject } from "../project";
import type { Responders } from "../services/aws-server";
import { awsServer } from "../services/aws-server";
import { approvalToken, executionPages, executions, pipelineState, state } from "./pipeline-world";

async function statusIn(responders: Responders, file = exampleFile("prod")) {
  const server = await awsServer(responders);
  const project = testProject({ program: "", stacks: { prod: file } });
  const today = new Date("2026-11-25T12:00:00Z");
  try {
    const options = { projectDirectory: project.directory, stack: "prod", today, aws: server.clients };
    return { result: await status(options), server };
  } finally {
    project.remove();
    await server.close();
  }
}

const link =
  "https://eu-central-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/payments-delivery/view?region=eu-central-1";
const released = { id: "aaaaaaaaaaaa", summary: "Add a queue", url: "https://gitlab.com/aaaaaaaaaaaa" };
const broken = {
  id: "cccccccccccc",
  summary: "Round\u001b[2J prices\n\nbody",
  url: "https://gitlab.com/cccccccccccc",
};

describe("the status of a pipeline", () => {
  it("tells stages, actions, commits and times, and what waits for whom", async () => {
    const { result, server } = await statusIn({ [state]: [pipelineState()], [executions]: executionPages });
    assert.deepEqual(result, {
      kind: "pipeline",
      pipeline: "payments-delivery",
      accountId: "111111111111",
      region: "eu-central-1",
      link,
      stages: [
        {
          name: "Source",
          status: "Succeeded",
          executionId: "e3",
          revision: broken,
          queued: [],
          actions: [
            {
              name: "GitLab",
              status: "Succeeded",
              changedAt: "2026-11-25T10:01:00.000Z",
              summary: "{}",
              link: "https://gitlab.com/c",
            },
          ],
        },
        {
          name: "Verify",
          status: "Failed",
          executionId: "e3",
          revision: broken,
          queued: [],
          actions: [
            {
              name: "Build",
              status: "Failed",
              changedAt: "2026-11-25T10:02:00.000Z",
              error: "Build terminated with state: FAILED",
              link: "https://eu-central-1.console.aws.amazon.com/log",
            },
            { name: "Scan" },
          ],
        },
        {
          name: "test",
          status: "Succeeded",
          executionId: "e2",
          revision: { id: "bbbbbbbbbbbb", summary: "Sort", url: "https://gitlab.com/bbbbbbbbbbbb" },
          closed: "release freeze",
          queued: ["e2b"],
          actions: [{ name: "Deploy", status: "Succeeded", changedAt: "2026-11-25T10:03:00.000Z" }],
        },
        {
          name: "prod",
          status: "InProgress",
          executionId: "e1",
          revision: released,
          queued: [],
          actions: [
            { name: "Plan", status: "Succeeded", changedAt: "2026-11-25T10:04:00.000Z" },
            {
              name: "Approve",
              status: "InProgress",
              changedAt: "2026-11-25T10:05:00.000Z",
              link: "https://eu-central-1.console.aws.amazon.com/s3/report",
            },
            { name: "Deploy" },
          ],
        },
      ],
      waiting: [
        {
          stage: "prod",
          action: "Approve",
          approvers: ["arn:aws:iam::111111111111:role/product-owner"],
          since: "2026-11-25T10:05:00.000Z",
          until: "2026-11-28T10:05:00.000Z",
          report: "https://eu-central-1.console.aws.amazon.com/s3/report",
          executionId: "e1",
          revision: released,
          link,
        },
      ],
    } satisfies StatusResult);
    assert.equal(JSON.stringify(result).includes(approvalToken), false);
    assert.deepEqual(
      server.calls.slice(2).map(({ accessKeyId, operation, input }) => [accessKeyId, operation, input]),
      [
        ["ASIA111111111111", "GetPipelineState", { name: "payments-delivery" }],
        [
          "ASIA111111111111",
          "ListPipelineExecutions",
          { pipelineName: "payments-delivery", maxResults: 100 },
        ],
        [
          "ASIA111111111111",
          "ListPipelineExecutions",
          { pipelineName: "payments-delivery", maxResults: 100, nextToken: "2" },
        ],
      ],
    );
  });

  it("names nobody as waited for after the decision, and who decided", async () => {
    const { result } = await statusIn({
      [state]: [pipelineState("Succeeded")],
      [executions]: executionPages,
    });
    assert.ok(result.kind === "pipeline");
    assert.deepEqual(result.waiting, []);
    assert.deepEqual(result.stages[3]?.actions[1], {
      name: "Approve",
      status: "Succeeded",
      changedAt: "2026-11-25T10:05:00.000Z",
      by: "arn:aws:sts::111111111111:assumed-role/product-owner/ada",
      summary: "fine",
      link: "https://eu-central-1.console.aws.amazon.com/s3/report",
    });
  });

  it("looks through a bounded number of pages for an execution that is gone", async () => {
    const endless = [{ output: { pipelineExecutionSummaries: [], nextToken: "more" } }];
    const changing = endless.concat(
      Array.from({ length: 20 }, (_, at) => ({
        output: { pipelineExecutionSummaries: [], nextToken: `more-${at}` },
      })),
    );
    const { result, server } = await statusIn({ [state]: [pipelineState()], [executions]: changing });
    assert.equal(result.kind, "pipeline");
    assert.equal(server.names().filter((name) => name === executions).length, 5);
  });

  it("gets by where the service throttles at first", async () => {
    const throttle = { fault: "ThrottlingException", message: "Rate exceeded" };
    const { result } = await statusIn({ [state]: [throttle, pipelineState()], [executions]: executionPages });
    assert.equal(result.kind, "pipeline");
  });

  const missing = { [state]: [{ fault: "PipelineNotFoundException", message: "no pipeline" }] };
  it("says what makes the pipeline where there is none", async () => {
    assert.deepEqual((await statusIn(missing)).result, {
      kind: "no-pipeline",
      pipeline: "payments-delivery",
      fix: "Run pulumi up --refresh --stack prod: it creates the pipeline.",
    });
    assert.deepEqual((await statusIn(missing, pendingFile)).result, {
      kind: "no-pipeline",
      pipeline: "payments-delivery",
      fix: "The connection is pending: run delivery connect --stack prod, then pulumi up --refresh.",
    });
  });

  const failures: readonly (readonly [what: string, answer: Responders, code: string])[] = [
    ["an expired session", { [state]: [{ fault: "ExpiredTokenException", message: "expired" }] }, "expired"],
    ["a missing right", { [state]: [{ fault: "AccessDeniedException", message: "no" }] }, "denied"],
    ["a service that is down", { [state]: [{ fault: "InternalFailure", status: 500 }] }, "service-error"],
    ["a service that never answers", { [state]: ["hang"] }, "timeout"],
    [
      "a second page that fails",
      {
        [state]: [pipelineState()],
        [executions]: [executionPages[0] ?? "drop", { fault: "AccessDeniedException" }],
      },
      "denied",
    ],
  ];
  for (const [what, world, code] of failures)
    it(`is a failure, and no half status, for ${what}`, async () => {
      const { result } = await statusIn(world);
      assert.ok(result.kind === "failure");
      assert.deepEqual([result.code, result.doing], [code, "reading the pipeline payments-delivery"]);
    });
});
