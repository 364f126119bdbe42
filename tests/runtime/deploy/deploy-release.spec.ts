import assert from "node:assert/strict";
import type { DeployConfiguration, DeployTarget } from "../../../blueprint/step-configuration";
import type { Assembly } from "../../../runtime/assembly/assembly";
import { deployRelease } from "../../../runtime/deploy-release";
import { planRelease } from "../../../runtime/plan-release";
import { ReportStore } from "../../../runtime/report/report-store";
import { FakeReports } from "../fake-reports";
import { FakeTarget } from "../fake-target";
import type { SampleStack } from "../sample-assembly";
import { bucketOf, codeHash, fileAsset, imageAsset, sampleAssembly, templateHash } from "../sample-assembly";

const execution = "0b7a1c2d-1111-4222-8333-444455556666";
const digest = "ab".repeat(32);
const changeSetName = "delivery-0b7a1c2d-abababababab";
const reports = {
  bucket: "reports",
  prefix: "reports/prod",
  region: "eu-central-1",
  accountId: "111111111111",
};
const owner = "arn:aws:iam::111111111111:role/product-owner";

function deployTarget(region: string): DeployTarget {
  const arn = (role: string) => `arn:aws:iam::222222222222:role/cdk-pay-${role}-222222222222-${region}`;
  return {
    accountId: "222222222222",
    region,
    deployRoleArn: arn("deploy-role"),
    filePublishingRoleArn: arn("file-publishing-role"),
    executionRoleArn: arn("cfn-exec-role"),
    stagingBucket: bucketOf("222222222222", region),
    bootstrapVersionParameter: "/cdk-bootstrap/pay/version",
  };
}

const [first, second] = [deployTarget("eu-central-1"), deployTarget("eu-west-1")];

function inBoth(stack: SampleStack): readonly SampleStack[] {
  return [
    { ...stack, name: `${stack.name}-1` },
    { ...stack, name: `${stack.name}-2`, region: "eu-west-1" },
  ];
}

const queue = { Queue: { Type: "AWS::SQS::Queue" } };
const table = { Table: { Type: "AWS::DynamoDB::Table", Properties: { TableName: "t" } } };

/** A production environment of one batch with two targets, and everything around it in memory. */
class World {
  readonly targets = new Map([first, second].map((target) => [target.region, new FakeTarget(target)]));
  readonly reports = new FakeReports();
  readonly lines: string[] = [];
  approvedBy: string | undefined = owner;
  exported: Record<string, string> = {};

  constructor(
    readonly assembly: Assembly,
    readonly gated = true,
  ) {}

  target({ region }: { region: string }): FakeTarget {
    const found = this.targets.get(region);
    assert.ok(found);
    return found;
  }

  async plan(): Promise<void> {
    await planRelease(
      {
        step: "plan",
        environment: "prod",
        stacks: ["Pay-*"],
        stsRegion: "eu-central-1",
        reports,
        targets: [first, second].map(({ accountId, region, bootstrapVersionParameter }) => ({
          accountId,
          region,
          lookupRoleArn: "arn:aws:iam::222222222222:role/lookup",
          bootstrapVersionParameter,
        })),
      },
      { assembly: this.assembly, execution, digest },
      (target) => this.target(target),
      new ReportStore(this.reports, reports, execution),
      (values) => Object.assign(this.exported, values),
      () => undefined,
    );
  }

