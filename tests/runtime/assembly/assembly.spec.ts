import assert from "node:assert/strict";
import { readAssembly } from "../../../runtime/assembly/assembly";
import { stacksFor } from "../../../runtime/assembly/stack-choice";
import type { SampleStack } from "../sample-assembly";
import { accountId, region, sampleAssembly, sampleAssemblyFolder } from "../sample-assembly";
import { temporaryFolder } from "../temporary-folder";

function namesOf(stacks: readonly SampleStack[]): readonly string[] {
  return sampleAssembly(stacks).stacks.map(({ name }) => name);
}

describe("reading a cloud assembly", () => {
  it("puts each stack behind those that it depends on", () => {
    const stacks = [
      { name: "Web", dependsOn: ["Api"] },
      { name: "Api", dependsOn: ["Data"] },
      { name: "Data" },
      { name: "Alone" },
    ];
    assert.deepEqual(namesOf(stacks), ["Data", "Api", "Web", "Alone"]);
  });

  it("refuses stacks that depend on each other", () => {
    assert.throws(
      () =>
        namesOf([
          { name: "A", dependsOn: ["B"] },
          { name: "B", dependsOn: ["A"] },
        ]),
      { message: "The stacks of the assembly depend on each other in a circle: A → B → A." },
    );
  });

  it("finds the stacks of nested stages, whose assets lie outside their folder", () => {
    const assembly = readAssembly(
      temporaryFolder({
        "manifest.json": JSON.stringify({
          artifacts: {
            stage: { type: "cdk:cloud-assembly", properties: { directoryName: "assembly-stage" } },
            Tree: { type: "cdk:tree", properties: { file: "tree.json" } },
          },
        }),
        "assembly-stage/manifest.json": JSON.stringify({
          artifacts: {
            Data1: {
              type: "aws:cloudformation:stack",
              environment: "aws://222222222222/eu-central-1",
              properties: {
                templateFile: "Data.template.json",
                stackName: "stage-data",
                tags: { team: "x" },
              },
              dependencies: ["Data1.assets"],
            },
            "Data1.assets": {
              type: "cdk:asset-manifest",
              properties: { file: "Data1.assets.json", requiresBootstrapStackVersion: 21 },
            },
          },
        }),
        "assembly-stage/Data1.assets.json": JSON.stringify({
          version: "55.0.0",
          files: { abc: { source: { path: "../asset.abc", packaging: "zip" }, destinations: {} } },
        }),
      }),
    );
    assert.deepEqual(assembly.stacks, [
      {
        id: "Data1",
        dependsOn: ["Data1.assets"],
        name: "stage-data",
        manifest: "assembly-stage/manifest.json",
        environment: "aws://222222222222/eu-central-1",
        templateFile: "assembly-stage/Data.template.json",
        parameters: {},
        tags: { team: "x" },
        roles: [],
        bootstrapVersion: 21,
        assets: [
          {
            file: "assembly-stage/Data1.assets.json",
            files: { abc: { source: { path: "../asset.abc", packaging: "zip" }, destinations: {} } },
            images: {},
          },
        ],
      },
    ]);
  });

  const wrong: readonly { name: string; stack: SampleStack; message: string }[] = [
    {
      name: "a template outside",
      stack: { name: "A", properties: { templateFile: "../../etc/passwd" } },
      message: 'manifest.json names "../../etc/passwd", which lies outside the assembly.',
    },
    {
      name: "an absolute template",
      stack: { name: "A", properties: { templateFile: "/etc/passwd" } },
      message: 'manifest.json names "/etc/passwd", which lies outside the assembly.',
    },
    {
      name: "an asset outside",
      stack: {
        name: "A",
        files: { abc: { source: { path: "../passwd", packaging: "file" }, destinations: {} } },
      },
      message: 'A.assets.json names "../passwd", which lies outside the assembly.',
    },
    {
      name: "no template",
      stack: { name: "A", properties: { templateFile: undefined } },
      message: "manifest.json: the stack A has no template.",
    },
    {
      name: "a wrong type",
      stack: { name: "A", properties: { stackName: 7 } },
      message:
        "manifest.json is no manifest of a CDK assembly:\n" +
        "  - artifacts.A.properties.stackName: Invalid input: expected string, received number",
    },
  ];
  for (const { name, stack, message } of wrong) {
    it(`refuses ${name}`, () => assert.throws(() => namesOf([stack]), { name: "StepFailure", message }));
  }

  it("refuses one name twice in one environment, and an assembly without stacks", () => {
    assert.throws(() => namesOf([{ name: "A" }, { name: "B", properties: { stackName: "A" } }]), {
      message:
        "The assembly has two stacks of one name and environment:\n" +
        "  - A in aws://222222222222/eu-central-1 (manifest.json and manifest.json)",
    });
    assert.throws(() => namesOf([]), { message: "The assembly holds no stack: synth made none." });
  });

  it("refuses stages nested without end", () => {
    const endless = { artifacts: { s: { type: "cdk:cloud-assembly", properties: { directoryName: "." } } } };
    assert.throws(() => readAssembly(temporaryFolder({ "manifest.json": JSON.stringify(endless) })), {
      message: "manifest.json: stages are nested more than 10 deep.",
    });
  });

  it("chooses stacks by pattern and by exactly the target's account and region", () => {
    const assembly = readAssembly(
      sampleAssemblyFolder([
        { name: "Pay-prod-a" },
        { name: "Pay-prod-b", region: "eu-west-1" },
        { name: "Pay-prod-c", accountId: "333333333333" },
        { name: "Pay-test" },
        { name: "XPay-prod-d" },
      ]),
    );
    const chosen = stacksFor(assembly, { accountId, region }, ["Pay-prod-?", "Pay-te*"]);
    assert.deepEqual(
      chosen.map(({ name }) => name),
      ["Pay-prod-a", "Pay-test"],
    );
  });
});
