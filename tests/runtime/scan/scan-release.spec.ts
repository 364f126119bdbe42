import assert from "node:assert/strict";
import { ReportStore } from "../../../runtime/report/report-store";
import { scanRelease } from "../../../runtime/scan-release";
import { FakeReports } from "../fake-reports";
import { accountId, region, sampleAssembly } from "../sample-assembly";

const execution = "0b7a1c2d-1111-4222-8333-444455556666";
const digest = "ab".repeat(32);
const assembly = sampleAssembly([
  { name: "Pay", resources: { Role: { Type: "AWS::IAM::Role" }, User: { Type: "AWS::IAM::User" } } },
]);
const configuration = {
  qualifier: "pay",
  destinations: [{ accountId, region, boundaryName: `cdk-pay-permissions-boundary-${accountId}-${region}` }],
  failOn: "high" as "critical" | "high",
  waivers: [{ rule: "iam-user", resource: "Pay/User", expires: "2027-03-31" }],
};

async function scan(change: Partial<typeof configuration>, today: string, scanned = assembly) {
  const reports = new FakeReports();
  const store = new ReportStore(reports, { bucket: "reports", prefix: "reports/scan" }, execution);
  const variables: Record<string, string> = {};
  const lines: string[] = [];
  let failure: string | undefined;
  try {
    await scanRelease(
      { ...configuration, ...change },
      { assembly: scanned, execution, digest, today },
      store,
      (values) => Object.assign(variables, values),
      (line) => lines.push(line),
    );
  } catch (error) {
    failure = (error as Error).message;
  }
  return { reports, variables, lines, failure };
}

const role =
  "high role-without-boundary: Pay/Role in Pay.template.json\n" +
  "      found:   a role without PermissionsBoundary\n" +
  "      allowed: arn:aws:iam::222222222222:policy/cdk-pay-permissions-boundary-222222222222-eu-central-1";

function user(standing: string): string {
  return (
    `high iam-user: Pay/User in Pay.template.json${standing}\n` +
    "      found:   AWS::IAM::User\n      allowed: roles; no user and no access key"
  );
}

describe("the scan of a release", () => {
  it("fails on open findings, lists waived ones, and stores and exports all the same", async () => {
    const { reports, variables, lines, failure } = await scan({}, "2027-03-31");
    assert.equal(failure, `The assembly is refused: 1 finding at or above "high".\n  - ${role}`);
    assert.deepEqual(variables, { DIGEST: digest, FINDINGS: "1" });
    assert.deepEqual(lines, [
      `Assembly ${digest}: 1 finding, 1 waived (reports/scan/${execution}/report.json)`,
      `  - ${user(" (waived until 2027-03-31)")}`,
    ]);
    const report = JSON.parse(reports.content(`reports/scan/${execution}/report.json`)) as {
      findings: object[];
    };
    assert.deepEqual(
      { ...report, findings: report.findings.length },
      {
        format: 1,
        execution,
        digest,
        failOn: "high",
        findings: 2,
      },
    );
    assert.deepEqual(report.findings[1], {
      rule: "iam-user",
      severity: "high",
      resource: "Pay/User",
      file: "Pay.template.json",
      found: "AWS::IAM::User",
      allowed: "roles; no user and no access key",
      waivedUntil: "2027-03-31",
    });
  });

  it("counts a waiver no more on the day after its last", async () => {
    const { failure, variables } = await scan({}, "2027-04-01");
    const expired = user(" (its waiver expired on 2027-03-31)");
    assert.equal(
      failure,
      `The assembly is refused: 2 findings at or above "high".\n  - ${role}\n  - ${expired}`,
    );
    assert.deepEqual(variables, { DIGEST: digest, FINDINGS: "2" });
  });

  it("takes a waiver for exactly its rule and resource", async () => {
    const waivers = [
      { rule: "iam-user", resource: "Pay/Role", expires: "2027-03-31" },
      { rule: "role-without-boundary", resource: "Pay", expires: "2027-03-31" },
    ];
    const { variables, lines } = await scan({ waivers }, "2027-01-01");
    assert.deepEqual(variables, { DIGEST: digest, FINDINGS: "2" });
    assert.deepEqual(lines, [
      `Assembly ${digest}: 2 findings, 0 waived (reports/scan/${execution}/report.json)`,
    ]);
  });

  it("passes with findings below the threshold, and shows them", async () => {
    const { failure, lines } = await scan({ failOn: "critical" }, "2027-01-01");
    assert.equal(failure, undefined);
    assert.deepEqual(lines.slice(1), [`  - ${role}`, `  - ${user(" (waived until 2027-03-31)")}`]);
  });

  it("refuses at every threshold, whatever waiver names it, what no report can show", async () => {
    const nested = sampleAssembly([
      {
        name: "Pay",
        resources: { Nested: { Type: "AWS::CloudFormation::Stack" } },
        template: { Transform: "AWS::Serverless-2016-10-31" },
      },
    ]);
    const expires = "2027-03-31";
    const waivers = [
      { rule: "nested-stack", resource: "Pay/Nested", expires },
      { rule: "transform", resource: "Pay", expires },
    ];
    const { failure, variables } = await scan({ failOn: "critical", waivers }, "2027-01-01", nested);
    assert.equal(
      failure,
      'The assembly is refused: 2 findings at or above "critical".\n' +
        "  - critical nested-stack: Pay/Nested in Pay.template.json (no waiver covers this rule)\n" +
        "      found:   AWS::CloudFormation::Stack, whose template makes resources of its own\n" +
        "      allowed: stacks of the app beside each other: the report cannot show what a nested template " +
        "changes, and the execution role may not make nested stacks\n" +
        "  - critical transform: Pay in Pay.template.json (no waiver covers this rule)\n" +
        "      found:   the transform AWS::Serverless-2016-10-31\n" +
        "      allowed: no transform, because it makes resources that the report cannot show: synthesize them in " +
        "the CDK app",
    );
    assert.deepEqual(variables, { DIGEST: digest, FINDINGS: "2" });
  });
});
