import assert from "node:assert/strict";
import { seedFromSettings } from "../../emulator/seed";
import type { Branch, Place, Registration } from "../../emulator/world";
import { World } from "../../emulator/world";
import { gitlab, home } from "./good-world";
import { settings } from "./settings";

const seed = seedFromSettings([{ stack: "prod", settings }]);
const connectionArn = "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d";
const oneOwner = "design: two stacks never own the same thing; the service knows one by this name";

function one(stack: string, type: string, inputs: Branch, more: Partial<Registration> = {}): Registration {
  const place: Place = type.startsWith("gitlab:") ? gitlab : home;
  const urn = `urn:${stack}:${type.split(":")[2] ?? ""}`;
  return { stack, urn, type, name: "x", inputs, place, protect: false, retainOnDelete: false, ...more };
}

/** Messages of the last registration; all before it must be accepted. */
function afterOthers(...registrations: readonly Registration[]): readonly string[] {
  const world = new World(seed);
  const outcomes = registrations.map((registration) => world.register(registration));
  for (const { rejections } of outcomes.slice(0, -1)) assert.deepEqual(rejections, []);
  return (outcomes.at(-1)?.rejections ?? []).map(({ rule, message }) => `${rule}: ${message}`);
}

const bucket = "aws:s3/bucket:Bucket";
const topic = "aws:sns/topic:Topic";
const oidc = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const branch = "gitlab:index/branchProtection:BranchProtection";
const role = "aws:iam/role:Role";
const connection = "aws:codeconnections/connection:Connection";
const other = { ...home, accountId: "222222222222" } as const;

describe("emulator: one thing has one owner", () => {
  it("refuses what another stack made, and names both", () => {
    const world = new World(seed);
    world.register(one("dev", topic, { name: "notices" }));
    assert.deepEqual(world.register(one("prod", topic, { name: "notices" })).rejections, [
      {
        stack: "prod",
        urn: "urn:prod:Topic",
        rule: "double-ownership",
        message:
          "aws:sns/topic:Topic 'notices' in account 111111111111, region eu-central-1 is owned by stack 'dev' (urn:dev:Topic) and claimed again by stack 'prod' (urn:prod:Topic); one thing has one owner",
        source: oneOwner,
      },
    ]);
  });

  it("refuses two resources of one stack with one name", () => {
    assert.deepEqual(
      afterOthers(
        one("dev", topic, { name: "notices" }),
        one("dev", topic, { name: "notices" }, { urn: "urn:dev:again" }),
      ),
      [
        "double-ownership: aws:sns/topic:Topic 'notices' in account 111111111111, region eu-central-1 is owned by stack 'dev' (urn:dev:Topic) and claimed again by stack 'dev' (urn:dev:again); one thing has one owner",
      ],
    );
  });

  it("lets a name be used again in another account or region, where it is not the world's", () => {
    const first = one("dev", topic, { name: "notices" });
    assert.deepEqual(afterOthers(first, one("prod", topic, { name: "notices" }, { place: other })), []);
    assert.deepEqual(afterOthers(first, one("prod", topic, { name: "notices", region: "eu-west-1" })), []);
  });

  it("refuses a bucket's name that another account has", () => {
    assert.deepEqual(
      afterOthers(
        one("dev", bucket, { bucket: "payments-assets" }, { place: other }),
        one("prod", bucket, { bucket: "payments-assets" }),
      ),
      [
        "double-ownership: aws:s3/bucket:Bucket 'payments-assets' is owned by stack 'dev' (urn:dev:Bucket) and claimed again by stack 'prod' (urn:prod:Bucket); one thing has one owner",
      ],
    );
  });

  it("refuses a second identity provider for an issuer in one account, not in two", () => {
    const provider = { url: "https://gitlab.com", clientIdLists: ["a"] };
    const bare = { url: "gitlab.com", clientIdLists: ["b"] };
    assert.deepEqual(afterOthers(one("dev", oidc, provider), one("prod", oidc, bare)), [
      "double-ownership: aws:iam/openIdConnectProvider:OpenIdConnectProvider 'gitlab.com' in account 111111111111 is owned by stack 'dev' (urn:dev:OpenIdConnectProvider) and claimed again by stack 'prod' (urn:prod:OpenIdConnectProvider); one thing has one owner",
    ]);
    assert.deepEqual(
      afterOthers(one("dev", oidc, provider), one("prod", oidc, provider, { place: other })),
      [],
    );
  });

  it("knows a GitLab project by number and by path: its branch has one protection", () => {
    assert.deepEqual(
      afterOthers(
        one("dev", branch, { project: "48213377", branch: "main" }),
        one("prod", branch, { project: "acme/platform/payments-infra", branch: "main" }),
      ),
      [
        "double-ownership: gitlab:index/branchProtection:BranchProtection '48213377:main' on gitlab.com is owned by stack 'dev' (urn:dev:BranchProtection) and claimed again by stack 'prod' (urn:prod:BranchProtection); one thing has one owner",
      ],
    );
  });

  it("refuses a second import of one connection", () => {
    const imported = { importId: connectionArn };
    assert.deepEqual(
      afterOthers(
        one("dev", connection, { name: "a", providerType: "GitLab" }, imported),
        one("prod", connection, { name: "b", providerType: "GitLab" }, imported),
      ),
      [
        "double-ownership: aws:codeconnections/connection:Connection 'a' in account 111111111111, region eu-central-1 is owned by stack 'dev' (urn:dev:Connection) and claimed again by stack 'prod' (urn:prod:Connection); one thing has one owner",
      ],
    );
  });

  it("refuses to make what exists already, and says who records it", () => {
    const assumeRolePolicy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: ["lambda.amazonaws.com"] }, Action: ["sts:AssumeRole"] },
      ],
    });
    assert.deepEqual(afterOthers(one("prod", role, { name: "delivery-provisioner", assumeRolePolicy })), [
      "already-exists: aws:iam/role:Role 'delivery-provisioner' in account 111111111111 exists already (setting provisioningRole of stack 'prod'); import it or read it",
    ]);
  });

  it("lets everybody read what exists, and nobody what does not", () => {
    const world = new World(seed);
    const read = (stack: string, id: string) => world.read({ ...one(stack, connection, {}), id });
    assert.deepEqual(read("dev", connectionArn).outputs["connectionStatus"], "AVAILABLE");
    assert.deepEqual(read("prod", connectionArn).rejections, []);
    assert.deepEqual(read("prod", `${connectionArn}0`).rejections, [
      {
        stack: "prod",
        urn: "urn:prod:Connection",
        rule: "read-missing",
        message: `there is no aws:codeconnections/connection:Connection '${connectionArn}0' in account 111111111111, region eu-central-1 to read`,
        source: "Pulumi engine: a resource that is imported or read must exist",
      },
    ]);
    const owner = one("prod", connection, { name: "a", providerType: "GitLab" }, { importId: connectionArn });
    assert.deepEqual(world.register(owner).rejections, []);
  });
});
