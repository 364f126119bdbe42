import assert from "node:assert/strict";
import { join } from "node:path";
import { outlineText } from "../../automation/outline/text";
import type { RehearsalResult, ResourceResult } from "../../automation/rehearsal/result";
import { rules } from "../../policy-pack/policies";
import { matchesSnapshot } from "../snapshot";
import { connectionType, ofType, pipelineType, rehearsed, stackOf } from "./rehearsed";

/** The resources as a tree: what stands under what, where, and under which name. */
function tree(resources: readonly ResourceResult[]): string {
  const lines = (parent: string | null, depth: number): string[] =>
    resources
      .filter((resource) => resource.parent === parent)
      .sort((a, b) => a.type.localeCompare(b.type) || a.name.localeCompare(b.name))
      .flatMap(({ urn, type, name, provider }) => [
        `${"  ".repeat(depth)}${type} ${name}${place(provider)}`,
        ...lines(urn, depth + 1),
      ]);
  return `${lines(null, 0).join("\n")}\n`;
}

function place(provider: ResourceResult["provider"]): string {
  if (provider === null) return "";
  return "host" in provider ? `  @ ${provider.host}` : `  @ ${provider.account} ${provider.region}`;
}

/** What the road of `prod` has nothing of: webhooks, secrets, emergencies, variables of CI, required resources. */
const notOfProd: readonly string[] = [
  "codebuild-report-encrypted",
  "codebuild-webhook-anchored",
  "codebuild-webhook-untrusted",
  "connection-per-trust-domain",
  "event-bus-closed",
  "gitlab-variable-safety",
  "iam-no-users",
  "pipeline-cross-account-role",
  "pipeline-no-legacy-webhook",
  "secret-cmk",
  "secret-policy",
  "secret-rotation",
  "stack-required-gates",
  "trust-break-glass",
];

describe("the shipped examples, rehearsed together", () => {
  let result: RehearsalResult;
  before(async () => {
    result = await rehearsed();
  });

  it("are clean before the real pack: nothing refused, found or undetermined", () => {
    assert.deepEqual(Object.keys(result.stacks), ["dev", "prod"]);
    for (const [name, stack] of Object.entries(result.stacks)) {
      const findings = stack.policies.flatMap((policy) => policy.findings);
      assert.deepEqual(
        [stack.verdict, stack.failure, stack.rejections, findings],
        ["clean", null, [], []],
        name,
      );
    }
    const told = (stack: string, outcome: string) =>
      stackOf(result, stack)
        .policies.filter((policy) => policy.outcome === outcome)
        .map(({ name }) => name);
    assert.equal(told("prod", "pass").length + told("prod", "not-applicable").length, rules.length);
    assert.deepEqual(told("prod", "not-applicable").sort(), notOfProd);
    assert.equal(told("dev", "pass").length + told("dev", "not-applicable").length, rules.length);
    assert.ok(told("dev", "pass").length > 80);
  });

  it("register the reviewed resources: type, name, parent and place of each", () => {
    for (const [stack, { resources }] of Object.entries(result.stacks))
      matchesSnapshot(join(__dirname, "snapshots", `${stack}-graph.txt`), tree(resources));
  });

  it("give every resource of AWS its own account and region, every one of GitLab its host", () => {
    const accounts: Record<string, readonly string[]> = {
      dev: ["555555555555", "666666666666", "777777777777"],
      prod: ["111111111111", "222222222222", "333333333333", "444444444444"],
    };
    for (const [stack, { resources }] of Object.entries(result.stacks)) {
      const aws = resources.filter(({ type }) => type.startsWith("aws:"));
      assert.ok(aws.length > 100);
      const seen = new Set<string>();
      for (const { urn, provider } of aws) {
        assert.ok(provider && "account" in provider, urn);
        assert.match(provider.region, /^(global|[a-z]{2}-[a-z]+-\d)$/, urn);
        seen.add(provider.account);
      }
      assert.deepEqual([...seen].sort(), accounts[stack]);
      for (const { urn, type, provider } of resources) {
        if (type.startsWith("gitlab:")) assert.deepEqual(provider, { host: "gitlab.com" }, urn);
        if (type.startsWith("delivery:")) assert.equal(provider, null, urn);
      }
    }
  });

  it("with the handshake done, the source action uses the recorded connection", () => {
    const prod = stackOf(result, "prod");
    const stages = ofType(prod, pipelineType)[0]?.inputs["stages"] as readonly {
      actions: readonly { configuration: Readonly<Record<string, string>> }[];
    }[];
    assert.equal(
      stages[0]?.actions[0]?.configuration["ConnectionArn"],
      "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
    );
    assert.equal(ofType(prod, connectionType)[0]?.outputs["connectionStatus"], "AVAILABLE");
    assert.deepEqual(prod.outputs["nextSteps"], []);
  });

  it("outline the road with its gate and who holds it", () => {
    const outline = outlineText("prod", stackOf(result, "prod"));
    assert.match(outline, /◆ 2 Approve +WAITS FOR APPROVAL by product-owner, up to 72 hours\n/);
    assert.match(outline, /444444444444 {2}prod\n/);
  });
});