  async deploy(assembly = this.assembly, batch = 0): Promise<void> {
    const approval: DeployConfiguration["approval"] = {
      pipeline: "payments-delivery",
      stage: "Prod",
      planAction: "Plan",
      approveAction: "Approve",
      approvers: [owner],
      validHours: 24,
    };
    const run = { stage: "Prod", status: "Succeeded", variables: {}, updatedBy: undefined };
    const [planned, approved] = [new Date(1000), new Date(2000)];
    await deployRelease(
      {
        step: "deploy",
        environment: "prod",
        stacks: ["Pay-*"],
        stsRegion: "eu-central-1",
        reports,
        batches: [[first, second]],
        ...(this.gated ? { approval } : {}),
      },
      {
        assembly,
        execution,
        digest,
        batch,
        ...(this.gated ? { reportVersion: this.exported["REPORT_VERSION"] ?? "none" } : {}),
      },
      {
        toolsOf: (target) => this.target(target).tools(),
        store: new ReportStore(this.reports, reports, execution),
        history: {
          actionRuns: () =>
            Promise.resolve([
              { ...run, action: "Plan", startedAt: planned, endedAt: planned },
              {
                ...run,
                action: "Approve",
                startedAt: planned,
                endedAt: approved,
                updatedBy: this.approvedBy,
              },
            ]),
          startedBy: () => Promise.resolve(undefined),
        },
        now: () => new Date(3000),
        log: (line) => this.lines.push(line),
      },
    );
  }

  /** Everything that was written to the targets. */
  writes(): readonly string[] {
    return [first, second].flatMap((target) =>
      this.target(target).writes.map((one) => `${target.region} ${one}`),
    );
  }

  keys(): readonly string[] {
    return this.reports.keys().map((key) => key.replace(`reports/prod/${execution}/`, ""));
  }
}

async function failureOf(work: Promise<void>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Error, "it did not fail");
  assert.equal(error.name, "StepFailure", String(error.stack));
  return error.message;
}

