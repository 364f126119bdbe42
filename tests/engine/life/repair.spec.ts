import assert from "node:assert/strict";
import { nameById } from "../../../emulator/cloud/dead-principals";
import { goesWith } from "../../../emulator/cloud/deletion";
import { textAt } from "../../../emulator/tree";
import { tokens } from "../../../emulator/type-tokens";
import { disagreements } from "../agreement";
import { existingFor } from "../existing";
import { standingRoad } from "../standing-road";

/** The documents that name the role as a principal. */
const namesTheRole = [
  "update aws:iam/role:Role cdk-paylab-deploy-role-777777777777-eu-central-1",
  "update aws:iam/role:Role cdk-paylab-file-publishing-role-777777777777-eu-central-1",
  "update aws:kms/key:Key store-key",
];

describe("what changed behind Pulumi's back", () => {
  const existing = existingFor("dev");

  it("a role deleted and made again by hand: the refresh finds every trust that holds its dead id", async () => {
    const road = await standingRoad("dev");
    const { world } = road.cloud;
    const role = world.all(tokens.role).find(({ id }) => id === "payments-lab-deploy-testing");
    if (!role) throw new Error("dev has no role payments-lab-deploy-testing");
    world.remove(role);
    nameById(world, role);
    const again = { ...role, outputs: { ...role.outputs, uniqueId: "AROAMADEAGAINBYHAND00" } };
    world.add(again);

    const unseen = await road.preview();
    assert.deepEqual(unseen.changes, []);
    const seen = await road.preview("--refresh");
    assert.deepEqual(
      seen.changes.filter((change) => change.startsWith("update")),
      namesTheRole,
    );
    await road.succeeds(road.up("--refresh"));
    assert.deepEqual(disagreements(road.cloud, await road.state(), existing), []);
    const dead = world.everything.filter(({ inputs }) =>
      JSON.stringify(inputs).includes(textAt(role.outputs, "uniqueId") ?? "?"),
    );
    assert.deepEqual(dead, []);
  });

  it("a role deleted by hand: the refresh makes it again, with its policies and in every trust", async () => {
    const road = await standingRoad("dev");
    const { world } = road.cloud;
    const role = world.all(tokens.role).find(({ id }) => id === "payments-lab-deploy-testing");
    if (!role) throw new Error("dev has no role payments-lab-deploy-testing");
    for (const part of [...world.of(tokens.rolePolicy, role.site, role.id), ...goesWith(world, role), role])
      world.remove(part);
    nameById(world, role);

    const seen = await road.preview("--refresh");
    assert.deepEqual(
      seen.changes.filter((change) => /^(create|update)/.test(change)),
      [
        "create aws:iam/role:Role payments-lab-deploy-testing",
        "create aws:iam/rolePoliciesExclusive:RolePoliciesExclusive payments-lab-deploy-testing-policies",
        "create aws:iam/rolePolicy:RolePolicy payments-lab-deploy-testing-policy",
        "create aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive payments-lab-deploy-testing-attachments",
        ...namesTheRole,
      ],
    );
    await road.succeeds(road.up("--refresh"));
    assert.deepEqual(disagreements(road.cloud, await road.state(), existing), []);
  });
});
