import assert from "node:assert/strict";
import { planRelease } from "../../runtime/plan-release";
import type { ChangeReport, TargetReport } from "../../runtime/report/report";
import { summaryText } from "../../runtime/report/report-text";
import { ReportStore } from "../../runtime/report/report-store";
import { FakeReports } from "./fake-reports";
import { FakeTarget } from "./fake-target";
import { bucketOf, sampleAssembly } from "./sample-assembly";

const execution = "0b7a1c2d-1111-4222-8333-444455556666";
const digest = "ab".repeat(32);
const reports = {
  bucket: "reports",
  prefix: "reports/prod",
  region: "eu-central-1",
  accountId: "111111111111",
};

const assembly = sampleAssembly([
  {
    name: "Pay-data",
    resources: {
      Table: { Type: "AWS::DynamoDB::Table", Properties: { TableName: "new" } },
      Reader: { Type: "AWS::SQS::Queue", Properties: { QueueName: { Ref: "Table" } } },
      Fresh: { Type: "AWS::SQS::Queue" },
    },
    template: { Outputs: { Name: { Value: { Ref: "Table" } } } },
  },
  { name: "Pay-new" },
  { name: "Other" },
]);

async function plan(
  target: FakeTarget,
  store = new FakeReports(),
  patterns = ["Pay-*"],
  released = assembly,
) {
  const exported: Record<string, string> = {};
  await planRelease(
    {
      step: "plan",
      environment: "prod",
      stacks: patterns,
      stsRegion: "eu-central-1",
      reports,
      targets: [
        {
          accountId: "222222222222",
          region: "eu-central-1",
          lookupRoleArn: "arn:aws:iam::222222222222:role/lookup",
          bootstrapVersionParameter: "/cdk-bootstrap/pay/version",
        },
      ],
    },
    { assembly: released, execution, digest },
    () => target,
    new ReportStore(store, reports, execution),
    (values) => Object.assign(exported, values),
    () => undefined,
  );
  return { exported, store };
}

function target(): FakeTarget {
  const fake = new FakeTarget({ stagingBucket: bucketOf() });
  fake.deployed("Pay-data", {
    Resources: {
      Table: { Type: "AWS::DynamoDB::Table", Properties: { TableName: "old" } },
      Reader: { Type: "AWS::SQS::Queue", Properties: { QueueName: { Ref: "Table" } } },
      Gone: { Type: "AWS::SQS::Queue" },
    },
    Parameters: {
      BootstrapVersion: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/cdk-bootstrap/pay/version" },
    },
  });
  fake.deployed("Pay-left", { Resources: {} });
  fake.deployed("Foreign", { Resources: {} });
  return fake;
}

