import assert from "node:assert/strict";
import { disagreements } from "../agreement";
import { existingFor } from "../existing";
import type { Road } from "../road";
import { standingRoad } from "../standing-road";

/** As a later version of the program would: the key of every store under another name. */
function renameKeys(road: Road, options: string): void {
  road.workplace.edit("components/key.ts", "new Key(\n    name,", "new Key(\n    `${name}-cipher`,");
  road.workplace.edit("components/key.ts", "{ ...inherited, protect,", `{ ...inherited, protect, ${options}`);
}

function moveTargets(road: Road, options: string): void {
  road.workplace.edit(
    "components/delivery-road.ts",
    "          plan.key,\n",
    "          `target-${plan.key}`,\n",
  );
  road.workplace.edit(
    "components/delivery-road.ts",
    "{ parent: this, providers: { aws: accounts.of(plan.target.accountId) } }",
    `{ parent: this, ${options} providers: { aws: accounts.of(plan.target.accountId) } }`,
  );
}

describe("a later version of the program that names things otherwise", () => {
  const existing = existingFor("dev");
  let road: Road;
  beforeEach(async () => {
    road = await standingRoad("dev");
    road.workplace.keepProgram();
  });
  afterEach(() => road.workplace.restoreProgram());

  it("renames a key with an alias: nothing is made, replaced or deleted", async () => {
    renameKeys(road, "aliases: [{ name }],");
    assert.deepEqual((await road.preview()).changes, []);
    await road.succeeds(road.up());
    assert.deepEqual(disagreements(road.cloud, await road.state(), existing), []);
  });

  it("renames a key without an alias: refused, because keys are protected", async () => {
    renameKeys(road, "");
    const before = road.cloud.world.everything;
    const run = await road.run("up", "--yes");
    assert.equal(run.code, 1, run.printed);
    assert.ok(run.printed.includes('-key" cannot be deleted\n'), run.printed);
    assert.deepEqual(road.cloud.world.everything, before);
  });

  it("renames a component with an alias: all that is in it moves along", async () => {
    moveTargets(road, "aliases: [{ name: plan.key }],");
    const { changes } = await road.preview();
    assert.deepEqual(
      changes.filter((change) => !change.startsWith("update delivery:index:")),
      [],
    );
    await road.succeeds(road.up());
    assert.deepEqual(disagreements(road.cloud, await road.state(), existing), []);
  });
});
