import assert from "node:assert/strict";
import { rehearse } from "../../automation/rehearse";
import type { StackResult } from "../../automation/rehearsal/result";
import { everyCase } from "../every-case";
import { testProject, withProvider } from "./project";

const program = `${withProvider}
  const key = new aws.kms.Key("key", { description: "logs" }, { provider, protect: true });
  new aws.kms.Alias("alias", { name: "alias/logs", targetKeyId: key.keyId }, { provider });
`;

async function judged(
  policies: string,
  files: { readonly policyConfig?: unknown; readonly program?: string } = {},
): Promise<StackResult> {
  const pack = `
    const pulumi = require("@pulumi/pulumi");
    const { PolicyPack } = require("@pulumi/policy");
    new PolicyPack("test-pack", { policies: [${policies}] });
  `;
  const project = testProject({ program, pack, ...files });
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

describe("rehearsal before a policy pack", () => {
  it("gives every policy one outcome: pass, violation, undetermined, not applicable", async () => {
    const { policies, failure, verdict } = await judged(`
      { name: "passes", description: "Passes.", enforcementLevel: "mandatory", validateResource: () => {} },
      { name: "violated", description: "No key.", enforcementLevel: "mandatory",
        validateResource: (args, report) => { if (args.type === "aws:kms/key:Key") report("a key was found"); } },
      { name: "unknown", description: "Needs the id.", enforcementLevel: "mandatory",
        validateResource: (args) => { if (args.type === "aws:kms/alias:Alias") args.props.targetKeyId.length; } },
      { name: "elsewhere", description: "Buckets.", enforcementLevel: "advisory",
        validateStack: (args) => args.notApplicable("there is no bucket") },
    `);
    assert.equal(failure, null);
    assert.equal(verdict, "refused");
    assert.deepEqual(policies, [
      { name: "passes", level: "mandatory", outcome: "pass", findings: [] },
      {
        name: "violated",
        level: "mandatory",
        outcome: "violation",
        findings: [
          { level: "mandatory", message: "No key.\na key was found", urn: urn("aws:kms/key:Key::key") },
        ],
      },
      {
        name: "unknown",
        level: "mandatory",
        outcome: "undetermined",
        findings: [
          {
            level: "advisory",
            message:
              "can't run policy 'unknown' from policy pack 'test-pack@v1.0.0' during preview: string value at .targetKeyId can't be known during preview",
            urn: urn("aws:kms/alias:Alias::alias"),
          },
        ],
      },
      {
        name: "elsewhere",
        level: "advisory",
        outcome: "not-applicable",
        reason: "there is no bucket",
        findings: [],
      },
    ]);
  });

  if (everyCase)
    it("lets advisory findings pass, and says so by its verdict", async () => {
      const { policies, verdict } = await judged(`
      { name: "advice", description: "Advice.", enforcementLevel: "advisory",
        validateStack: (args, report) => report("consider this") },
    `);
      assert.equal(policies[0]?.outcome, "violation");
      assert.equal(verdict, "clean");
    });

  describe("configured and asked", () => {
    let result: StackResult;
    const policyOf = (name: string) => result.policies.find((policy) => policy.name === name);
    before(async () => {
      result = await judged(
        `
      { name: "sees", description: "Sees.", enforcementLevel: "advisory", validateStack: (args, report) => {
        const alias = args.resources.find((resource) => resource.name === "alias");
        const key = args.resources.find((resource) => resource.name === "key");
        const sentinel = Object.getOwnPropertyDescriptor(key.props, "arn").value;
        report(JSON.stringify({
          protect: key.opts.protect,
          arnIsUnknown: sentinel === "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
          description: key.props.description,
          provider: alias.provider.props.allowedAccountIds,
          from: alias.propertyDependencies.targetKeyId.map((resource) => resource.name),
          parent: alias.parent.type,
          dryRun: pulumi.runtime.isDryRun(),
          app: new pulumi.Config("delivery").require("app"),
          stack: pulumi.getStack(),
        }));
      } },
      { name: "limits", description: "Limits.", enforcementLevel: "mandatory",
        configSchema: { properties: { keys: { type: "integer", default: 5 }, word: { type: "string", default: "kept" } } },
        validateStack: (args, report) => report(JSON.stringify(args.getConfig())) },
      { name: "off", description: "Off.", enforcementLevel: "mandatory", validateStack: (args, report) => report("never") },
      `,
        { policyConfig: { limits: { keys: 1, enforcementLevel: "advisory" }, off: "disabled" } },
      );
    });

    it("shows a pack what the engine shows: options, provider, dependencies, computed values as unknown", () => {
      const seen: unknown = JSON.parse(policyOf("sees")?.findings[0]?.message.split("\n")[1] ?? "null");
      assert.deepEqual(seen, {
        protect: true,
        arnIsUnknown: true,
        description: "logs",
        provider: '["555555555555"]',
        from: ["key"],
        parent: "pulumi:pulumi:Stack",
        dryRun: true,
        app: "payments-lab",
        stack: "dev",
      });
    });

    it("configures a pack from its schema's defaults and the project's policy config", () => {
      assert.deepEqual(["limits", "off"].map(policyOf), [
        {
          name: "limits",
          level: "advisory",
          outcome: "violation",
          findings: [{ level: "advisory", message: 'Limits.\n{"keys":1,"word":"kept"}', urn: null }],
        },
        {
          name: "off",
          level: "disabled",
          outcome: "not-applicable",
          reason: "switched off in the policy config",
          findings: [],
        },
      ]);
    });
  });

  it("does not take a policy config with names or levels that there are not", async () => {
    const { failure, verdict } = await judged(
      `{ name: "only", description: "Only.", enforcementLevel: "mandatory", validateStack: () => {} }`,
      { policyConfig: { olny: "disabled", unheard: "disabled", only: { enforcementLevel: "loud" }, all: 5 } },
    );
    assert.equal(verdict, "refused");
    assert.equal(
      failure,
      'the policy config does not fit the pack\n  olny: no policy has this name; did you mean only?\n  unheard: no policy has this name; the pack has all, only\n  only.enforcementLevel: "loud" is no level; allowed are advisory, mandatory, remediate, disabled\n  all: 5 is no level; allowed are advisory, mandatory, remediate, disabled, or parameters',
    );
  });

  if (everyCase)
    it("is refused when the pack dies, and shows what it said last", async () => {
      const { failure, verdict, policies } = await judged(`
      { name: "dies", description: "Dies.", enforcementLevel: "mandatory",
        validateStack: () => { console.error("out of ink"); process.exit(3); } },
    `);
      assert.equal(verdict, "refused");
      assert.deepEqual(policies, []);
      assert.equal(failure, "the policy pack ended with exit code 3\nout of ink");
    });

  if (everyCase)
    it("is refused when the pack does not start", async () => {
      const { failure, verdict } = await judged(`(() => { throw new Error("no policies today"); })()`);
      assert.equal(verdict, "refused");
      assert.match(failure ?? "", /^the policy pack ended with exit code \d+\n/);
      assert.match(failure ?? "", /no policies today/);
    });

  it("is refused when a policy throws: an accident is no pass", async () => {
    const { failure, verdict } = await judged(`
      { name: "trips", description: "Trips.", enforcementLevel: "advisory",
        validateResource: () => { throw new Error("tripped"); } },
    `);
    assert.equal(verdict, "refused");
    assert.match(failure ?? "", /Error validating resource with policy 'trips'.*\n.*tripped/);
  });

  if (everyCase)
    it("does not judge a stack whose program failed: half of it is no stack", async () => {
      const { policies, failure } = await judged(
        `{ name: "any", description: "Any.", enforcementLevel: "mandatory", validateStack: () => {} }`,
        { program: 'import { RunError } from "@pulumi/pulumi"; throw new RunError("stop");' },
      );
      assert.deepEqual(policies, []);
      assert.equal(failure, "stop");
    });
});