describe("the deploy of a gated environment", () => {
  it("does what the approved report says, target by target, stacks in order", async () => {
    const stacks = [
      { name: "Pay-web", dependsOn: ["Pay-data"], resources: queue, tags: { team: "pay" } },
      {
        name: "Pay-data",
        resources: table,
        files: { [codeHash]: fileAsset("asset.code", `${codeHash}.zip`, "zip") },
      },
      { name: "Pay-west", region: "eu-west-1", resources: queue },
      { name: "Other", resources: queue },
    ];
    const world = new World(sampleAssembly(stacks));
    await world.plan();
    await world.deploy();
    assert.deepEqual(world.writes(), [
      `eu-central-1 put ${templateHash("Pay-data")}.json`,
      `eu-central-1 put ${codeHash}.zip`,
      `eu-central-1 put ${templateHash("Pay-web")}.json`,
      "eu-central-1 create CREATE Pay-data",
      "eu-central-1 execute Pay-data",
      "eu-central-1 create CREATE Pay-web",
      "eu-central-1 execute Pay-web",
      `eu-west-1 put ${templateHash("Pay-west")}.json`,
      "eu-west-1 create CREATE Pay-west",
      "eu-west-1 execute Pay-west",
    ]);
    assert.deepEqual(world.target(first).changeSets[1], {
      stack: "Pay-web",
      name: changeSetName,
      kind: "CREATE",
      templateUrl: `https://cdk-pay-assets-222222222222-eu-central-1.s3.eu-central-1.amazonaws.com/${templateHash("Pay-web")}.json`,
      executionRoleArn: first.executionRoleArn,
      parameters: [],
      tags: { team: "pay" },
      description: `Execution ${execution}, assembly ${digest}`,
      approvedEffects: [
        { logicalId: "Queue", type: "AWS::SQS::Queue", kind: "add", differs: [], through: [] },
      ],
    });
    assert.deepEqual(world.keys(), [
      "report.json",
      "report.txt",
      "outputs-222222222222-eu-central-1.json",
      "outputs-222222222222-eu-west-1.json",
    ]);
    assert.deepEqual(
      JSON.parse(world.reports.content(`reports/prod/${execution}/outputs-222222222222-eu-central-1.json`)),
      { "Pay-data": { Name: "Pay-data-output" }, "Pay-web": { Name: "Pay-web-output" } },
    );
  });

  it("writes nothing without a proved approval", async () => {
    const world = new World(sampleAssembly(inBoth({ name: "Pay", resources: queue })));
    await world.plan();
    world.approvedBy = "arn:aws:iam::111111111111:role/developer";
    assert.equal(
      await failureOf(world.deploy()),
      `Execution ${execution} of payments-delivery is not approved; nothing was written:\n` +
        "  - it was approved by arn:aws:iam::111111111111:role/developer; approvers are " +
        "arn:aws:iam::111111111111:role/product-owner",
    );
    assert.deepEqual(world.writes(), []);
  });

  it("writes nothing when nobody is named for the approval", async () => {
    const world = new World(sampleAssembly(inBoth({ name: "Pay", resources: queue })));
    await world.plan();
    world.approvedBy = undefined;
    assert.equal(
      await failureOf(world.deploy()),
      `Execution ${execution} of payments-delivery is not approved; nothing was written:\n` +
        "  - CodePipeline names nobody for the approval, so it may be anybody's. Retry all actions of the stage " +
        "and let one of arn:aws:iam::111111111111:role/product-owner approve",
    );
    assert.deepEqual(world.writes(), []);
  });

  it("writes nothing when the report at hand was never stored", async () => {
    const world = new World(sampleAssembly(inBoth({ name: "Pay", resources: queue })));
    assert.equal(
      await failureOf(world.deploy()),
      `There is no version none of reports/reports/prod/${execution}/report.json (nor of its further attempts), ` +
        "or this step may not read it.",
    );
    assert.deepEqual(world.writes(), []);
  });

  it("writes nothing when any target is no longer as the approver saw it", async () => {
    const world = new World(sampleAssembly(inBoth({ name: "Pay", resources: { ...queue, ...table } })));
    world.target(second).deployed("Pay-2", { Resources: queue });
    await world.plan();
    world.target(second).deployed("Pay-2", { Resources: table }, { status: "UPDATE_COMPLETE" });
    world.target(second).deployed("Pay-gone", { Resources: queue });
    assert.equal(
      await failureOf(world.deploy()),
      [
        "prod is not as the approver saw it; nothing was written. Plan and approve again:",
        "  - 222222222222 eu-west-1 Pay-2: the deployed template changed since the plan",
        "  - 222222222222 eu-west-1 Pay-2: was CREATE_COMPLETE, is UPDATE_COMPLETE",
        "  - 222222222222 eu-west-1 Pay-2: now also: add Queue (AWS::SQS::Queue)",
        "  - 222222222222 eu-west-1 Pay-2: no longer: add Table (AWS::DynamoDB::Table)",
        "  - 222222222222 eu-west-1: stacks outside the assembly were none, now Pay-gone",
      ].join("\n"),
    );
    assert.deepEqual(world.writes(), []);
  });

  it("writes nothing when the assembly's template is not the approved one", async () => {
    const world = new World(sampleAssembly(inBoth({ name: "Pay", resources: queue })));
    await world.plan();
    const other = sampleAssembly([
      { name: "Pay-1", resources: table },
      { name: "Pay-2", region: "eu-west-1", resources: queue },
    ]);
    assert.equal(
      await failureOf(world.deploy(other)),
      "prod is not as the approver saw it; nothing was written. Plan and approve again:\n" +
        "  - 222222222222 eu-central-1 Pay-1: the assembly's template is not the approved one",
    );
    assert.deepEqual(world.writes(), []);
  });

  it("does not execute a change set that does more than was approved", async () => {
    const world = new World(sampleAssembly(inBoth({ name: "Pay", resources: queue })));
    await world.plan();
    world.target(first).plannedChanges.set("Pay-1", [
      { logicalId: "Queue", type: "AWS::SQS::Queue", action: "Add", replacement: "False" },
      { logicalId: "Table", type: "AWS::DynamoDB::Table", action: "Modify", replacement: "True" },
    ]);
    assert.equal(
      await failureOf(world.deploy()),
      [
        "The change set of Pay-1 does more than was approved; it was not executed:",
        "  - Modify Table (AWS::DynamoDB::Table), replacement True; the report says nothing",
        "State of 222222222222 eu-central-1:",
        "  Pay-1: failed",
      ].join("\n"),
    );
    assert.deepEqual(world.writes(), [
      `eu-central-1 put ${templateHash("Pay-1")}.json`,
      "eu-central-1 create CREATE Pay-1",
      "eu-central-1 delete change set of Pay-1",
      "eu-central-1 delete Pay-1",
    ]);
    assert.deepEqual(world.lines, ["Not touched: 222222222222 eu-west-1"]);
  });

  for (const [name, meddle, now] of [
    ["deleted", () => undefined, "it is gone"],
    ["exchanged", () => "arn:other", "another one has its name, arn:other"],
  ] as const) {
    it(`executes nothing when somebody else has ${name} its change set`, async () => {
      const world = new World(sampleAssembly(inBoth({ name: "Pay", resources: queue })));
      await world.plan();
      world.target(first).meddle = (open, key) => {
        const [found, id] = [open.get(key), meddle()];
        open.delete(key);
        if (found !== undefined && id !== undefined) {
          open.set(key, { ...found, made: { ...found.made, id } });
        }
      };
      assert.equal(
        await failureOf(world.deploy()),
        "Somebody else touched the change set arn:aws:cloudformation:eu-central-1:222222222222:changeSet/" +
          `${changeSetName}/Pay-1 of Pay-1: ${now}. Nothing was executed. Find out who, then deploy again.\n` +
          "State of 222222222222 eu-central-1:\n  Pay-1: failed",
      );
      assert.deepEqual(world.writes(), [
        `eu-central-1 put ${templateHash("Pay-1")}.json`,
        "eu-central-1 create CREATE Pay-1",
      ]);
    });
  }

  it("holds the change set to the report whatever the template says about transforms", async () => {
    const template = { Transform: "AWS::LanguageExtensions" };
    const world = new World(sampleAssembly(inBoth({ name: "Pay", resources: queue, template })));
    await world.plan();
    world
      .target(first)
      .plannedChanges.set("Pay-1", [
        { logicalId: "QueueA", type: "AWS::SQS::Queue", action: "Add", replacement: "False" },
      ]);
    assert.equal(
      await failureOf(world.deploy()),
      [
        "The change set of Pay-1 does more than was approved; it was not executed:",
        "  - Add QueueA (AWS::SQS::Queue), replacement False; the report says nothing",
        "State of 222222222222 eu-central-1:",
        "  Pay-1: failed",
      ].join("\n"),
    );
  });

  it("goes on after an earlier attempt: what is done stays, a left-over change set is made again", async () => {
    const world = new World(
      sampleAssembly([
        { name: "Pay-b", dependsOn: ["Pay-a"], resources: queue },
        { name: "Pay-a", resources: queue },
        { name: "Pay-west", region: "eu-west-1", resources: queue },
      ]),
    );
    await world.plan();
    world.target(first).failures.set("Pay-b", { status: "ROLLBACK_COMPLETE", events: [] });
    await failureOf(world.deploy());
    world.target(first).failures.clear();
    world.target(first).stacks.delete("Pay-b");
    world.target(first).leaveChangeSet(changeSetName, "Pay-b");
    world.target(first).writes.length = 0;
    await world.deploy();
    assert.deepEqual(world.writes(), [
      "eu-central-1 create UPDATE Pay-a",
      "eu-central-1 delete change set of Pay-a",
      "eu-central-1 delete change set of Pay-b",
      "eu-central-1 create CREATE Pay-b",
      "eu-central-1 execute Pay-b",
      `eu-west-1 put ${templateHash("Pay-west")}.json`,
      "eu-west-1 create CREATE Pay-west",
      "eu-west-1 execute Pay-west",
    ]);
  });
});

