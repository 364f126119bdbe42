import assert from "node:assert/strict";
import { seedFromSettings } from "../../emulator/seed";
import type { Registration } from "../../emulator/world";
import { UNKNOWN, World } from "../../emulator/world";
import { gitlab, home } from "./good-world";
import { settings } from "./settings";

const seed = seedFromSettings([{ stack: "prod", settings }]);
const topic: Registration = {
  stack: "prod",
  urn: "urn",
  type: "aws:sns/topic:Topic",
  name: "notices",
  inputs: {},
  place: home,
  protect: false,
  retainOnDelete: false,
};

function rejections(more: Partial<Registration>): readonly string[] {
  const outcome = new World(seed).register({ ...topic, ...more });
  return outcome.rejections.map(({ rule, message, source }) => `${rule}: ${message} (${source})`);
}

describe("emulator: the world's door", () => {
  it("makes up a name where none is given, as the provider does, and a preview knows it", () => {
    const { id, outputs, computed } = new World(seed).register(topic);
    const arn = "arn:aws:sns:eu-central-1:111111111111:notices-b05f298";
    assert.deepEqual(
      { id, outputs, computed },
      {
        id: arn,
        outputs: { arn, owner: "111111111111", beginningArchiveTime: "", name: "notices-b05f298" },
        computed: ["arn", "owner", "beginningArchiveTime"],
      },
    );
  });

  it("holds a made-up name to the service's limit too", () => {
    assert.deepEqual(
      rejections({
        type: "aws:codeconnections/connection:Connection",
        name: "a-name-of-exactly-25-chars",
        inputs: { providerType: "GitLab" },
      }),
      ["length: 'name' has 34 characters; allowed: 1-32 (CodeConnections service model: CreateConnection)"],
    );
  });

  it("gives a new connection as PENDING", () => {
    const { outputs } = new World(seed).register({
      ...topic,
      type: "aws:codeconnections/connection:Connection",
      inputs: { name: "git", providerType: "GitLab" },
    });
    assert.deepEqual(outputs, {
      arn: "arn:aws:codeconnections:eu-central-1:111111111111:connection/1f3f73cb-71c6-4064-8772-e8cb9221dc25",
      connectionStatus: "PENDING",
      ownerAccountId: "111111111111",
      name: "git",
      providerType: "GitLab",
    });
  });

  it("takes the region of the resource before the provider's", () => {
    const { id } = new World(seed).register({ ...topic, inputs: { name: "n", region: "eu-west-1" } });
    assert.equal(id, "arn:aws:sns:eu-west-1:111111111111:n");
  });

  it("refuses the default provider, an account that is not named, and a missing region", () => {
    assert.deepEqual(rejections({ place: { ...home, isDefault: true } }), [
      "default-provider: it is on the default provider, which goes wherever its credentials lead; give it the provider of its account (Pulumi: default providers take ambient credentials)",
    ]);
    assert.deepEqual(rejections({ place: { ...home, accountId: undefined } }), [
      "provider-account: its provider names no account; allowedAccountIds must hold exactly one, so that a wrong role cannot put it elsewhere (Pulumi AWS provider: allowedAccountIds)",
    ]);
    assert.deepEqual(rejections({ place: { ...home, region: undefined } }), [
      "region: neither it nor its provider names a region (Pulumi AWS provider: region)",
    ]);
    assert.deepEqual(
      rejections({
        type: "gitlab:index/projectEnvironment:ProjectEnvironment",
        inputs: { project: "48213377" },
        place: { ...gitlab, isDefault: true },
      }),
      [
        "default-provider: it is on the default provider, which goes wherever its credentials lead; give it the provider of its host (Pulumi: default providers take ambient credentials)",
      ],
    );
  });

  it("refuses a type that it does not model, so that nothing passes unseen", () => {
    assert.deepEqual(rejections({ type: "aws:ec2/instance:Instance" }), [
      "unmodelled-type: aws:ec2/instance:Instance is not modelled by the emulator, so nothing can be said of it (the emulator itself)",
    ]);
  });

  it("leaves components, providers and the stack alone", () => {
    assert.deepEqual(rejections({ type: "delivery:index:TargetAccount", place: undefined }), []);
    assert.deepEqual(rejections({ type: "pulumi:providers:aws" }), []);
  });

  it("reports a mistake once: what depends on a refused resource is not refused with it", () => {
    const world = new World(seed);
    const bad = world.register({ ...topic, inputs: { name: "n", signatureVersion: 3 } });
    assert.deepEqual(
      bad.rejections.map(({ rule }) => rule),
      ["range"],
    );
    const policy = world.register({
      ...topic,
      urn: "subscription",
      type: "aws:sns/topicSubscription:TopicSubscription",
      inputs: { topic: bad.id, protocol: "email", endpoint: "owner@example.com" },
    });
    assert.deepEqual(policy.rejections, []);
  });

  it("never holds an unknown region or name against anybody", () => {
    const world = new World(seed);
    const inputs = { name: "n", region: UNKNOWN };
    assert.deepEqual(world.register({ ...topic, inputs }).rejections, []);
    assert.deepEqual(world.register({ ...topic, urn: "other", inputs }).rejections, []);
    assert.deepEqual(world.register({ ...topic, urn: "third", inputs: { name: UNKNOWN } }).rejections, []);
  });

  it("takes an import id with a region behind it", () => {
    const arn = "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d";
    const {
      id,
      outputs,
      computed,
      rejections: refused,
    } = new World(seed).register({
      ...topic,
      type: "aws:codeconnections/connection:Connection",
      inputs: { name: "payments-gitlab", providerType: "GitLab" },
      importId: `${arn}@eu-central-1`,
    });
    assert.deepEqual(
      { id, outputs, computed, refused },
      {
        id: arn,
        outputs: {
          name: "payments-gitlab",
          providerType: "GitLab",
          arn,
          connectionStatus: "AVAILABLE",
          ownerAccountId: "111111111111",
        },
        computed: [],
        refused: [],
      },
    );
  });
});

