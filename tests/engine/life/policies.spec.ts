import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { existingFor } from "../existing";
import { Road, withPolicies } from "../road";

describe("the policy pack under the real engine", () => {
  const existing = existingFor("prod");
  let road: Road;
  beforeEach(async () => {
    road = await Road.begin("prod", existing);
  });
  afterEach(() => road.close());

  async function failsBeforeAnythingIsMade(...flags: readonly string[]): Promise<string> {
    const run = await road.run("up", "--yes", ...flags);
    assert.notEqual(run.code, 0, run.printed);
    assert.deepEqual(road.cloud.world.everything, existing);
    return run.printed;
  }

  it("lets prod through, at preview and at up", async () => {
    await road.succeeds(road.run("preview", ...withPolicies));
    await road.succeeds(road.run("up", "--yes", ...withPolicies));
  });

  it("stops where production loses its approval in the settings", async () => {
    road.workplace.edit(
      "components/delivery-pipeline.ts",
      "stages: plan.stages.map((stage) => ({",
      'stages: plan.stages.map((stage) => ({ ...stage, actions: stage.actions.filter(({ provider }) => provider !== "Manual") })).map((stage) => ({',
    );
    const printed = await failsBeforeAnythingIsMade(...withPolicies);
    assert.ok(printed.includes("pipeline-prod-approval"), printed);
    assert.ok(printed.includes("[mandatory]"), printed);
  });

  it("stops where the settings call a production environment something else", async () => {
    road.set(["environments", 2, "kind"], "testing");
    const printed = await failsBeforeAnythingIsMade(...withPolicies);
    console.log(printed.slice(-3000));
  });

  it("stops where the pack throws", async () => {
    writeFileSync(
      join(road.workplace.folder, "policy-pack", "bin", "index.js"),
      'throw new Error("broken pack");',
    );
    const printed = await failsBeforeAnythingIsMade(...withPolicies);
    assert.ok(printed.includes("broken pack"), printed);
  });

  it("stops where the pack is missing", async () => {
    rmSync(join(road.workplace.folder, "policy-pack"), { recursive: true });
    const printed = await failsBeforeAnythingIsMade(...withPolicies);
    console.log(printed.slice(-3000));
  });

  it("stops where the policy config is missing", async () => {
    rmSync(join(road.workplace.folder, "policy-config.json"));
    const printed = await failsBeforeAnythingIsMade(...withPolicies);
    assert.ok(printed.includes("policy-config.json"), printed);
  });
});
