import assert from "node:assert/strict";
import { Cloud } from "../../emulator/cloud/cloud";
import { objectsIn } from "../../emulator/cloud/deletion";
import type { Order } from "../../emulator/cloud/order";
import { changeOf } from "../../emulator/cloud/replacement";
import { models } from "../../emulator/registry";
import type { Branch } from "../../emulator/tree";
import { policy, roleArn, trusted } from "./good-stack";
import { gitlab, home, seeded } from "./good-world";

function order(name: string, type: string, inputs: Branch): Order {
  const place = type.startsWith("gitlab:") ? gitlab : home;
  return { name, type, inputs, urn: `urn:pulumi:prod::delivery::${type}::${name}`, place };
}

const roleType = "aws:iam/role:Role";
const build = order("build", roleType, {
  name: "payments-build",
  assumeRolePolicy: policy(trusted("codebuild.amazonaws.com")),
});
const parameter = order("version", "aws:ssm/parameter:Parameter", { name: "/v", type: "String", value: "1" });

describe("emulator: clouds that live", () => {
  it("creates, reads, changes and deletes, and writes each call down", () => {
    const cloud = new Cloud(seeded());
    const made = cloud.create(parameter);
    assert.equal(made.kind, "done");
    const changed = { ...parameter, id: "/v", inputs: { ...parameter.inputs, value: "2" } };
    cloud.update(changed);
    const read = cloud.read(changed);
    assert.deepEqual(read.kind === "done" ? read.value?.inputs : read, {
      name: "/v",
      type: "String",
      value: "2",
    });
    cloud.delete(changed);
    assert.deepEqual(cloud.read(changed), { kind: "done", value: undefined });
    assert.deepEqual(
      cloud.journal.map(({ operation, id, outcome }) => `${operation} ${id} ${outcome}`),
      ["create /v done", "update /v done", "read /v done", "delete /v done", "read /v done"],
    );
  });

  it("refuses what its model rejects, and what exists already", () => {
    const cloud = new Cloud(seeded());
    const empty = { ...parameter, inputs: { ...parameter.inputs, value: "" } };
    assert.deepEqual(cloud.create(empty), {
      kind: "refused",
      code: "parameter-size",
      message: "the value is empty; a parameter holds at least one character",
      passing: false,
    });
    cloud.create(parameter);
    assert.deepEqual(cloud.create(parameter), {
      kind: "refused",
      code: "AlreadyExists",
      message: "aws:ssm/parameter:Parameter '/v' exists already; import it or read it",
      passing: false,
    });
  });

  it("shows the dead id of a role that was deleted, wherever a document named it", () => {
    const cloud = new Cloud(seeded());
    const made = cloud.create(build);
    const reader = order("reader", roleType, {
      name: "reader",
      assumeRolePolicy: policy({
        Sid: "Build",
        Effect: "Allow",
        Principal: { AWS: [roleArn("payments-build")] },
        Action: ["sts:AssumeRole"],
      }),
    });
    cloud.create(reader);
    cloud.delete({ ...build, id: "payments-build" });
    const read = cloud.read({ ...reader, id: "reader" });
    const trust = read.kind === "done" ? read.value?.inputs["assumeRolePolicy"] : undefined;
    const dead = made.kind === "done" ? made.value.outputs["uniqueId"] : undefined;
    assert.deepEqual(
      (JSON.parse(typeof trust === "string" ? trust : "") as { Statement: unknown[] }).Statement,
      [{ Sid: "Build", Effect: "Allow", Principal: { AWS: dead }, Action: ["sts:AssumeRole"] }],
    );
  });

  it("keeps a bucket that holds objects", () => {
    const cloud = new Cloud(seeded());
    const bucket = order("bucket", "aws:s3/bucket:Bucket", { bucket: "payments-artifacts" });
    const object = order("object", "aws:s3/bucketObjectv2:BucketObjectv2", {
      bucket: "payments-artifacts",
      key: "a",
      content: "b",
    });
    cloud.create(bucket);
    cloud.create(object);
    assert.equal(objectsIn(cloud.world, "payments-artifacts").length, 1);
    assert.deepEqual(cloud.delete({ ...bucket, id: "payments-artifacts" }), {
      kind: "refused",
      code: "BucketNotEmpty",
      message: "bucket payments-artifacts holds 1 objects; empty it, all versions",
      passing: false,
    });
    cloud.delete({ ...object, id: "a" });
    assert.deepEqual(cloud.delete({ ...bucket, id: "payments-artifacts" }), { kind: "done", value: null });
  });

  it("strikes with the fault that was planned, once, and then serves", () => {
    const cloud = new Cloud(seeded());
    cloud.faults.plan({ kind: "die-after", operation: "create", type: parameter.type });
    assert.equal(cloud.create(parameter).kind, "dead");
    assert.equal(cloud.create(parameter).kind, "refused");
    assert.deepEqual(
      cloud.journal.map(({ id, outcome }) => `${id} ${outcome}`),
      ["/v die-after", " AlreadyExists"],
    );
  });

  it("knows what replaces each type of the road", () => {
    const left = ["aws:s3/bucketObject:BucketObject", "aws:secretsmanager/secret:Secret"];
    for (const type of models.keys())
      if (!left.includes(type)) assert.deepEqual(changeOf(type, {}, {}).replacing, [], type);
    assert.deepEqual(changeOf(roleType, { name: "a", path: "/" }, { name: "b", path: "/" }), {
      inputs: ["name"],
      replacing: ["name"],
      oldGoesFirst: false,
    });
    assert.deepEqual(changeOf(roleType, { name: "a", path: "/" }, { name: "a", path: "/b/" }), {
      inputs: ["path"],
      replacing: ["path"],
      oldGoesFirst: true,
    });
  });
});
