import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { preview } from "../../../automation/engine/preview";
import type { EngineResult } from "../../../automation/engine/result";
import { up } from "../../../automation/engine/up";
import { existingFor } from "../existing";
import { Road } from "../road";
import { checked, doneOf, errorOf, optionsOf } from "./driven";

const bin = join(__dirname, "..", "..", "..", "bin", "delivery.js");

describe("an update that is asked to end", () => {
  let road: Road;
  beforeEach(async () => {
    road = await Road.begin("dev", existingFor("dev"));
  });
  afterEach(() => road.close());

  it("by an AbortSignal: what is done is in the state, and the next up goes on", async () => {
    const end = new AbortController();
    const result = await checked(road, () =>
      up({
        ...optionsOf(road),
        signal: end.signal,
        onProgress: (now) => {
          if (now.kind === "step" && now.step.outcome === "done" && now.step.type.startsWith("aws:"))
            end.abort();
        },
      }),
    );
    assert.equal(errorOf(result).code, "aborted", errorOf(result).message);
    const made = result.steps.filter(({ outcome }) => outcome === "done").map(({ urn }) => urn);
    const kept = (await road.state()).map(({ urn }) => urn);
    assert.ok(made.length > 0);
    assert.deepEqual(
      made.filter((urn) => !kept.includes(urn)),
      [],
    );
    doneOf(await checked(road, () => up({ ...optionsOf(road), refresh: true })));
    assert.deepEqual(doneOf(await checked(road, () => preview(optionsOf(road)))).steps, []);
  });

  it("before it began: nothing is started", async () => {
    const result = await checked(road, () => up({ ...optionsOf(road), signal: AbortSignal.abort() }));
    assert.deepEqual([errorOf(result).code, result.steps, result.messages], ["aborted", [], []]);
  });

  it("by a Ctrl-C at the command: exit code 130, the result is written, and no lock is left", async () => {
    const { environment, projectDirectory } = optionsOf(road);
    const child = spawn(process.execPath, [bin, "up", "--stack", "dev", "--yes", "--json", "end.json"], {
      cwd: projectDirectory,
      env: environment,
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    });
    let told = "";
    let interrupted = false;
    child.stderr.on("data", (chunk: Buffer) => {
      told += chunk.toString();
      if (interrupted || child.pid === undefined || !/^dev: created aws:/m.test(told)) return;
      interrupted = true;
      // As a terminal does: to the whole group.
      process.kill(-child.pid, "SIGINT");
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    assert.equal(code, 130, told);
    const written = JSON.parse(readFileSync(join(projectDirectory, "end.json"), "utf8")) as EngineResult;
    assert.equal(errorOf(written).code, "aborted");
    assert.deepEqual(
      written.steps.filter(({ outcome }) => outcome === "unfinished" || outcome === "failed"),
      [],
    );
    assert.match(told, /^dev: ending: what has begun is brought to its end$/m);
    doneOf(await checked(road, () => up({ ...optionsOf(road), refresh: true })));
  });
});
