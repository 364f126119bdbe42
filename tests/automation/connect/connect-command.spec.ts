import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connectCommand } from "../../../automation/connect/connect-command";
import type { ConnectCommandOptions } from "../../../automation/connect/connect-command";
import { testProject } from "../project";
import type { Responders } from "../services/aws-server";
import { awsServer } from "../services/aws-server";
import { Paper } from "../services/paper";
import { runDelivery } from "../services/run-command";
import { testClock } from "../services/test-clock";
import { arn, connection, listed, pendingFile, shown } from "./connection-world";

const list = "codestar-connections:ListConnections";
const get = "codestar-connections:GetConnection";

async function command(responders: Responders, options: Partial<ConnectCommandOptions> = {}) {
  const server = await awsServer(responders);
  const project = testProject({ program: "", stacks: { prod: pendingFile } });
  const [stdout, stderr] = [new Paper(), new Paper()];
  try {
    const exitCode = await connectCommand(
      { stack: "prod", timeout: 30, ...options },
      { directory: project.directory, environment: {}, stdout, stderr },
      { aws: server.clients, clock: testClock() },
    );
    return { exitCode, stdout: stdout.text, stderr: stderr.text };
  } finally {
    project.remove();
    await server.close();
  }
}

describe("the command delivery connect", () => {
  it("tells the person what to do and says in the end what comes next", async () => {
    const { exitCode, stdout, stderr } = await command({
      [list]: listed(connection("PENDING")),
      [get]: [shown("AVAILABLE")],
    });
    assert.equal(exitCode, 0);
    assert.equal(
      stderr,
      `prod: entered account 111111111111 as arn:aws:sts::111111111111:assumed-role/delivery-provisioner/delivery
prod: found payments-gitlab: PENDING, ${arn}
A person must finish the handshake in a browser:

  https://eu-central-1.console.aws.amazon.com/codesuite/settings/connections?region=eu-central-1

  1. Sign in to the AWS console of account 111111111111, then to https://gitlab.com as the service
     user that owns acme/platform/payments-infra (role Owner).
  2. Open
     https://eu-central-1.console.aws.amazon.com/codesuite/settings/connections?region=eu-central-1
     and choose the pending connection payments-gitlab.
  3. Choose 'Update pending connection', then 'Connect to GitLab', and authorize on GitLab's page.
     Do not choose 'Create connection': that leaves this one pending.

This waits up to 30 minutes, then checks and records by itself.
prod: payments-gitlab is AVAILABLE
`,
    );
    assert.equal(
      stdout,
      `payments-gitlab is AVAILABLE:
${arn}
Repository: acme/platform/payments-infra was not looked up; whether the connection's user reaches it
shows in the first run of the source action.
  To do: set GITLAB_TOKEN to have project and branch checked in GitLab.
Recorded in Pulumi.prod.yaml. Now run: pulumi up --refresh --stack prod
`,
    );
  });

  const codes: readonly (readonly [what: string, code: number, world: Responders])[] = [
    ["a connection in ERROR", 1, { [list]: listed(connection("ERROR")) }],
    ["a caller without rights", 3, { "sts:AssumeRole": [{ fault: "AccessDenied", status: 403 }] }],
    ["a handshake not done in time", 4, { [list]: listed(connection("PENDING")), [get]: [shown("PENDING")] }],
  ];
  for (const [what, code, world] of codes) {
    it(`exits ${code} for ${what}, with what to do on stderr and nothing on stdout`, async () => {
      const { exitCode, stdout, stderr } = await command(world, { timeout: 1 });
      assert.deepEqual([exitCode, stdout], [code, ""]);
      assert.match(stderr, /To do: |run this again/);
    });
    it(`exits ${code} for ${what} with --json too, and prints one object`, async () => {
      const { exitCode, stdout } = await command(world, { timeout: 1, json: true });
      const { version, command: name, stack } = JSON.parse(stdout) as Record<string, unknown>;
      assert.deepEqual([exitCode, version, name, stack], [code, 1, "connect", "prod"]);
    });
  }

  it("finds AWS through the environment, and leaves no colour where nobody watches", async () => {
    const server = await awsServer({ [list]: listed(connection("AVAILABLE")) });
    const project = testProject({ program: "", stacks: { prod: pendingFile } });
    const { directory } = project;
    try {
      const run = await runDelivery(["connect", "--stack", "prod", "--json"], { directory, server });
      assert.equal(run.exitCode, 0, run.stderr);
      const { kind, recording } = JSON.parse(run.stdout) as { kind: string; recording: { kind: string } };
      assert.deepEqual([kind, recording.kind], ["connected", "written"]);
      assert.equal(`${run.stdout}${run.stderr}`.includes("\u001b"), false);
      assert.ok(readFileSync(join(directory, "Pulumi.prod.yaml"), "utf8").includes(arn));
      assert.ok(server.names().includes(list));
    } finally {
      project.remove();
      await server.close();
    }
  });

  const wrong: readonly (readonly [what: string, call: readonly string[], said: RegExp])[] = [
    ["without a stack", ["connect"], /required option '--stack <name>' not specified/],
    [
      "with a time limit of nothing",
      ["connect", "--stack", "prod", "--timeout", "0"],
      /a number of minutes above 0/,
    ],
  ];
  for (const [what, call, said] of wrong)
    it(`exits 2 ${what}`, async () => {
      const server = await awsServer({});
      try {
        const { exitCode, stderr } = await runDelivery(call, { directory: process.cwd(), server });
        assert.equal(exitCode, 2);
        assert.match(stderr, said);
      } finally {
        await server.close();
      }
    });
});
