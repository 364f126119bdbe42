import assert from "node:assert/strict";
import { join } from "node:path";
import { rehearse } from "../../automation/rehearse";
import { everyCase } from "../every-case";
import { testProject } from "../automation/project";
import { today } from "../blueprint/example-settings";
import { exampleFile, repository, stackOf } from "./rehearsed";

/** What only the engine and its packs see of a resource. */
interface Told {
  readonly type: string;
  readonly name: string;
  readonly protect: boolean;
  readonly roleName?: string;
  readonly documents: readonly string[];
  /** Names of the resources that come before it. */
  readonly after: readonly string[];
}

const tellingPack = `
  const { PolicyPack } = require("@pulumi/policy");
  new PolicyPack("telling", { policies: [{
    name: "told", description: "Told.", enforcementLevel: "advisory",
    validateStack: ({ resources }, report) => report(JSON.stringify(resources.map((resource) => ({
      type: resource.type,
      name: resource.name,
      protect: resource.opts.protect === true,
      roleName: resource.type === "aws:iam/role:Role" ? resource.props.name : undefined,
      documents: ["assumeRolePolicy", "policy"].filter((key) => key in resource.props).map((key) => resource.props[key]),
      after: resource.dependencies.map(({ name }) => name),
    })))),
  }] });
`;

async function toldOf(file: string): Promise<readonly Told[]> {
  const project = testProject({ program: "", pack: tellingPack });
  try {
    const done = await rehearse({
      projectDirectory: repository,
      policyPackDirectory: join(project.directory, "policy-pack"),
      // The shipped policy config is for the shipped pack.
      policyConfig: {},
      stackFiles: { prod: file },
      today,
    });
    assert.ok(done.kind === "rehearsal");
    const { failure, policies } = stackOf(done.result, "prod");
    assert.equal(failure, null);
    return JSON.parse(policies[0]?.findings[0]?.message.split("\n")[1] ?? "[]") as Told[];
  } finally {
    project.remove();
  }
}

interface Statement {
  readonly Principal?: { readonly AWS?: readonly string[] } | "*";
}

/** Statements of an IAM document; a lifecycle policy of ECR is none and has no statement. */
function statementsOf(text: string): readonly Statement[] {
  return (JSON.parse(text) as { Statement?: readonly Statement[] }).Statement ?? [];
}

/** `prod`, with its development target on its way out. */
function retiring(): string {
  const target = 'targets: [{ accountId: "222222222222", region: eu-central-1 }]';
  const file = exampleFile("prod").replace(target, target.replace(" }]", ", retire: true }]"));
  assert.notEqual(file, exampleFile("prod"));
  return file;
}

if (everyCase)
  describe("the options of the example's resources", () => {
    let told: readonly Told[];
    before(async () => {
      told = await toldOf(retiring());
    });

    it("whatever names a role of the stack in a document comes after that role", () => {
      const roles = told.filter(({ roleName }) => roleName !== undefined);
      let named = 0;
      for (const { type, name, documents, after } of told) {
        // A boundary names roles in what it forbids, and needs none of them to exist.
        if (type === "aws:iam/policy:Policy" || type === "aws:iam/rolePolicy:RolePolicy") continue;
        const principals = documents.flatMap((text) =>
          statementsOf(text).flatMap(({ Principal }) =>
            Principal === undefined || Principal === "*" ? [] : (Principal.AWS ?? []),
          ),
        );
        for (const role of roles)
          if (principals.some((arn) => arn.endsWith(`:role/${role.roleName ?? ""}`))) {
            named += 1;
            assert.ok(after.includes(role.name), `${name} names ${role.name} and does not come after it`);
          }
      }
      assert.ok(named > 20, String(named));
    });

    it("state and identities are protected; a target on its way out and what serves only it are not", () => {
      const found = told.filter(({ protect }) => protect).map(({ type, name }) => [type, name] as const);
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