describe("emulator: functions", () => {
  const world = new World(seed);
  const token = "gitlab:index/getProject:getProject";
  const found = {
    outputs: {
      id: "48213377",
      path: "payments-infra",
      defaultBranch: "main",
      name: "payments-infra",
      pathWithNamespace: "acme/platform/payments-infra",
      webUrl: "https://gitlab.com/acme/platform/payments-infra",
      httpUrlToRepo: "https://gitlab.com/acme/platform/payments-infra.git",
      sshUrlToRepo: "git@gitlab.com:acme/platform/payments-infra.git",
      visibilityLevel: "private",
    },
  };

  it("finds a GitLab project by its number or path", () => {
    assert.deepEqual(world.invoke(token, { id: "48213377" }, gitlab), found);
    assert.deepEqual(
      world.invoke(token, { pathWithNamespace: "acme/platform/payments-infra" }, gitlab),
      found,
    );
  });

  it("refuses what is not there, not asked for rightly, or not modelled", () => {
    assert.deepEqual(world.invoke(token, { id: "1" }, gitlab), {
      rejection: "there is no GitLab project '1' on gitlab.com",
    });
    assert.deepEqual(world.invoke(token, {}, gitlab), {
      rejection: "getProject takes 'id' or 'pathWithNamespace'",
    });
    assert.deepEqual(world.invoke(token, { id: "48213377" }, { ...gitlab, isDefault: true }), {
      rejection:
        "gitlab:index/getProject:getProject is called on the default provider; give it the provider of its host",
    });
    assert.deepEqual(world.invoke("aws:index/getRegion:getRegion", {}, home), {
      rejection: "the function 'aws:index/getRegion:getRegion' is not modelled by the emulator",
    });
  });
});
