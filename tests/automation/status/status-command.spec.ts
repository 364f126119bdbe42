import assert from "node:assert/strict";
import type { Clock } from "../../../automation/clock";
import type { StatusCommandOptions } from "../../../automation/status/status-command";
import { statusCommand } from "../../../automation/status/status-command";
import { exampleFile, testProject } from "../project";
import type { Responders } from "../services/aws-server";
import { awsServer } from "../services/aws-server";
import { Paper } from "../services/paper";
import { runDelivery } from "../services/run-command";
import { testClock } from "../services/test-clock";
import { approvalToken, executionPages, executions, pipelineState, state } from "./pipeline-world";

interface Watched {
  readonly isTTY?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** How often a watcher looks before it is interrupted. */
  readonly looks?: number;
}

async function command(
  responders: Responders,
  options: Partial<StatusCommandOptions> = {},
  { isTTY = false, environment = {}, looks = 1 }: Watched = {},
) {
  const server = await awsServer(responders);
  const project = testProject({ program: "", stacks: { prod: exampleFile("prod") } });
  const [stdout, stderr] = [new Paper(isTTY), new Paper(isTTY)];
  const stop = new AbortController();
  const time = testClock();
  const clock: Clock = {
    now: () => time.now(),
    sleep: async (ms) => {
      await time.sleep(ms);
      if (time.sleptMs.length >= looks) stop.abort();
    },
  };
  try {
    const around = { directory: project.directory, environment, stdout, stderr };
    const exitCode = await statusCommand({ stack: "prod", ...options }, around, {
      ...{ aws: server.clients, clock, signal: stop.signal },
    });
    assert.equal(`${stdout.text}${stderr.text}`.includes(approvalToken), false);
    return { exitCode, stdout: stdout.text, stderr: stderr.text };
  } finally {
    project.remove();
    await server.close();
  }
}

const world = { [state]: [pipelineState()], [executions]: executionPages };
const text = `payments-delivery  111111111111 eu-central-1
https://eu-central-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/payments-delivery/view?region=eu-central-1

✓ Source  Succeeded  cccccccc Round [2J prices
  ✓ GitLab      Succeeded  2026-11-25 10:01 UTC
✗ Verify  Failed  cccccccc Round [2J prices
  ✗ Build       Failed  2026-11-25 10:02 UTC
      Build terminated with state: FAILED
      https://eu-central-1.console.aws.amazon.com/log
✓ test  Succeeded  bbbbbbbb Sort
    closed: release freeze
    waiting to enter: e2b
  ✓ Deploy      Succeeded  2026-11-25 10:03 UTC
◆ prod  InProgress  aaaaaaaa Add a queue
  ✓ Plan        Succeeded  2026-11-25 10:04 UTC
  ◆ Approve     InProgress  2026-11-25 10:05 UTC

prod waits for product-owner since 2026-11-25 10:05 UTC (1 h 55 min), until 2026-11-28 10:05 UTC,
  for aaaaaaaa Add a queue.
  report  https://eu-central-1.console.aws.amazon.com/s3/report
  decide  https://eu-central-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/payments-delivery/view?region=eu-central-1
`;

describe("the command delivery status", () => {
  it("shows the road and what waits for whom; a commit's message does not steer the terminal", async () => {
    assert.deepEqual(await command(world), { exitCode: 0, stdout: text, stderr: "" });
  });

  it("has colours on a terminal, and none with NO_COLOR", async () => {
    const seen = await command(world, {}, { isTTY: true });
    assert.ok(seen.stdout.includes("\u001b[32m✓\u001b[39m"));
    const plain = await command(world, {}, { isTTY: true, environment: { NO_COLOR: "1" } });
    assert.equal(plain.stdout, text);
  });

  it("prints one object with --json", async () => {
    const { exitCode, stdout, stderr } = await command(world, { json: true });
    const shown = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.deepEqual(
      [shown["version"], shown["command"], shown["stack"], shown["kind"], Object.keys(shown)],
      [
        ...[1, "status", "prod", "pipeline"],
        [
          "version",
          "command",
          "stack",
          "kind",
          "pipeline",
          "accountId",
          "region",
          "link",
          "stages",
          "waiting",
        ],
      ],
    );
  });

  it("exits 1 where there is no pipeline, and 3 where AWS does not answer", async () => {
    const none = await command({ [state]: [{ fault: "PipelineNotFoundException" }] });
    assert.deepEqual(none, {
      exitCode: 1,
      stdout: "",
      stderr:
        "There is no pipeline payments-delivery yet. Run pulumi up --refresh --stack prod: it creates the pipeline.\n",
    });
    const denied = await command({ [state]: [{ fault: "AccessDeniedException", message: "no right" }] });
    assert.deepEqual(denied, {
      exitCode: 3,
      stdout: "",
      stderr:
        "Failed reading the pipeline payments-delivery.\n  AccessDeniedException: no right\n" +
        "  To do: ask for the right, or sign in as somebody who has it.\n",
    });
  });

  it("is found by the command line", async () => {
    const server = await awsServer(world);
    const project = testProject({ program: "", stacks: { prod: exampleFile("prod") } });
    try {
      const { directory } = project;
      const { exitCode, stdout, stderr } = await runDelivery(["status", "--stack", "prod"], {
        directory,
        server,
      });
      assert.deepEqual([exitCode, stderr], [0, ""]);
      assert.ok(stdout.startsWith("payments-delivery  111111111111 eu-central-1\n"));
    } finally {
      project.remove();
      await server.close();
    }
  });
});

describe("delivery status --watch", () => {
  const changing = {
    [state]: [pipelineState(), pipelineState(), pipelineState("Succeeded")],
    [executions]: Array.from({ length: 4 }, () => executionPages).flat(),
  };

  it("writes one object a line with --json, for each change", async () => {
    const { exitCode, stdout } = await command(changing, { watch: true, json: true }, { looks: 4 });
    const lines = stdout.trimEnd().split("\n");
    const waiting = lines.map((line) => (JSON.parse(line) as { waiting: unknown[] }).waiting.length);
    assert.deepEqual([exitCode, waiting], [130, [1, 0]]);
  });

  it("prints nothing twice where nobody watches, and redraws on a terminal", async () => {
    const log = await command(changing, { watch: true }, { looks: 2 });
    assert.equal(log.stdout, text);
    const screen = await command(changing, { watch: true }, { looks: 2, isTTY: true });
    assert.equal(screen.stdout.split("\u001b[2J\u001b[H").length - 1, 2);
  });

  it("goes on after a failure that passes, and stops at one that does not", async () => {
    const busy = Array.from({ length: 3 }, () => ({
      fault: "ThrottlingException",
      message: "Rate exceeded",
    }));
    const { exitCode, stdout, stderr } = await command(
      {
        [state]: [...busy, pipelineState(), { fault: "ExpiredTokenException", message: "over" }],
        [executions]: executionPages,
      },
      { watch: true },
      { looks: 9 },
    );
    assert.equal(exitCode, 3);
    assert.equal(stdout, text);
    assert.equal(
      stderr,
      "ThrottlingException: Rate exceeded; trying again\n" +
        "Failed reading the pipeline payments-delivery.\n  ExpiredTokenException: over\n" +
        "  To do: sign in again: the credentials of this session have expired.\n",
    );
  });
});
