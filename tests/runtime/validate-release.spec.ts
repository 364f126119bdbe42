import assert from "node:assert/strict";
import { ReportStore } from "../../runtime/report/report-store";
import type { CommandOptions } from "../../runtime/step/command";
import { outputVariables, validateRelease } from "../../runtime/validate-release";
import { FakeReports } from "./fake-reports";
import { temporaryFolder } from "./temporary-folder";

const execution = "0b7a1c2d-1111-4222-8333-444455556666";
const place = { bucket: "reports", prefix: "reports/dev", region: "eu-central-1", accountId: "111111111111" };
const targets = [
  { accountId: "222222222222", region: "eu-central-1" },
  { accountId: "222222222222", region: "eu-west-1" },
];

async function validate(reports: FakeReports, exitCodes: Readonly<Record<string, number>> = {}, batch = 0) {
  const source = temporaryFolder({ "app/package.json": "{}" });
  const calls: { command: string; folder: string; variables: Record<string, string | undefined> }[] = [];
  const run = (argv: readonly string[], { folder, environment }: CommandOptions) => {
    const variables = Object.fromEntries(
      Object.entries(environment ?? {}).filter(([name]) => /^(OUTPUT|DELIVERY)_/.test(name)),
    );
    const command = argv[2] ?? "";
    calls.push({ command, folder: folder.slice(source.length), variables });
    return Promise.resolve({ exitCode: exitCodes[command] ?? 0, output: "" });
  };
  const configuration = {
    step: "validate" as const,
    environment: "dev",
    directory: "app",
    commands: ["npm run smoke", "npm run load"],
    reports: place,
    batches: [targets],
  };
  const work = validateRelease(
    configuration,
    batch,
    source,
    new ReportStore(reports, place, execution),
    run,
    () => undefined,
  );
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return { calls, failure };
}

async function stored(): Promise<FakeReports> {
  const reports = new FakeReports();
  const store = new ReportStore(reports, place, execution);
  await store.write("outputs-222222222222-eu-central-1.json", '{"Pay-api":{"QueueUrl":"old"}}');
  await store.write("outputs-222222222222-eu-central-1.json", '{"Pay-api":{"QueueUrl":"https://q"}}');
  await store.write("outputs-222222222222-eu-west-1.json", "{}");
  return reports;
}

describe("validating a release", () => {
  it("runs every command for every target with its newest outputs", async () => {
    const { calls, failure } = await validate(await stored());
    assert.equal(failure, undefined);
    const common = { DELIVERY_ENVIRONMENT: "dev", DELIVERY_ACCOUNT: "222222222222" };
    const first = { ...common, DELIVERY_REGION: "eu-central-1", OUTPUT_PAY_API_QUEUE_URL: "https://q" };
    const second = { ...common, DELIVERY_REGION: "eu-west-1" };
    assert.deepEqual(calls, [
      { command: "npm run smoke", folder: "/app", variables: first },
      { command: "npm run load", folder: "/app", variables: first },
      { command: "npm run smoke", folder: "/app", variables: second },
      { command: "npm run load", folder: "/app", variables: second },
    ]);
  });

  it("ends with the exit code of the first command that fails", async () => {
    const { calls, failure } = await validate(await stored(), { "npm run load": 5 });
    assert.equal(calls.length, 2);
    assert.ok(failure instanceof Error);
    assert.deepEqual(
      { message: failure.message, exitCode: "exitCode" in failure ? failure.exitCode : undefined },
      {
        message: 'validate 222222222222 eu-central-1 failed: "npm run load" ended with exit code 5.',
        exitCode: 5,
      },
    );
  });

  it("fails where the deploy stored nothing, or the batch does not exist", async () => {
    const nothing = await validate(new FakeReports());
    const noBatch = await validate(await stored(), {}, 2);
    assert.deepEqual(
      [nothing.failure, noBatch.failure].map((error) => (error as Error).message),
      [
        "The deploy to dev stored no outputs-222222222222-eu-central-1.json; there is nothing to validate.",
        "BATCH is 2; dev has the batches 0 to 0.",
      ],
    );
    assert.deepEqual([nothing.calls, noBatch.calls], [[], []]);
  });

  it("refuses outputs that would give one variable twice", () => {
    assert.throws(
      () => outputVariables({ "Pay-a": { Url: "1" }, PayA: { Url: "2" }, "pay-a": { url: "3" } }),
      {
        message:
          "Outputs of the stacks give one variable twice; rename them:\n" +
          "  - OUTPUT_PAY_A_URL is both Pay-a.Url and PayA.Url\n" +
          "  - OUTPUT_PAY_A_URL is both PayA.Url and pay-a.url",
      },
    );
  });
});
