import assert from "node:assert/strict";
import type { Road } from "../road";
import { shortOf } from "../road";
import { standingRoad } from "../standing-road";

/** The urns of protected resources that a run wanted to delete, by type and name. */
function protectedOnes(printed: string): readonly string[] {
  const urns = [...printed.matchAll(/resource "(urn:pulumi:[^"]+)" cannot be deleted/g)];
  const names = urns.map(([, urn = ""]) => shortOf(urn));
  return [...new Set(names)].sort();
}

async function refusesAndDeletesNothing(road: Road): Promise<readonly string[]> {
  const plan = await road.preview();
  assert.equal(plan.run.code, 1, plan.run.printed);
  const before = road.cloud.world.everything.map(({ type, id }) => `${type} ${id}`);
  const run = await road.run("up", "--yes");
  assert.equal(run.code, 1, run.printed);
  const after = road.cloud.world.everything.map(({ type, id }) => `${type} ${id}`);
  assert.deepEqual(after, before);
  return protectedOnes(run.printed);
}

describe("what prod refuses, with nothing deleted", () => {
  it("a target that is removed without having been retired", async () => {
    const road = await standingRoad("prod");
    road.set(["environments", 2, "targets", 1], undefined);
    const named = await refusesAndDeletesNothing(road);
    assert.ok(
      named.length > 0 && named.every((name) => name.includes("444444444444-eu-west-1")),
      named.join("\n"),
    );
  });

  it("a handshake that goes back to pending, with its ARN removed", async () => {
    const road = await standingRoad("prod");
    road.set(["connection"], { handshake: "pending" });
    assert.deepEqual(await refusesAndDeletesNothing(road), [
      "aws:codepipeline/pipeline:Pipeline delivery-pipeline",
    ]);
  });

  it("a lower tier of GitLab, while the guard-rails of the higher one stand", async () => {
    const road = await standingRoad("prod");
    road.set(["gitlab", "tier"], "free");
    const named = await refusesAndDeletesNothing(road);
    assert.ok(named.length > 0 && named.every((name) => paidGuardRails.includes(name)), named.join("\n"));
  });
});

const paidGuardRails = [
  "gitlab:index/projectApprovalRule:ProjectApprovalRule project-review",
  "gitlab:index/projectLevelMrApprovals:ProjectLevelMrApprovals project-approvals",
  "gitlab:index/projectProtectedEnvironment:ProjectProtectedEnvironment project-prod-protection",
  "gitlab:index/projectPushRules:ProjectPushRules project-push-rules",
];
