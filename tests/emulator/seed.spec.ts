import assert from "node:assert/strict";
import type { Settings } from "../../blueprint/settings";
import { seedFromSettings } from "../../emulator/seed";
import { settings } from "./settings";

/** What exists, as `type|account|region|id`, in order. */
function world(changed: Partial<Settings> = {}): readonly string[] {
  return seedFromSettings([{ stack: "prod", settings: { ...settings, ...changed } }]).entities.map(
    ({ type, site, id }) => `${type.split(":")[1] ?? ""}|${site.account}|${site.region}|${id}`,
  );
}

const connection =
  "codeconnections/connection|111111111111|eu-central-1|arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d";

const recorded = [
  "iam/role|111111111111|global|delivery-provisioner",
  "iam/role|222222222222|global|delivery-provisioner",
  "iam/role|444444444444|global|delivery-provisioner",
  "iam/role|111111111111|global|product-owner",
  connection,
  "index/project|gitlab.com|gitlab|48213377",
  "index/group|gitlab.com|gitlab|9970",
  "index/group|gitlab.com|gitlab|9971",
];

/** What is there with a change and was not, and the other way round. */
function difference(changed: Partial<Settings>): { more: readonly string[]; less: readonly string[] } {
  const given = world(changed);
  return {
    more: given.filter((entity) => !recorded.includes(entity)),
    less: recorded.filter((entity) => !given.includes(entity)),
  };
}

describe("emulator: the world that the settings record", () => {
  it("holds what people have made, and no account that is only planned", () => {
    assert.deepEqual(world(), recorded);
  });

  it("knows the recorded connection as AVAILABLE, to GitLab", () => {
    const { entities } = seedFromSettings([{ stack: "prod", settings }]);
    assert.deepEqual(
      entities.find(({ type }) => type.includes("connection")),
      {
        type: "aws:codeconnections/connection:Connection",
        site: { account: "111111111111", region: "eu-central-1" },
        name: undefined,
        id: "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d",
        inputs: { providerType: "GitLab" },
        outputs: {
          providerType: "GitLab",
          arn: "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d",
          connectionStatus: "AVAILABLE",
          ownerAccountId: "111111111111",
        },
        recordedBy: "setting connection.arn of stack 'prod'",
      },
    );
  });

  it("knows a connection through a host by its host", () => {
    const hostArn = "arn:aws:codeconnections:eu-central-1:111111111111:host/git/1";
    const arn = "arn:aws:codeconnections:eu-central-1:111111111111:connection/1";
    const { entities } = seedFromSettings([
      { stack: "prod", settings: { ...settings, connection: { kind: "done", arn, hostArn } } },
    ]);
    assert.deepEqual(entities.find(({ type }) => type.includes("connection"))?.inputs, { hostArn });
  });

  it("has no connection while the handshake is pending", () => {
    assert.deepEqual(difference({ connection: { kind: "pending" } }), { more: [], less: [connection] });
  });

  it("has an adopted connection", () => {
    const arn = "arn:aws:codeconnections:eu-central-1:111111111111:connection/other";
    assert.deepEqual(difference({ connection: { kind: "adopt", arn } }), {
      more: [`codeconnections/connection|111111111111|eu-central-1|${arn}`],
      less: [connection],
    });
  });

  it("has an adopted bootstrap in each target, in full", () => {
    const { more, less } = difference({ workload: { ...settings.workload, bootstrap: "adopt" } });
    assert.deepEqual(less, []);
    assert.deepEqual(more.slice(0, 8), [
      "iam/role|222222222222|global|cdk-pay-deploy-role-222222222222-eu-central-1",
      "iam/role|222222222222|global|cdk-pay-cfn-exec-role-222222222222-eu-central-1",
      "iam/role|222222222222|global|cdk-pay-file-publishing-role-222222222222-eu-central-1",
      "iam/role|222222222222|global|cdk-pay-image-publishing-role-222222222222-eu-central-1",
      "iam/role|222222222222|global|cdk-pay-lookup-role-222222222222-eu-central-1",
      "s3/bucket|||cdk-pay-assets-222222222222-eu-central-1",
      "ecr/repository|222222222222|eu-central-1|cdk-pay-container-assets-222222222222-eu-central-1",
      "ssm/parameter|222222222222|eu-central-1|/cdk-bootstrap/pay/version",
    ]);
    assert.equal(more.length, 16);
    assert.ok(more.slice(8).every((entity) => /444444444444|cdk-bootstrap/.test(entity)));
  });

  it("has the adopted OIDC provider, the token's secret, and a region that is overridden", () => {
    const gitlab = {
      ...settings.gitlab,
      oidcProvider: "adopt",
      statusTokenSecret: "payments/status",
    } as const;
    const devops = { ...settings.devops, regionOverride: { reason: "asked AWS" } };
    assert.deepEqual(difference({ gitlab, devops }), {
      more: [
        "devops.regionOverride|111111111111|eu-central-1|eu-central-1",
        "iam/openIdConnectProvider|111111111111|global|arn:aws:iam::111111111111:oidc-provider/gitlab.com",
        "secretsmanager/secret|111111111111|eu-central-1|arn:aws:secretsmanager:eu-central-1:111111111111:secret:payments/status-e1b4d6",
      ],
      less: [],
    });
  });

  it("keeps the path of an approver's role", () => {
    const { entities } = seedFromSettings([{ stack: "prod", settings }]);
    assert.equal(
      entities.find(({ id }) => id === "product-owner")?.outputs["arn"],
      "arn:aws:iam::111111111111:role/people/product-owner",
    );
  });
});
