import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DoctorCommandOptions } from "../../../automation/doctor/doctor-command";
import { doctorCommand } from "../../../automation/doctor/doctor-command";
import { exampleFile, testProject } from "../project";
import type { Responders } from "../services/aws-server";
import { awsServer } from "../services/aws-server";
import { Paper } from "../services/paper";
import { runDelivery } from "../services/run-command";
import { testClock } from "../services/test-clock";
import { cli, healthyAws } from "./healthy-world";

const file = exampleFile("prod");

async function command(aws: Responders, options: Partial<DoctorCommandOptions> = {}, isTTY = false) {
  const server = await awsServer({ ...healthyAws(), ...aws });
  const project = testProject({ program: "", stacks: { prod: file } });
  const [stdout, stderr] = [new Paper(isTTY), new Paper(isTTY)];
  try {
    const around = { directory: project.directory, environment: {}, stdout, stderr };
    const exitCode = await doctorCommand({ stack: "prod", ...options }, around, {
      ...{ aws: server.clients, clock: testClock(), run: cli("3.246.0"), nodeVersion: "22.1.0" },
    });
    const written =
      typeof options.json === "string" ? readFileSync(join(project.directory, options.json), "utf8") : "";
    return { exitCode, stdout: stdout.text, stderr: stderr.text, written };
  } finally {
    project.remove();
    await server.close();
  }
}

const disabled: Responders = { "account:GetRegionOptStatus": [{ output: { RegionOptStatus: "DISABLED" } }] };

describe("the command delivery doctor", () => {
  it("exits 0 with warnings only, and ends with the count", async () => {
    const { exitCode, stdout, stderr } = await command({});
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const lines = stdout.split("\n");
    assert.deepEqual(lines.slice(0, 3), [
      "ok       node: Node: 22.1.0",
      "ok       pulumi: Pulumi CLI: 3.246.0",
      "ok       plugin: aws: 7.48.0",
    ]);
    assert.deepEqual(lines.slice(-5), [
      "warning  gitlab: https://gitlab.com: not checked: there is no token",
      "           to do: set GITLAB_TOKEN, which pulumi up needs as well",
      "",
      "0 faults, 1 warning, 32 ok",
      "",
    ]);
  });

  it("exits 1 with a fault, and says what to do", async () => {
    const { exitCode, stdout } = await command(disabled);
    assert.equal(exitCode, 1);
    assert.ok(
      stdout.includes(
        "fault    region: eu-west-1 in 444444444444: not enabled\n" +
          "           to do: enable it in the account's settings (Account, AWS Regions)\n",
      ),
    );
    assert.ok(stdout.endsWith("\n\n5 faults, 1 warning, 27 ok\n"));
  });

  it("has colours on a terminal only", async () => {
    assert.equal((await command(disabled)).stdout.includes("\u001b"), false);
    assert.ok((await command(disabled, {}, true)).stdout.includes("\u001b[31mfault  \u001b[39m  region"));
  });

  it("writes one object with --json: to stdout in place of the text, or into a file beside it", async () => {
    const { exitCode, stdout } = await command(disabled, { json: true });
    const shown = JSON.parse(stdout) as {
      version: number;
      command: string;
      kind: string;
      lines: { level: string }[];
    };
    const faults = shown.lines.filter(({ level }) => level === "fault").length;
    assert.deepEqual(
      [exitCode, shown.version, shown.command, shown.kind, faults],
      [1, 1, "doctor", "diagnosis", 5],
    );
    const beside = await command(disabled, { json: "out/doctor.json" });
    assert.equal(beside.written, stdout);
    assert.ok(beside.stdout.endsWith("27 ok\n"));
  });

  it("exits 2 for wrong settings, before anything is asked", async () => {
    const server = await awsServer({});
    const project = testProject({ program: "", stacks: { prod: file.replace("app: payments", "app: P") } });
    try {
      const run = await runDelivery(["doctor", "--stack", "prod"], { directory: project.directory, server });
      assert.deepEqual([run.exitCode, run.stdout, server.names()], [2, "", []]);
      assert.match(run.stderr, /^Pulumi\.prod\.yaml has 1 problem\./);
    } finally {
      project.remove();
      await server.close();
    }
  });
});
