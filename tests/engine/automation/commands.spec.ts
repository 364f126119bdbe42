import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineResult } from "../../../automation/engine/result";
import { upCommand } from "../../../automation/engine/up-command";
import type { Road } from "../road";
import { standingRoad } from "../standing-road";
import { checked, errorOf, optionsOf, standing } from "./driven";

const bin = join(__dirname, "..", "..", "..", "bin", "delivery.js");

/** The command as a script calls it. */
async function delivery(road: Road, ...args: readonly string[]) {
  const { environment, projectDirectory: cwd } = optionsOf(road);
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (printed.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, ...printed };
}

describe("the commands drive the real engine", () => {
  it("preview shows what changes, and writes the plan that up then keeps", async () => {
    const road = await standingRoad("dev");
    road.set(["notices", "retentionDays"], 90);
    const seen = await delivery(
      road,
      "preview",
      "--stack",
      "dev",
      "--plan",
      "dev.plan.json",
      "--json",
      "seen.json",
    );
    assert.equal(seen.code, 0, seen.stderr);
    assert.match(seen.stdout, /^dev {2}preview, \d+\.\d s\n( {2}~ update {2}\S+ '[^']+': \S+\n)+Policies\n/);
    assert.match(seen.stdout, /\nVerdict\n {2}✓ done: \d+ update, \d+ unchanged\n$/);
    assert.match(
      seen.stderr,
      /^The plan is in dev\.plan\.json: delivery up --stack dev --plan dev\.plan\.json$/m,
    );
    const written = JSON.parse(
      readFileSync(join(optionsOf(road).projectDirectory, "seen.json"), "utf8"),
    ) as EngineResult;
    const done = await delivery(road, "up", "--stack", "dev", "--plan", "dev.plan.json", "--json");
    assert.equal(done.code, 0, done.stderr);
    const result = JSON.parse(done.stdout) as EngineResult;
    const urns = ({ steps }: EngineResult) => steps.map(({ urn }) => urn).sort();
    assert.deepEqual([result.kind, urns(result)], ["done", urns(written)]);
    assert.match(done.stderr, /^dev: updated \S+ '[^']+'$/m);
  });

  it("up without a plan asks after its preview, and changes nothing after a no", async () => {
    const road = await standingRoad("dev");
    road.set(["notices", "retentionDays"], 90);
    const before = standing(road);
    const { projectDirectory: directory, environment } = optionsOf(road);
    const paper = { stdout: "", stderr: "" };
    const questions: string[] = [];
    let exitCode = 0;
    await checked(road, async () => {
      exitCode = await upCommand(
        { stack: "dev", json: "no.json" },
        {
          directory,
          environment,
          stdout: { write: (text: string) => (paper.stdout += text) },
          stderr: { write: (text: string) => (paper.stderr += text) },
          signal: new AbortController().signal,
          ask: (question) => {
            questions.push(question);
            return Promise.resolve("no");
          },
        },
      );
      return JSON.parse(readFileSync(join(directory, "no.json"), "utf8")) as EngineResult;
    });
    assert.deepEqual([exitCode, questions], [1, ["Update dev as shown? Type yes to go on: "]]);
    assert.match(paper.stdout, /^dev {2}preview, /);
    assert.match(paper.stderr, /Nothing was changed\.\n$/);
    assert.deepEqual(standing(road), before);
  });

  it("destroy lists what is protected, and exits 1", async () => {
    const road = await standingRoad("dev");
    const { code, stdout } = await delivery(road, "destroy", "--stack", "dev", "--yes", "--json");
    const result = JSON.parse(stdout) as EngineResult;
    const guarded = (await road.state()).filter(({ protect }) => protect === true).map(({ urn }) => urn);
    assert.deepEqual([code, errorOf(result).code, errorOf(result).urns], [1, "protected-resources", guarded]);
  });
});
