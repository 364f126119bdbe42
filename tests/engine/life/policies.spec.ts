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

  it("stops where the program leaves the approval out", async () => {
    road.workplace.edit(
      "components/delivery-pipeline.ts",
      "stage.actions.map((action) =>",
      'stage.actions.filter(({ provider }) => provider !== "Manual").map((action) =>',
    );
    const printed = await failsBeforeAnythingIsMade(...withPolicies);
    assert.ok(printed.includes("[mandatory] [severity: critical]  pipeline-prod-approval"), printed);
  });

  it("stops where the settings take the approval from production", async () => {
    road.set(["environments", 2, "approval"], undefined);
    const printed = await failsBeforeAnythingIsMade(...withPolicies);
    assert.ok(printed.includes("The settings have 1 problem."), printed);
  });

  it("stops where the settings call production something else and take its approval", async () => {
    road.set(["environments", 2, "kind"], "testing");
    road.set(["environments", 2, "approval"], undefined);
    const printed = await failsBeforeAnythingIsMade(...withPolicies);
    assert.ok(printed.includes("[mandatory] [severity: critical]  pipeline-prod-approval"), printed);
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
    assert.ok(printed.includes("policy-pack"), printed);
  });

  it("stops where the policy config is missing", async () => {
    rmSync(join(road.workplace.folder, "policy-config.json"));
    const printed = await failsBeforeAnythingIsMade(...withPolicies);
    assert.ok(printed.includes("policy-config.json"), printed);
  });
});
