import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { existingFor } from "../existing";
import { Road } from "../road";
import { addOpenRole, optionsOf, standing } from "./driven";

const root = join(__dirname, "..", "..", "..");

/** Runs examples/automation/release.ts in the road's folder, as a tool beside the project would. */
async function release(
  road: Road,
  answer: string,
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const child = spawn(
    process.execPath,
    ["-r", "ts-node/register/transpile-only", join("examples", "automation", "release.ts")],
    { cwd: road.workplace.folder, env: optionsOf(road).environment, stdio: ["pipe", "pipe", "pipe"] },
  );
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (printed.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString()));
  child.stdin.write(`${answer}\n`);
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, ...printed };
}

describe("examples/automation", () => {
  let road: Road;
  before(async () => {
    road = await Road.begin("prod", existingFor("prod"));
    for (const part of ["examples", "bin"]) {
      mkdirSync(join(road.workplace.folder, part), { recursive: true });
      cpSync(join(root, part), join(road.workplace.folder, part), { recursive: true });
    }
  });
  after(() => road.close());

  it("is a program of about twenty lines", () => {
    const text = readFileSync(join(root, "examples", "automation", "release.ts"), "utf8");
    assert.ok(text.trim().split("\n").length <= 30);
  });

  it("stops on findings, and asks nobody", async () => {
    const before = standing(road);
    const takeAway = addOpenRole(road, "111111111111");
    const { code, stdout, stderr } = await release(road, "yes");
    takeAway();
    assert.equal(code, 1, stderr);
    assert.match(stdout, /^mandatory trust-[a-z-]+: /m);
    assert.match(stderr, /^policy-violation: Refused by [^\n]+\n$/);
    assert.deepEqual(standing(road), before);
  });

  it("changes nothing after a no", async () => {
    const before = standing(road);
    const { code, stdout, stderr } = await release(road, "no");
    assert.equal(code, 1, stderr);
    assert.match(stderr, /\d+ changes\. Go on\? \(yes\/no\)/);
    assert.match(stdout, /^create urn:pulumi:prod::delivery::[^\n]*aws:codepipeline\/pipeline:Pipeline::/m);
    assert.deepEqual(standing(road), before);
  });

  it("goes on after a yes, held to the plan", async () => {
    const { code, stderr } = await release(road, "yes");
    assert.equal(code, 0, stderr);
    assert.ok(existsSync(join(road.workplace.folder, "prod.plan.json")));
    const pipelines = (await road.state()).filter(
      ({ type }) => type === "aws:codepipeline/pipeline:Pipeline",
    );
    assert.equal(pipelines.length, 1);
    assert.deepEqual((await road.preview()).changes, []);
  });
});