describe("the plan of a release", () => {
  it("reports every effect by stack and resource, and the stacks that left", async () => {
    const { store } = await plan(target());
    const key = `reports/prod/${execution}/report.json`;
    const report = JSON.parse(store.content(key)) as ChangeReport;
    const [first] = report.targets;
    assert.ok(first);
    const { stacks, ...about } = first;
    assert.deepEqual(
      { ...report, targets: [] },
      { format: 1, execution, environment: "prod", digest, targets: [] },
    );
    assert.deepEqual(about, {
      accountId: "222222222222",
      region: "eu-central-1",
      bootstrapVersion: 33,
      left: ["Pay-left"],
    });
    const known = stacks.map(({ deployedTemplate, template, ...rest }) => {
      assert.match(template, /^[0-9a-f]{64}$/);
      assert.notEqual(deployedTemplate, template);
      return rest;
    });
    const table = { logicalId: "Table", type: "AWS::DynamoDB::Table" };
    const reader = { logicalId: "Reader", type: "AWS::SQS::Queue" };
    assert.deepEqual(known, [
      {
        stack: "Pay-data",
        status: "CREATE_COMPLETE",
        sections: ["Outputs"],
        effects: [
          { logicalId: "Fresh", type: "AWS::SQS::Queue", kind: "add", differs: [], through: [] },
          { logicalId: "Gone", type: "AWS::SQS::Queue", kind: "remove", differs: [], through: [] },
          { ...reader, kind: "may-replace", differs: [], through: ["Table"] },
          { ...table, kind: "may-replace", differs: ["Properties.TableName"], through: [] },
        ],
      },
      {
        stack: "Pay-new",
        status: "new",
        sections: [],
        effects: [{ logicalId: "Queue", type: "AWS::SQS::Queue", kind: "add", differs: [], through: [] }],
      },
    ]);
  });

  it("is readable: what may be lost comes first", async () => {
    const { store } = await plan(target());
    assert.equal(
      store.content(`reports/prod/${execution}/report.txt`),
      [
        "What this release would change in prod",
        `assembly  ${digest}`,
        `execution ${execution}`,
        "",
        "Computed from the templates, and rather too much than too little: any changed property may replace its",
        "resource, and what refers to a changed resource may change with it.",
        "  - remove   ! may-replace   ~ change   + add",
        "",
        "222222222222 eu-central-1: 1 remove, 2 may-replace, 2 add, 1 stack left the assembly",
        "  Pay-data (CREATE_COMPLETE)",
        "    - Gone (AWS::SQS::Queue)",
        "    ! Reader (AWS::SQS::Queue): through Table",
        "    ! Table (AWS::DynamoDB::Table): Properties.TableName",
        "    + Fresh (AWS::SQS::Queue)",
        "    ~ sections: Outputs",
        "  Pay-new (new)",
        "    + Queue (AWS::SQS::Queue)",
        "  Pay-left exists and left the assembly: it stays as it is",
        "",
      ].join("\n"),
    );
  });

  it("exports version, number of effects and a summary, and writes to no target", async () => {
    const fake = target();
    const { exported } = await plan(fake);
    assert.deepEqual(exported, {
      REPORT_VERSION: "version-1",
      CHANGES: "5",
      SUMMARY:
        `Assembly ${digest}. 222222222222 eu-central-1: 1 remove, 2 may-replace, 2 add, 1 stack left the assembly. ` +
        "Read first: https://eu-central-1.console.aws.amazon.com/s3/object/reports?region=eu-central-1" +
        `&prefix=reports%2Fprod%2F${execution}%2Freport.json&versionId=version-1`,
    });
    assert.deepEqual(fake.writes, []);
  });

  it("writes a second attempt of one execution beside the first", async () => {
    const store = new FakeReports();
    await plan(target(), store);
    const { exported } = await plan(target(), store);
    assert.deepEqual(store.keys(), [
      `reports/prod/${execution}/report.json`,
      `reports/prod/${execution}/report.txt`,
      `reports/prod/${execution}/attempt-2/report.json`,
      `reports/prod/${execution}/attempt-2/report.txt`,
    ]);
    assert.equal(exported["REPORT_VERSION"], "version-3");
    const reading = new ReportStore(store, reports, execution);
    assert.equal(
      await reading.readVersion("report.json", "version-3"),
      store.content(`reports/prod/${execution}/attempt-2/report.json`),
    );
  });

  it("sees a stack that is only the shell of a change set as new", async () => {
    const fake = target();
    fake.deployed("Pay-new", {}, { status: "REVIEW_IN_PROGRESS" });
    fake.stacks.delete("Pay-data");
    const { store } = await plan(fake);
    const report = JSON.parse(store.content(`reports/prod/${execution}/report.json`)) as ChangeReport;
    assert.deepEqual(
      report.targets[0]?.stacks.map(({ stack, status }) => `${stack} ${status}`),
      ["Pay-data new", "Pay-new new"],
    );
  });

  it("sees a parameter whose value was changed by hand", async () => {
    const template = {
      Resources: { Queue: { Type: "AWS::SQS::Queue", Properties: { DelaySeconds: { Ref: "Delay" } } } },
      Parameters: { Delay: { Type: "Number", Default: 1 } },
    };
    const sized = sampleAssembly([{ name: "Pay-a", resources: template.Resources, template }]);
    const fake = new FakeTarget({ stagingBucket: bucketOf() });
    const effects: unknown[] = [];
    for (const value of ["1", "2"]) {
      fake.deployed("Pay-a", template, { parameters: { Delay: value } });
      const { store } = await plan(fake, new FakeReports(), ["Pay-*"], sized);
      const report = JSON.parse(store.content(`reports/prod/${execution}/report.json`)) as ChangeReport;
      effects.push(report.targets[0]?.stacks[0]?.effects);
    }
    const queue = { logicalId: "Queue", type: "AWS::SQS::Queue", differs: [], through: ["parameter Delay"] };
    assert.deepEqual(effects, [[], [{ ...queue, kind: "may-replace" }]]);
  });

  it("says when a deployed template is no JSON", async () => {
    const fake = target();
    fake.deployed("Pay-data", {}, { template: "Resources: {}" });
    await assert.rejects(plan(fake), ({ message }: Error) => {
      assert.match(message, /^The deployed template of Pay-data is not JSON: /);
      return true;
    });
  });

  it("refuses patterns that choose nothing", async () => {
    await assert.rejects(plan(target(), new FakeReports(), ["Nothing-*", "Else"]), {
      message:
        "The assembly has no stack for prod: none is named Nothing-* or Else and made for 222222222222 eu-central-1. " +
        "Check stacks and targets of the environment, and env of the CDK stacks.",
    });
  });
});

describe("the summary for the approver", () => {
  function summary(count: number): string {
    const one = (index: number): TargetReport => ({
      accountId: String(100_000_000_000 + index),
      region: "eu-central-1",
      bootstrapVersion: 33,
      stacks: [],
      left: ["a", "b"],
    });
    const targets = Array.from({ length: count }, (_, index) => one(index));
    const report = { format: 1 as const, execution, environment: "prod", digest, targets };
    return summaryText(report, `https://example.com/${"x".repeat(300)}`);
  }

  it("counts the targets that do not fit into 700 characters", () => {
    const text = summary(200);
    assert.equal(
      text,
      `Assembly ${digest}. ` +
        [0, 1, 2, 3]
          .map((index) => `10000000000${index} eu-central-1: no change, 2 stacks left the assembly. `)
          .join("") +
        `And 196 more targets. Read first: https://example.com/${"x".repeat(300)}`,
    );
  });

  it("is printable ASCII without quotes and backslash, and never longer", () => {
    for (const count of [1, 3, 20, 200]) {
      const text = summary(count);
      assert.ok(text.length <= 700, `${count}: ${text.length}`);
      assert.match(text, /^[\x20-\x7e]*$/);
      assert.doesNotMatch(text, /['"\\]/);
    }
  });
});
