import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { provisioner } from "../../../automation/provisioner/provisioner";
import { provisionerCommand } from "../../../automation/provisioner/provisioner-command";
import { provisionerTemplate } from "../../../automation/provisioner/template";
import { repository } from "../project";
import { Paper } from "../services/paper";

const operator = "arn:aws:iam::111111111111:role/platform-engineer";
const ci = "arn:aws:iam::111111111111:role/ci/pulumi";
const today = new Date("2026-11-25T00:00:00Z");

function document(operators: readonly string[], roleName = "delivery-provisioner"): unknown {
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description:
      "The role through which Pulumi builds the delivery. Administrator; keep the list of who may take it short.",
    Parameters: {
      OperatorRoleArns: {
        Type: "CommaDelimitedList",
        Description:
          "ARNs of the roles that may take this role - named operators, or the CI role that runs Pulumi.",
        ...(operators.length > 0 ? { Default: operators.join(",") } : {}),
      },
      RoleName: { Type: "String", Default: roleName },
    },
    Resources: {
      Provisioner: {
        Type: "AWS::IAM::Role",
        DeletionPolicy: "Retain",
        UpdateReplacePolicy: "Retain",
        Properties: {
          RoleName: { Ref: "RoleName" },
          Description: "Pulumi builds the delivery under this role",
          MaxSessionDuration: 3600,
          ManagedPolicyArns: [{ "Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess" }],
          Policies: [
            {
              PolicyName: "never-approves",
              PolicyDocument: {
                Version: "2012-10-17",
                Statement: [
                  {
                    Sid: "NeverApproves",
                    Effect: "Deny",
                    Action: "codepipeline:PutApprovalResult",
                    Resource: "*",
                  },
                ],
              },
            },
          ],
          AssumeRolePolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Sid: "NamedOperators",
                Effect: "Allow",
                Principal: { AWS: { Ref: "OperatorRoleArns" } },
                Action: "sts:AssumeRole",
              },
            ],
          },
        },
      },
    },
    Outputs: { RoleArn: { Value: { "Fn::GetAtt": ["Provisioner", "Arn"] } } },
  };
}

describe("the template of the provisioning role", () => {
  const rows: readonly (readonly [title: string, trust: readonly string[], roleName: string | undefined])[] =
    [
      ["names nobody unless it is told", [], undefined],
      ["trusts exactly the named roles, each once", [operator, ci, operator], "road-builder"],
    ];
  for (const [title, trust, roleName] of rows)
    it(title, () => {
      const made = provisioner({ projectDirectory: repository, trust, ...(roleName ? { roleName } : {}) });
      assert.ok(made.kind === "provisioner");
      assert.deepEqual(made.document, document([...new Set(trust)], roleName));
      assert.deepEqual(made.accounts, []);
    });

  it("takes name and accounts from a stack", () => {
    const made = provisioner({ projectDirectory: repository, stack: "prod", trust: [operator], today });
    assert.ok(made.kind === "provisioner");
    assert.deepEqual(made.document, document([operator]));
    assert.deepEqual(made.accounts, [
      { accountId: "111111111111", owner: "devops" },
      { accountId: "222222222222", owner: "dev" },
      { accountId: "333333333333", owner: "test" },
      { accountId: "444444444444", owner: "prod" },
    ]);
  });

  it("stands in docs/getting-started.md as it is printed", () => {
    const page = readFileSync(join(repository, "docs", "getting-started.md"), "utf8");
    const text = provisionerTemplate({ roleName: "delivery-provisioner", operatorRoleArns: [] });
    assert.ok(page.includes(`\`\`\`yaml\n${text}\`\`\``));
  });
});

describe("the template of the provisioning role trusts no more than named roles", () => {
  const refused: readonly (readonly [arn: string, said: RegExp])[] = [
    ["arn:aws:iam::111111111111:root", /no account, user, session or pattern/],
    ["111111111111", /no account/],
    ["*", /pattern/],
    ["arn:aws:iam::111111111111:role/platform-*", /pattern/],
    ["arn:aws:iam::111111111111:user/ada", /user/],
    ["arn:aws:sts::111111111111:assumed-role/platform-engineer/ada", /session/],
    [`${operator},arn:aws:iam::111111111111:root`, /is not allowed/],
    [`${operator}\n  Evil: true`, /is not allowed/],
    ["arn:aws:iam::111111111111:role/payments-deploy-prod", /a role of this delivery/],
    ["arn:aws:iam::222222222222:role/delivery-provisioner", /a provisioning role itself/],
  ];
  for (const [arn, said] of refused)
    it(`not ${JSON.stringify(arn)}`, () => {
      const made = provisioner({
        projectDirectory: repository,
        stack: "prod",
        trust: [operator, arn],
        today,
      });
      assert.ok(made.kind === "refusal");
      assert.match(made.problems, said);
      assert.equal(made.problems.includes(`'${operator}'`), false);
    });

  it("no name of a role that IAM refuses", () => {
    const made = provisioner({ projectDirectory: repository, roleName: "a/b: c" });
    assert.deepEqual(made, {
      kind: "refusal",
      problems:
        "--role-name: 'a/b: c' is no name of a role: up to 64 letters, digits and +=,.@_-, without a path.",
    });
  });
});

describe("the command delivery provisioner", () => {
  const run = (options: Parameters<typeof provisionerCommand>[0]) => {
    const [stdout, stderr] = [new Paper(), new Paper()];
    const exitCode = provisionerCommand(options, { directory: repository, environment: {}, stdout, stderr });
    return { exitCode, stdout: stdout.text, stderr: stderr.text };
  };

  it("prints only the template on stdout, and what to do with it on stderr", () => {
    assert.deepEqual(run({ stack: "dev" }), {
      exitCode: 0,
      stdout: provisionerTemplate({ roleName: "delivery-provisioner", operatorRoleArns: [] }),
      stderr: `
Save the template and deploy it with administrator credentials of each account:

  555555555555  devops
  666666666666  development
  777777777777  testing

  aws cloudformation deploy --stack-name delivery-provisioner --template-file <file> \\
    --capabilities CAPABILITY_NAMED_IAM \\
    --parameter-overrides OperatorRoleArns=<ARN of the role that may take it>

`,
    });
  });

  it("prints JSON that CloudFormation takes", () => {
    const { exitCode, stdout } = run({ json: true, trust: [operator] });
    assert.deepEqual([exitCode, JSON.parse(stdout)], [0, document([operator])]);
  });

  it("exits 2 and prints no template where the trust is wrong", () => {
    const { exitCode, stdout, stderr } = run({ trust: ["*"] });
    assert.deepEqual([exitCode, stdout], [2, ""]);
    assert.match(stderr, /^--trust: '\*' is not allowed\./);
  });
});
