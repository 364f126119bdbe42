import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { destroy } from "../../../automation/engine/destroy";
import { preview } from "../../../automation/engine/preview";
import type { EngineProgress } from "../../../automation/engine/progress";
import { up } from "../../../automation/engine/up";
import { objectsIn } from "../../../emulator/cloud/deletion";
import { tokens } from "../../../emulator/type-tokens";
import { shortOf } from "../road";
import { standingRoad } from "../standing-road";
import { addOpenRole, checked, doneOf, errorOf, optionsOf, standing } from "./driven";

const notices = ["notices", "retentionDays"] as const;

describe("the library drives the real engine", () => {
  it("a road without changes: nothing to do, every policy asked", async () => {
    const road = await standingRoad("dev");
    const before = standing(road);
    const result = doneOf(await checked(road, () => preview(optionsOf(road))));
    assert.deepEqual(result.steps, []);
    assert.equal(result.unchanged, (await road.state()).length);
    assert.ok(result.policies.length > 50, `${result.policies.length} policies`);
    assert.deepEqual(
      result.policies.filter(({ outcome }) => outcome !== "pass"),
      [],
    );
    assert.deepEqual(standing(road), before);
  });

  it("up does what the plan says, tells it while it does, and then there is nothing left", async () => {
    const road = await standingRoad("dev");
    road.set([...notices], 90);
    const plan = join(road.workplace.folder, "..", "notices.plan.json");
    const seen = doneOf(await checked(road, () => preview({ ...optionsOf(road), plan })));
    assert.ok(seen.steps.length > 0);
    assert.deepEqual(
      [...new Set(seen.steps.map(({ operation, outcome }) => `${operation} ${outcome}`))],
      ["update planned"],
    );
    const told: EngineProgress[] = [];
    const done = doneOf(
      await checked(road, () => up({ ...optionsOf(road), plan, onProgress: (now) => told.push(now) })),
    );
    const urns = (steps: typeof done.steps) => steps.map(({ urn }) => urn).sort();
    assert.deepEqual(urns(done.steps), urns(seen.steps));
    assert.deepEqual([...new Set(done.steps.map(({ outcome }) => outcome))], ["done"]);
    assert.deepEqual(told[0], { kind: "started", operation: "up", stack: "dev" });
    const ended = told.flatMap((now) =>
      now.kind === "step" && now.step.outcome === "done" ? [now.step.urn] : [],
    );
    assert.deepEqual([...new Set(ended)].sort(), urns(seen.steps));
    assert.deepEqual(doneOf(await checked(road, () => preview(optionsOf(road)))).steps, []);
  });

  it("up stops at what the plan does not hold, and changes nothing", async () => {
    const road = await standingRoad("dev");
    const plan = join(road.workplace.folder, "..", "nothing.plan.json");
    doneOf(await checked(road, () => preview({ ...optionsOf(road), plan })));
    road.set([...notices], 90);
    const before = standing(road);
    const error = errorOf(await checked(road, () => up({ ...optionsOf(road), plan })));
    assert.equal(error.code, "plan-not-kept", error.message);
    assert.match(error.message, /Preview again, and look again\.$/);
    assert.deepEqual(standing(road), before);
  });

  it("a mandatory finding refuses preview and up, with no plan written and nothing changed", async () => {
    const road = await standingRoad("dev");
    const takeAway = addOpenRole(road, "555555555555");
    const plan = join(road.workplace.folder, "..", "refused.plan.json");
    const seen = await checked(road, () => preview({ ...optionsOf(road), plan }));
    assert.equal(errorOf(seen).code, "policy-violation", errorOf(seen).message);
    assert.equal(existsSync(plan), false);
    const open = seen.steps.find(({ urn }) => shortOf(urn) === "aws:iam/role:Role open")?.urn ?? "";
    assert.ok(errorOf(seen).urns.includes(open), errorOf(seen).message);
    assert.equal(errorOf(await checked(road, () => up(optionsOf(road)))).code, "policy-violation");
    assert.equal(
      road.cloud.world.everything.some(({ name }) => name === "open"),
      false,
    );
    takeAway();
  });

  it("a pack that does not start is no verdict", async () => {
    const road = await standingRoad("dev");
    const pack = join(road.workplace.folder, "broken-pack");
    mkdirSync(pack);
    writeFileSync(join(pack, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    writeFileSync(join(pack, "package.json"), '{ "name": "broken", "main": "index.js" }');
    writeFileSync(join(pack, "index.js"), 'throw new Error("no pack here");');
    const error = errorOf(
      await checked(road, () => preview({ ...optionsOf(road), policyPackDirectory: pack })),
    );
    assert.equal(error.code, "policy-pack", error.message);
    assert.match(error.message, /Error: no pack here\nNothing was judged\./);
  });

  it("wrong credentials are told from other failures", async () => {
    const road = await standingRoad("dev");
    const run = (environment: Record<string, string>) =>
      checked(road, () =>
        preview({ ...optionsOf(road), environment: { ...optionsOf(road).environment, ...environment } }),
      );
    for (const name of ["PULUMI_CONFIG_PASSPHRASE", "GITLAB_TOKEN"]) {
      const error = errorOf(await run({ [name]: name === "GITLAB_TOKEN" ? "" : "wrong passphrase" }));
      assert.equal(error.code, "credentials", error.message);
      assert.ok(!error.message.includes("wrong passphrase"));
    }
  });

  it("of two updates at a time one is refused, and says what to do", async () => {
    const road = await standingRoad("dev");
    const results = await Promise.all([
      checked(road, () => up(optionsOf(road))),
      checked(road, () => up(optionsOf(road))),
    ]);
    const codes = results.map((result) => (result.kind === "failure" ? result.error.code : "done"));
    assert.deepEqual(codes.sort(), ["concurrent-update", "done"]);
  });

  it("a fault of a service: what failed, at which resource, and the next up goes on", async () => {
    const road = await standingRoad("dev");
    road.set([...notices], 90);
    const type = "aws:cloudwatch/logGroup:LogGroup";
    road.cloud.faults.plan({ kind: "refuse", operation: "update", type });
    const failed = await checked(road, () => up(optionsOf(road)));
    assert.equal(errorOf(failed).code, "engine", errorOf(failed).message);
    const bad = failed.steps.filter(({ outcome }) => outcome === "failed").map(({ urn }) => urn);
    assert.deepEqual(
      bad.map((urn) => shortOf(urn).split(" ")[0]),
      [type],
    );
    assert.deepEqual(
      errorOf(failed).urns.filter((urn) => bad.includes(urn)),
      bad,
    );
    assert.equal(road.cloud.faults.struck.length, 1);
    doneOf(await checked(road, () => up(optionsOf(road))));
    assert.deepEqual(doneOf(await checked(road, () => preview(optionsOf(road)))).steps, []);
  });

  it("a thing that was deleted by hand is found by a refresh, and nothing else is listed", async () => {
    const road = await standingRoad("dev");
    const [lost] = road.cloud.world.all(tokens.bucketPolicy);
    assert.ok(lost);
    road.cloud.world.remove(lost);
    const believed = doneOf(await checked(road, () => preview(optionsOf(road))));
    assert.deepEqual(believed.steps, []);
    const seen = doneOf(await checked(road, () => preview({ ...optionsOf(road), refresh: true })));
    assert.deepEqual(
      seen.steps.map(({ type, operation }) => `${operation} ${type}`),
      [`create ${lost.type}`],
    );
  });

  it("destroy is refused while protected resources remain: all are listed, none is deleted", async () => {
    const road = await standingRoad("dev");
    const before = standing(road);
    const error = errorOf(await checked(road, () => destroy(optionsOf(road))));
    const guarded = (await road.state()).filter(({ protect }) => protect === true).map(({ urn }) => urn);
    assert.ok(guarded.length > 10);
    assert.deepEqual([error.code, error.urns], ["protected-resources", guarded]);
    assert.deepEqual(standing(road), before);
  });

  it("destroy says what it would delete and what stays, and then does that", async () => {
    const road = await standingRoad("dev");
    await road.succeeds(road.run("state", "unprotect", "--all", "--yes"));
    for (const bucket of road.cloud.world.all(tokens.bucket))
      for (const object of objectsIn(road.cloud.world, bucket.id)) road.cloud.world.remove(object);
    const seen = doneOf(await checked(road, () => destroy({ ...optionsOf(road), dry: true })));
    const stays = seen.steps.filter(({ operation }) => operation === "retain").map(({ urn }) => shortOf(urn));
    assert.ok(
      stays.some((name) => name.startsWith("gitlab:index/project:Project ")),
      stays.join("\n"),
    );
    const done = doneOf(await checked(road, () => destroy(optionsOf(road))));
    const told = (result: typeof done) =>
      result.steps.map(({ urn, operation }) => `${operation} ${urn}`).sort();
    assert.deepEqual(told(done), told(seen));
    assert.deepEqual(await road.state(), []);
  });
});
