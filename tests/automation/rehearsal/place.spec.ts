import assert from "node:assert/strict";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { placeOf, shownPlace } from "../../../automation/rehearsal/place";
import type { RegisteredResource } from "../../../automation/rehearsal/registered-resource";
import { UNKNOWN } from "../../../emulator/world";
import type { Branch } from "../../../emulator/world";

function registered(type: string, inputs: Branch, provider?: RegisteredResource): RegisteredResource {
  return {
    urn: `urn::${type}`,
    type,
    name: "it",
    parent: "",
    custom: !type.startsWith("delivery:"),
    properties: new Struct(),
    inputs,
    ...(provider ? { provider } : {}),
    dependencies: [],
    propertyDependencies: new Map(),
    options: {
      protect: false,
      retainOnDelete: false,
      ignoreChanges: [],
      additionalSecretOutputs: [],
      aliases: [],
    },
    isRead: false,
  };
}

const aws = (inputs: Branch): RegisteredResource => registered("pulumi:providers:aws", inputs);
const gitlab = (inputs: Branch): RegisteredResource => registered("pulumi:providers:gitlab", inputs);
const account = { region: "eu-central-1", allowedAccountIds: '["111111111111"]' };
const bucket = "aws:s3/bucket:Bucket";

describe("place of a resource", () => {
  const rows: readonly {
    rule: string;
    resource: RegisteredResource;
    place: ReturnType<typeof placeOf>;
    isShown: ReturnType<typeof shownPlace>;
  }[] = [
    {
      rule: "account and region of its provider",
      resource: registered(bucket, {}, aws(account)),
      place: { kind: "aws", accountId: "111111111111", region: "eu-central-1", isDefault: false },
      isShown: { account: "111111111111", region: "eu-central-1" },
    },
    {
      rule: "its own region before its provider's",
      resource: registered(bucket, { region: "eu-west-1" }, aws(account)),
      place: { kind: "aws", accountId: "111111111111", region: "eu-west-1", isDefault: false },
      isShown: { account: "111111111111", region: "eu-west-1" },
    },
    {
      rule: "IAM has no region",
      resource: registered("aws:iam/role:Role", {}, aws(account)),
      place: { kind: "aws", accountId: "111111111111", region: "eu-central-1", isDefault: false },
      isShown: { account: "111111111111", region: "global" },
    },
    {
      rule: "a provider that allows two accounts names none",
      resource: registered(bucket, {}, aws({ allowedAccountIds: '["111111111111","222222222222"]' })),
      place: { kind: "aws", accountId: undefined, region: undefined, isDefault: false },
      isShown: { account: "unknown", region: "unknown" },
    },
    {
      rule: "an account that is not known yet is no account",
      resource: registered(bucket, {}, aws({ region: UNKNOWN, allowedAccountIds: UNKNOWN })),
      place: { kind: "aws", accountId: undefined, region: undefined, isDefault: false },
      isShown: { account: "unknown", region: "unknown" },
    },
    {
      rule: "no provider is the default provider",
      resource: registered(bucket, {}),
      place: { kind: "aws", accountId: undefined, region: undefined, isDefault: true },
      isShown: { account: "unknown", region: "unknown" },
    },
    {
      rule: "the host of GitLab's API",
      resource: registered(
        "gitlab:index/project:Project",
        {},
        gitlab({ baseUrl: "https://git.acme.example:8443/api/v4/" }),
      ),
      place: { kind: "gitlab", host: "git.acme.example:8443", isDefault: false },
      isShown: { host: "git.acme.example:8443" },
    },
    {
      rule: "GitLab is gitlab.com unless its provider says otherwise",
      resource: registered("gitlab:index/project:Project", {}, gitlab({})),
      place: { kind: "gitlab", host: "gitlab.com", isDefault: false },
      isShown: { host: "gitlab.com" },
    },
    {
      rule: "a component stands nowhere",
      resource: registered("delivery:index:TargetAccount", {}, aws(account)),
      place: undefined,
      isShown: null,
    },
  ];
  for (const { rule, resource, place, isShown } of rows)
    it(rule, () => {
      assert.deepEqual(placeOf(resource), place);
      assert.deepEqual(shownPlace(resource), isShown);
    });
});
