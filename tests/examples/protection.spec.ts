import assert from "node:assert/strict";
import { join } from "node:path";
import { rehearse } from "../../automation/rehearse";
import { testProject } from "../automation/project";
import { today } from "../blueprint/example-settings";
import { exampleFile, repository, stackOf } from "./rehearsed";

/** A pack that tells what is protected, because only the engine and its packs see that. */
const tellsProtection = `
  const { PolicyPack } = require("@pulumi/policy");
  new PolicyPack("protection", { policies: [{
    name: "told", description: "Told.", enforcementLevel: "advisory",
    validateStack: ({ resources }, report) => report(JSON.stringify(
      resources.filter(({ opts }) => opts.protect).map(({ type, name }) => [type, name]))),
  }] });
`;

/** Type and name of every protected resource of a stack file. */
async function protectedBy(file: string): Promise<readonly (readonly [type: string, name: string])[]> {
  const project = testProject({ program: "", pack: tellsProtection });
  try {
    const done = await rehearse({
      projectDirectory: repository,
      policyPackDirectory: join(project.directory, "policy-pack"),
      stackFiles: { prod: file },
      today,
    });
    assert.ok(done.kind === "rehearsal");
    const { failure, policies } = stackOf(done.result, "prod");
    assert.equal(failure, null);
    return JSON.parse(policies[0]?.findings[0]?.message.split("\n")[1] ?? "[]") as [string, string][];
  } finally {
    project.remove();
  }
}

describe("what is protected", () => {
  it("state and identities are; a target on its way out and what serves only it are not", async () => {
    const file = exampleFile("prod").replace(
      'targets: [{ accountId: "222222222222", region: eu-central-1 }]',
      'targets: [{ accountId: "222222222222", region: eu-central-1, retire: true }]',
    );
    assert.notEqual(file, exampleFile("prod"));
    const found = await protectedBy(file);
    assert.deepEqual([...new Set(found.map(([type]) => type))].sort(), [
      "aws:codeconnections/connection:Connection",
      "aws:codepipeline/pipeline:Pipeline",
      "aws:ecr/repository:Repository",
      "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
      "aws:iam/policy:Policy",
      "aws:iam/role:Role",
      "aws:kms/key:Key",
      "aws:s3/bucket:Bucket",
      "aws:ssm/parameter:Parameter",
      "gitlab:index/branchProtection:BranchProtection",
      "gitlab:index/project:Project",
      "gitlab:index/projectApprovalRule:ProjectApprovalRule",
      "gitlab:index/projectLevelMrApprovals:ProjectLevelMrApprovals",
      "gitlab:index/projectProtectedEnvironment:ProjectProtectedEnvironment",
      "gitlab:index/projectPushRules:ProjectPushRules",
      "gitlab:index/tagProtection:TagProtection",
    ]);
    const roles = found.filter(([type]) => type === "aws:iam/role:Role").map(([, name]) => name);
    assert.deepEqual(roles.filter((name) => name.startsWith("payments-")).sort(), [
      "payments-build",
      "payments-deploy-prod",
      "payments-deploy-test",
      "payments-iam-events",
      "payments-images",
      "payments-pipeline",
      "payments-plan-prod",
      "payments-scan",
      "payments-validate-prod",
      "payments-validate-test",
      "payments-verify",
    ]);
    assert.deepEqual(
      found.filter(([, name]) => name.includes("222222222222")),
      [],
    );
    assert.equal(roles.filter((name) => name.includes("333333333333")).length, 4);
  });
});
