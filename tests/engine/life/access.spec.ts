import assert from "node:assert/strict";
import { tokens } from "../../../emulator/type-tokens";
import { disagreements } from "../agreement";
import { existingFor } from "../existing";
import { Road } from "../road";

const provisioner = "arn:aws:iam::777777777777:role/delivery-provisioner";

describe("the way into each account", () => {
  const everything = existingFor("dev");
  const existing = everything.filter(({ outputs }) => outputs["arn"] !== provisioner);
  let road: Road;
  before(async () => {
    road = await Road.begin("dev", existing);
  });
  after(() => road.close());

  it("says which provisioning role is missing, before anything is made", async () => {
    const run = await road.run("up", "--yes");
    assert.equal(run.code, 1, run.printed);
    assert.ok(
      run.printed.includes(
        `Cannot assume IAM Role ${provisioner}: is not authorized to perform: sts:AssumeRole`,
      ),
      run.printed,
    );
    assert.deepEqual(road.cloud.world.everything, existing);
  });

  it("lets the others go on where the target is planned", async () => {
    road.set(["environments", 1, "targets", 0, "status"], "planned");
    await road.succeeds(road.up());
    assert.deepEqual(disagreements(road.cloud, await road.state(), existing), []);
    const there = road.cloud.world.everything.filter(({ site }) => site.account === "777777777777");
    assert.deepEqual(there, []);
  });

  it("goes on with it once the role exists and the target is active", async () => {
    for (const entity of everything) if (entity.outputs["arn"] === provisioner) road.cloud.world.add(entity);
    road.set(["environments", 1, "targets", 0, "status"], undefined);
    const retained = road.cloud.world.all("aws:s3/bucketObjectv2:BucketObjectv2");
    await road.succeeds(road.up());
    assert.deepEqual(disagreements(road.cloud, await road.state(), [...everything, ...retained]), []);
  });

  it("refuses an account that the role does not lead to", async () => {
    const before = road.cloud.world.all(tokens.role).length;
    road.cloud.credentials.redirect(provisioner, "666666666666");
    road.set(["environments", 1, "stacks", 0], "PaymentsLab-changed");
    const run = await road.up("--refresh");
    assert.equal(run.code, 1, run.printed);
    assert.ok(
      run.printed.includes('AWS account ID not allowed: 666666666666; allowed: ["777777777777"]'),
      run.printed,
    );
    assert.equal(road.cloud.world.all(tokens.role).length, before);
  });
});