describe("the deploy of an environment without a gate", () => {
  it("reports first, then deploys", async () => {
    const world = new World(sampleAssembly(inBoth({ name: "Pay", resources: queue })), false);
    await world.deploy();
    assert.deepEqual(world.keys(), [
      "report-batch-0.json",
      "report-batch-0.txt",
      "outputs-222222222222-eu-central-1.json",
      "outputs-222222222222-eu-west-1.json",
    ]);
    assert.match(world.lines.join("\n"), /222222222222 eu-west-1: 1 add/);
    assert.equal(world.target(second).stacks.get("Pay-2")?.status, "CREATE_COMPLETE");
  });

  it("deletes an empty change set and says that nothing changed", async () => {
    const assembly = sampleAssembly([{ name: "Pay-a", resources: queue }]);
    const world = new World(assembly, false);
    await world.deploy();
    const target = world.target(first);
    const before = target.writes.length;
    await world.deploy();
    assert.deepEqual(target.writes.slice(before), ["create UPDATE Pay-a", "delete change set of Pay-a"]);
    assert.equal(target.lines.at(-1), "  Pay-a: no change");
  });

  it("names the resources that failed, in CloudFormation's words, and the state of each stack", async () => {
    const world = new World(
      sampleAssembly([
        { name: "Pay-a", resources: queue },
        { name: "Pay-b", dependsOn: ["Pay-a"], resources: table },
        { name: "Pay-c", dependsOn: ["Pay-b"], resources: queue },
      ]),
      false,
    );
    const event = { type: "AWS::DynamoDB::Table", status: "CREATE_FAILED" };
    world.target(first).failures.set("Pay-b", {
      status: "ROLLBACK_COMPLETE",
      events: [
        { logicalId: "Pay-b", type: "AWS::CloudFormation::Stack", status: "ROLLBACK_COMPLETE", reason: "" },
        { ...event, logicalId: "Other", reason: "Resource creation cancelled" },
        { ...event, logicalId: "Table", reason: "t already exists" },
      ],
    });
    assert.equal(
      await failureOf(world.deploy()),
      [
        "Pay-b is ROLLBACK_COMPLETE. CloudFormation says:",
        "  - Table (AWS::DynamoDB::Table) CREATE_FAILED: t already exists",
        "State of 222222222222 eu-central-1:",
        "  Pay-a: deployed",
        "  Pay-b: failed",
        "  Pay-c: untouched",
      ].join("\n"),
    );
    assert.deepEqual(world.target(second).writes, []);
  });

  const stopped: readonly {
    name: string;
    stack?: Partial<SampleStack>;
    arrange?: (target: FakeTarget) => void;
    message: string;
    writes?: readonly string[];
  }[] = [
    {
      name: "an account that is not bootstrapped",
      arrange: (target) => (target.version = undefined),
      message:
        "222222222222 eu-central-1 is not bootstrapped: the SSM parameter /cdk-bootstrap/pay/version does not exist there.",
    },
    {
      name: "an old bootstrap",
      arrange: (target) => (target.version = "5"),
      message:
        '222222222222 eu-central-1 has bootstrap version "5" (SSM parameter /cdk-bootstrap/pay/version); ' +
        "the assembly needs 6 or later.",
    },
    {
      name: "image assets",
      stack: { images: { [codeHash]: imageAsset(codeHash) } },
      message:
        `Pay-a.assets.json has image assets (${codeHash}); this version of the deploy does not copy images into ` +
        "targets. Nothing was written.",
    },
    {
      name: "assets for another bucket",
      stack: {
        files: { [codeHash]: fileAsset("asset.code", `${codeHash}.zip`, "zip", { region: "us-east-1" }) },
      },
      message:
        `Pay-a.assets.json: asset ${codeHash} goes to cdk-pay-assets-222222222222-us-east-1; ` +
        "allowed is cdk-pay-assets-222222222222-eu-central-1.",
    },
    {
      name: "a template that is not an asset",
      stack: { files: { [templateHash("Pay-a")]: fileAsset("asset.code", `${codeHash}.zip`, "zip") } },
      message:
        "manifest.json: the template of Pay-a (Pay-a.template.json) is not among its assets; " +
        "the stack needs CDK's DefaultStackSynthesizer.",
    },
    {
      name: "no stack at all",
      stack: { name: "Other" },
      message:
        "The assembly has no stack for prod: none is named Pay-* and made for 222222222222 eu-central-1, " +
        "222222222222 eu-west-1. Check stacks and targets of the environment, and env of the CDK stacks.",
    },
    {
      name: "another object under an asset's key",
      arrange: (target) =>
        target.objects.set(`${templateHash("Pay-a")}.json`, {
          content: Buffer.from("x"),
          sha256: "f".repeat(64),
        }),
      message:
        `Another object lies under cdk-pay-assets-222222222222-eu-central-1/${templateHash("Pay-a")}.json: ` +
        `its SHA-256 is ${"f".repeat(64)}, that of Pay-a.template.json in the assembly is ` +
        "fc828d8a4a7846e0e60c1d02d539c79ba65c6f7583178ca6bc0662569820e934. " +
        "Somebody else stored it; find out who, delete it, and deploy again.",
    },
    {
      name: "a stack whose creation failed before",
      arrange: (target) => target.deployed("Pay-a", { Resources: table }, { status: "ROLLBACK_COMPLETE" }),
      message:
        "Pay-a is ROLLBACK_COMPLETE and cannot be changed. Its creation failed and it was never in use: " +
        "delete it, then deploy again.\nState of 222222222222 eu-central-1:\n  Pay-a: failed",
      writes: [`put ${templateHash("Pay-a")}.json`],
    },
    {
      name: "a stack that is being changed",
      arrange: (target) => target.deployed("Pay-a", { Resources: table }, { status: "UPDATE_IN_PROGRESS" }),
      message:
        "Pay-a is UPDATE_IN_PROGRESS and cannot be changed. Wait until it has ended, then deploy again.\n" +
        "State of 222222222222 eu-central-1:\n  Pay-a: failed",
      writes: [`put ${templateHash("Pay-a")}.json`],
    },
    {
      name: "a template that CloudFormation refuses",
      arrange: (target) => target.refusals.set("Pay-a", "Template error: x"),
      message:
        `CloudFormation refused the change set ${changeSetName} of Pay-a: Template error: x\n` +
        "State of 222222222222 eu-central-1:\n  Pay-a: failed",
      writes: [
        `put ${templateHash("Pay-a")}.json`,
        "create CREATE Pay-a",
        "delete change set of Pay-a",
        "delete Pay-a",
      ],
    },
    {
      name: "a parameter without a value",
      stack: { template: { Parameters: { Size: { Type: "String" } } } },
      message:
        "Pay-a has parameters without a value: Size. Give them a default in the CDK app.\n" +
        "State of 222222222222 eu-central-1:\n  Pay-a: failed",
      writes: [`put ${templateHash("Pay-a")}.json`],
    },
  ];
  for (const { name, stack, arrange, message, writes } of stopped) {
    it(`stops at ${name}`, async () => {
      const world = new World(sampleAssembly([{ name: "Pay-a", resources: queue, ...stack }]), false);
      arrange?.(world.target(first));
      assert.equal(await failureOf(world.deploy()), message);
      assert.deepEqual(world.target(first).writes, writes ?? []);
    });
  }

  it("keeps the value in force only where neither assembly nor template gives one", async () => {
    const parameters = {
      Given: { Type: "String", Default: "default" },
      Defaulted: { Type: "String", Default: "default" },
      Kept: { Type: "String" },
    };
    const stack = {
      name: "Pay-a",
      resources: queue,
      template: { Parameters: parameters },
      properties: { templateFile: "Pay-a.template.json", parameters: { Given: "assembly" } },
    };
    const world = new World(sampleAssembly([stack]), false);
    world
      .target(first)
      .deployed("Pay-a", { Resources: table }, { parameters: { Kept: "1", Defaulted: "typed" } });
    await world.deploy();
    assert.deepEqual(world.target(first).changeSets[0]?.parameters, [
      { name: "Given", value: "assembly" },
      { name: "Kept" },
    ]);
  });

  it("refuses a batch that the environment does not have", async () => {
    const world = new World(sampleAssembly([{ name: "Pay-a" }]), false);
    assert.equal(
      await failureOf(world.deploy(world.assembly, 1)),
      "BATCH is 1; prod has the batches 0 to 0.",
    );
  });
});
