import assert from "node:assert/strict";
import { rehearse } from "../../automation/rehearse";
import type { StackResult } from "../../automation/rehearsal/result";
import { everyCase } from "../every-case";
import { testProject, withProvider } from "./project";

/** The result of the one stack of a project with this program. */
async function resultOf(program: string): Promise<StackResult> {
  const project = testProject({ program });
  try {
    const done = await rehearse({ projectDirectory: project.directory });
    assert.equal(done.kind, "rehearsal");
    const result = done.result.stacks["dev"];
    assert.ok(result);
    return result;
  } finally {
    project.remove();
  }
}

const urn = (path: string): string => `urn:pulumi:dev::delivery::${path}`;

describe("rehearsal of a program", () => {
  it("records what is registered, under whom, where, and what the service makes of it", async () => {
    const result = await resultOf(`${withProvider}
      class Store extends pulumi.ComponentResource {
        constructor() {
          super("delivery:index:Store", "store", { purpose: "logs" }, { providers: [provider] });
          const log = new aws.cloudwatch.LogGroup("log", { name: "/store", retentionInDays: 30, region: "eu-west-1" }, { parent: this });
          this.registerOutputs({ name: log.name, arn: log.arn });
        }
      }
      new Store();
      export const answer = { text: "known" };
    `);
    assert.equal(result.failure, null);
    assert.deepEqual(result.rejections, []);
    const stack = urn("pulumi:pulumi:Stack::delivery-dev");
    const store = urn("delivery:index:Store::store");
    assert.deepEqual(
      result.resources.map(({ type, name, parent, provider }) => ({ type, name, parent, provider })),
      [
        { type: "pulumi:pulumi:Stack", name: "delivery-dev", parent: null, provider: null },
        {
          type: "pulumi:providers:aws",
          name: "devops",
          parent: stack,
          provider: { account: "555555555555", region: "eu-central-1" },
        },
        { type: "delivery:index:Store", name: "store", parent: stack, provider: null },
        {
          type: "aws:cloudwatch/logGroup:LogGroup",
          name: "log",
          parent: store,
          provider: { account: "555555555555", region: "eu-west-1" },
        },
      ],
    );
    const [, , component, log] = result.resources;
    assert.deepEqual(component?.inputs, { purpose: "logs" });
    assert.deepEqual(component.outputs, { name: "/store", arn: "[unknown]" });
    assert.equal(log?.urn, urn("delivery:index:Store$aws:cloudwatch/logGroup:LogGroup::log"));
    assert.deepEqual(log.inputs, { name: "/store", region: "eu-west-1", retentionInDays: 30 });
    assert.equal(log.outputs["arn"], "arn:aws:logs:eu-west-1:555555555555:log-group:/store");
    assert.deepEqual(result.outputs, { answer: { text: "known" } });
  });

  it("keeps from the program what only the service can compute, as a preview does", async () => {
    const result = await resultOf(`${withProvider}
      const key = new aws.kms.Key("key", {}, { provider });
      const seen: string[] = [];
      key.arn.apply((arn) => { seen.push(arn); throw new Error("a preview knows no ARN"); });
      new aws.kms.Alias("alias", { name: "alias/key", targetKeyId: key.keyId }, { provider });
      export const arn = key.arn;
      export const known = key.arn.apply(() => "computed");
    `);
    assert.equal(result.failure, null);
    assert.deepEqual(result.outputs, { arn: "[unknown]", known: "[unknown]" });
    const alias = result.resources.find(({ name }) => name === "alias");
    assert.deepEqual(alias?.inputs, { name: "alias/key", targetKeyId: "[unknown]" });
    assert.deepEqual(alias.references, { targetKeyId: [urn("aws:kms/key:Key::key")] });
  });

  if (everyCase)
    it("refuses a resource that is on the default provider", async () => {
      const result = await resultOf(`
      import * as aws from "@pulumi/aws";
      new aws.cloudwatch.LogGroup("log", { name: "/somewhere" });
    `);
      assert.equal(result.verdict, "refused");
      assert.deepEqual(
        result.rejections.map(({ rule, urn: at }) => ({ rule, at })).filter(({ rule }) => rule !== "region"),
        [{ rule: "default-provider", at: urn("aws:cloudwatch/logGroup:LogGroup::log") }],
      );
    });

  if (everyCase)
    it("refuses a provider that would follow a wrong role into another account", async () => {
      const result = await resultOf(`
      import * as aws from "@pulumi/aws";
      const provider = new aws.Provider("anywhere", { region: "eu-central-1" });
      new aws.cloudwatch.LogGroup("log", { name: "/somewhere" }, { provider });
    `);
      assert.equal(result.verdict, "refused");
      assert.deepEqual(
        result.rejections.map(({ rule }) => rule),
        ["provider-account"],
      );
    });

  if (everyCase)
    it("lets a second resource of one name fail as the engine would", async () => {
      const result = await resultOf(`
      import * as pulumi from "@pulumi/pulumi";
      new pulumi.ComponentResource("delivery:index:Store", "twice");
      new pulumi.ComponentResource("delivery:index:Store", "twice");
    `);
      assert.equal(result.verdict, "refused");
      assert.match(
        result.failure ?? "",
        /Duplicate resource URN 'urn:pulumi:dev::delivery::delivery:index:Store::twice'/,
      );
    });
});
