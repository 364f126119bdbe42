import assert from "node:assert/strict";
import { join } from "node:path";
import { roleEntity } from "../../../emulator/seed-aws";
import { matchesSnapshot } from "../../snapshot";
import { disagreements } from "../agreement";
import { existingFor } from "../existing";
import type { Road } from "../road";
import { standingRoad } from "../standing-road";

const devops = { accountId: "111111111111", region: "eu-central-1" };
const byHand = "made by hand";

interface Change {
  readonly title: string;
  readonly file: string;
  /** What a person does first, in AWS or GitLab. */
  readonly before?: (road: Road) => void;
  readonly settings: (road: Road) => void;
}

/** Each preview shows the change and nothing else; the reviewed list of it lies in `snapshots/`. */
const changes: readonly Change[] = [
  {
    title: "a target in a further account",
    file: "target-added.txt",
    before: ({ cloud }) => {
      cloud.world.add(roleEntity({ ...devops, accountId: "888888888888" }, "delivery-provisioner", byHand));
    },
    settings: (road) =>
      road.set(["environments", 1, "targets", 1], { accountId: "888888888888", region: "eu-central-1" }),
  },
  {
    title: "a further region of a target's account",
    file: "region-added.txt",
    settings: (road) =>
      road.set(["environments", 1, "targets", 1], { accountId: "333333333333", region: "eu-west-1" }),
  },
  {
    title: "another approver",
    file: "approver-changed.txt",
    before: ({ cloud }) => {
      cloud.world.add(roleEntity(devops, "arn:aws:iam::111111111111:role/release-manager", byHand));
    },
    settings: (road) =>
      road.set(
        ["environments", 2, "approval", "approvers", 0],
        "arn:aws:iam::111111111111:role/release-manager",
      ),
  },
  {
    title: "a target on its way out",
    file: "target-retired.txt",
    settings: (road) => road.set(["environments", 2, "targets", 1, "retire"], true),
  },
];

describe("a change of the settings of prod", () => {
  const existing = existingFor("prod");
  for (const { title, file, before, settings } of changes)
    it(`shows just what it is, and does it: ${title}`, async () => {
      const road = await standingRoad("prod");
      before?.(road);
      // What a release may still fetch is left lying, under its hash.
      const retained = road.cloud.world.all("aws:s3/bucketObjectv2:BucketObjectv2");
      const made = road.cloud.world.everything.filter(({ recordedBy }) => recordedBy === byHand);
      settings(road);
      const plan = await road.preview();
      assert.equal(plan.run.code, 0, plan.run.printed);
      matchesSnapshot(join(__dirname, "snapshots", file), `${plan.changes.join("\n")}\n`);
      await road.succeeds(road.up());
      assert.deepEqual(
        disagreements(road.cloud, await road.state(), [...existing, ...made, ...retained]),
        [],
      );
      await road.succeeds(road.run("preview", "--expect-no-changes"));
    });
});
