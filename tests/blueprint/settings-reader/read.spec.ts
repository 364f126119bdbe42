import assert from "node:assert/strict";
import { readSettings } from "../../../blueprint/read-settings";
import type { Approval, Environment, Settings } from "../../../blueprint/settings";
import type { ParsedInput } from "../../../blueprint/settings-reader/schema";
import { rawFromStackFile } from "../../../blueprint/settings-reader/file";
import { rawFromConfigStrings } from "../../../blueprint/settings-reader/strings";
import { exampleText, good, goodBut, today } from "./good";

type SameKeys<A, B> = [keyof A, keyof B] extends [keyof B, keyof A] ? "same" : never;
/** Held by the type check: the schema has no key that the blueprint does not know, and the other way round. */
const sameKeys: {
  readonly [Part in keyof ParsedInput]: SameKeys<ParsedInput[Part], Settings[Part]> | "mapped";
} = {
  app: "same",
  gitlab: "same",
  trigger: "same",
  connection: "mapped",
  provisioningRole: "same",
  devops: "same",
  build: "same",
  environments: "mapped",
  workload: "same",
  scan: "same",
  notices: "same",
};
const sameEnvironmentKeys: SameKeys<ParsedInput["environments"][number], Environment> = "same";
const sameApprovalKeys: SameKeys<
  NonNullable<ParsedInput["environments"][number]["approval"]>,
  Approval
> = "same";

function read(stack: "dev" | "prod"): Settings {
  const file = rawFromStackFile(exampleText(stack));
  assert.ok(file.ok);
  const result = readSettings(file.raw, today);
  assert.ok(result.ok);
  assert.deepEqual(result.warnings, []);
  return result.settings;
}

const dev: Settings = {
  app: "payments-lab",
  gitlab: {
    url: "https://gitlab.com",
    project: "acme/platform/payments-lab",
    projectId: 51877204,
    branch: "main",
    tier: "free",
    guardrails: "manage",
    review: { approvals: 1, groupIds: [] },
    deployerGroupIds: [],
    audience: "https://gitlab.com",
    oidcProvider: "create",
    mergeRequestPlan: false,
  },
  trigger: { on: "push", branches: ["main"], paths: [] },
  connection: {
    kind: "done",
    arn: "arn:aws:codeconnections:eu-central-1:555555555555:connection/9a8b7c6d-5e4f-4321-8765-43210fedcba9",
  },
  provisioningRole: "delivery-provisioner",
  devops: { accountId: "555555555555", region: "eu-central-1", concurrentBuilds: 1 },
  build: { directory: ".", install: "npm ci", test: "npm test", synth: "npx cdk synth" },
  environments: [
    {
      name: "development",
      kind: "development",
      targets: [{ accountId: "666666666666", region: "eu-central-1", status: "active" }],
      stacks: ["PaymentsLab-development"],
      validate: [],
    },
    {
      name: "testing",
      kind: "testing",
      targets: [{ accountId: "777777777777", region: "eu-central-1", status: "active" }],
      stacks: ["PaymentsLab-testing"],
      validate: [],
    },
  ],
  workload: {
    services: ["lambda", "logs"],
    images: false,
    bootstrap: "create",
    qualifier: "paylab",
    parameters: [],
  },
  scan: { failOn: "high", waivers: [] },
  notices: { mail: [], retentionDays: 365 },
};

describe("the shipped settings", () => {
  it("dev: defaults are filled in", () => {
    assert.deepEqual(read("dev"), dev);
    assert.deepEqual(Object.keys(sameKeys), Object.keys(dev));
    assert.deepEqual([sameEnvironmentKeys, sameApprovalKeys], ["same", "same"]);
  });

  it("prod: what is written is what is read", () => {
    const prod = read("prod");
    assert.deepEqual(prod.environments[2], {
      name: "prod",
      kind: "production",
      targets: [
        { accountId: "444444444444", region: "eu-central-1", status: "active" },
        { accountId: "444444444444", region: "eu-west-1", status: "active" },
      ],
      stacks: ["Payments-prod-*"],
      validate: ["npm run smoke"],
      approval: {
        approvers: ["arn:aws:iam::111111111111:role/product-owner"],
        notify: ["owner@example.com"],
        timeoutHours: 72,
        validHours: 24,
        approverPolicy: "attach",
      },
    });
    assert.deepEqual(prod.trigger, { on: "push", branches: ["main"], paths: ["infra/**"] });
    assert.deepEqual(prod.gitlab.review, { approvals: 2, groupIds: [9970] });
  });

  it("hold no waiver", () => {
    assert.deepEqual(
      (["dev", "prod"] as const).flatMap((stack) => read(stack).scan.waivers),
      [],
    );
  });

  it("are the same from the file and from the engine's strings", () => {
    const file = rawFromStackFile(exampleText("prod"));
    assert.ok(file.ok);
    const strings = Object.fromEntries(
      Object.entries(file.raw).map(([key, value]) => [
        `delivery:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
    assert.deepEqual(rawFromConfigStrings(strings), file.raw);
  });
});

describe("reading", () => {
  const settingsOf = (raw: ReturnType<typeof goodBut>): Settings => {
    const read = readSettings(raw, today);
    assert.ok(read.ok);
    return read.settings;
  };

  it("tells the three forms of the connection apart", () => {
    const arn = "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d";
    assert.deepEqual(
      [{ handshake: "pending" }, { handshake: "done", arn }, { arn }].map(
        (form) => settingsOf(goodBut(["connection"], form)).connection,
      ),
      [{ kind: "pending" }, { kind: "done", arn }, { kind: "adopt", arn }],
    );
  });

  it("keeps the host of a self-managed GitLab, and makes its address the audience", () => {
    const hostArn = "arn:aws:codeconnections:eu-central-1:111111111111:host/gitlab-1a2b3c4d";
    const raw = goodBut(["gitlab", "url"], "https://git.example.com/");
    const { gitlab, connection } = settingsOf({ ...raw, connection: { handshake: "pending", hostArn } });
    assert.deepEqual(connection, { kind: "pending", hostArn });
    assert.equal(gitlab.url, "https://git.example.com");
    assert.equal(gitlab.audience, "https://git.example.com");
  });

  it("tells the states of a target apart", () => {
    const states = [{}, { status: "active" }, { status: "planned" }, { retire: true }, { retire: false }];
    const targets = states.map((state, index) => ({
      accountId: `20000000000${index}`,
      region: "eu-central-1",
      ...state,
    }));
    assert.deepEqual(
      settingsOf(goodBut(["environments", 0, "targets"], targets)).environments[0]?.targets.map(
        ({ status }) => status,
      ),
      ["active", "active", "planned", "retire", "active"],
    );
  });

  it("keeps each trigger to its own keys", () => {
    const triggers = [{ on: "tag", tags: ["v*"] }, { on: "gitlab-ci" }, { on: "manual" }];
    assert.deepEqual(
      triggers.map((trigger) => settingsOf(goodBut(["trigger"], trigger)).trigger),
      triggers,
    );
  });

  it("leaves what it is given as it was", () => {
    const raw = good();
    const before = structuredClone(raw);
    readSettings(raw, today);
    assert.deepEqual(raw, before);
  });
});
