import assert from "node:assert/strict";
import { join } from "node:path";
import { objectsIn } from "../../../emulator/cloud/deletion";
import type { Entity } from "../../../emulator/inventory";
import { tokens } from "../../../emulator/type-tokens";
import { matchesSnapshot } from "../../snapshot";
import { existingFor } from "../existing";
import type { Road, StateResource } from "../road";
import { shortOf } from "../road";
import { standingRoad } from "../standing-road";

const objectType = "aws:s3/bucketObjectv2:BucketObjectv2";

function protectedIn(state: readonly StateResource[]): readonly StateResource[] {
  return state.filter(({ protect }) => protect === true);
}

/** What a person does in the console. */
function emptyBuckets({ cloud }: Road): void {
  for (const bucket of cloud.world.all(tokens.bucket))
    for (const object of objectsIn(cloud.world, bucket.id)) cloud.world.remove(object);
}

describe("the way out of prod", () => {
  const existing = existingFor("prod");

  it("a target leaves in two steps: retired, then removed", async () => {
    const road = await standingRoad("prod");
    road.set(["environments", 2, "targets", 1, "retire"], true);
    await road.succeeds(road.up());
    const left = protectedIn(await road.state()).filter(({ urn }) => urn.includes("444444444444-eu-west-1"));
    assert.deepEqual(left, []);
    road.set(["environments", 2, "targets", 1], undefined);
    await road.succeeds(road.up());
    const standing = road.cloud.world.everything.filter(({ site, facts, type }) => {
      const region = facts?.["region"] ?? site.region;
      return region === "eu-west-1" && type !== objectType;
    });
    assert.deepEqual(standing, []);
  });

  it("refuses destroy while protected resources remain, deletes nothing, and can list them", async () => {
    const road = await standingRoad("prod");
    const before = road.cloud.world.everything;
    const run = await road.run("destroy", "--yes");
    assert.equal(run.code, 1, run.printed);
    assert.ok(run.printed.includes('::delivery-pipeline" cannot be deleted\n'), run.printed);
    assert.deepEqual(road.cloud.world.everything, before);
    const listed = protectedIn(await road.state()).map(({ urn }) => shortOf(urn));
    matchesSnapshot(join(__dirname, "snapshots", "protected.txt"), `${[...listed].sort().join("\n")}\n`);
  });

  it("after the way out of the documents, destroy leaves only what is retained", async () => {
    const road = await standingRoad("prod");
    road.set(["trigger"], { on: "manual" });
    for (const [environment, targets] of [1, 1, 2].entries())
      for (let target = 0; target < targets; target += 1)
        road.set(["environments", environment, "targets", target, "retire"], true);
    await road.succeeds(road.up());
    await road.succeeds(road.run("state", "unprotect", "--all", "--yes"));
    await road.succeeds(road.run("destroy", "--yes", "--target", await urnOf(road, "delivery-pipeline")));
    await road.succeeds(road.run("state", "delete", await urnOf(road, "project-branch"), "--yes"));
    emptyBuckets(road);
    await road.succeeds(road.run("destroy", "--yes", "--refresh"));
    assert.deepEqual(await road.state(), []);
    const known = new Set(existing.map(nameOf));
    const left = road.cloud.world.everything.filter((entity) => !known.has(nameOf(entity)));
    assert.deepEqual(left.map(nameOf).sort(), [
      "gitlab:index/branchProtection:BranchProtection 48213377:main",
      "gitlab:index/projectEnvironment:ProjectEnvironment 48213377:dev",
      "gitlab:index/projectEnvironment:ProjectEnvironment 48213377:prod",
      "gitlab:index/projectEnvironment:ProjectEnvironment 48213377:test",
    ]);
    const gone = [...known].filter((name) => !road.cloud.world.everything.map(nameOf).includes(name));
    assert.deepEqual(gone, [
      `${tokens.connection} ${existing.find(({ type }) => type === tokens.connection)?.id ?? ""}`,
    ]);
  });
});

async function urnOf(road: Road, name: string): Promise<string> {
  const found = (await road.state()).find(({ urn }) => urn.endsWith(`::${name}`));
  if (!found) throw new Error(`The state holds no ${name}`);
  return found.urn;
}

function nameOf({ type, id }: Entity): string {
  return `${type} ${id}`;
}
