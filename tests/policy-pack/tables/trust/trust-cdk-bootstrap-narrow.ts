import { trustCdkBootstrapNarrow } from "../../../../policy-pack/policies/trust/trust-cdk-bootstrap-narrow";
import { unknown } from "../../handed";
import { allow, bootstrapRole, deny, role, roleArn, rolePolicy } from "../../road";
import type { DecisionTable } from "../table";
import { deployProd, roadWithTrust, trustingRoad } from "./roads.stack";
import { accounts, deployer, root, trusted, trusts } from "./trusts.stack";

const execution = bootstrapRole("prod", "cfn-exec");
const lookup = bootstrapRole("prod", "lookup");
const early = "stage Verify, action Build of pipeline payments runs under it before any approval";
const forCloudFormation = trusts({ Service: "cloudformation.amazonaws.com" });
const whole = `account ${accounts.devops} as a whole: anybody there may come in`;

function withExecution(policy: Parameters<typeof rolePolicy>[2]) {
  return trustingRoad(undefined, {
    add: [trusted("prod", execution, forCloudFormation), rolePolicy("prod", execution, policy)],
  });
}

function buildMay(...statement: readonly Record<string, unknown>[]) {
  return trustingRoad(undefined, { replace: [rolePolicy("devops", "payments-build", statement)] });
}

const buildTakes = `mandatory payments-build-policy: Role payments-build may assume bootstrap roles of production: ${early}.`;

export const table: DecisionTable = {
  rule: trustCdkBootstrapNarrow,
  rows: [
    { when: "each bootstrap role trusts the role of its step", shows: "pass", stack: trustingRoad() },
    {
      when: "execution is CloudFormation's, for the services of the workload",
      shows: "pass",
      stack: withExecution(allow("lambda:*", `arn:aws:lambda:eu-central-1:${accounts.prod}:*`)),
    },
    {
      when: "the deploy role of production trusts the tools account, as a plain bootstrap does",
      shows: "violation",
      stack: trustingRoad([trusts({ AWS: root(accounts.devops) })]),
      says: [`mandatory ${deployProd}: Bootstrap role ${deployProd} trusts ${whole}.`],
      inFull: [
        [
          `Bootstrap role ${deployProd} trusts account 111111111111 as a whole: anybody there may come in.`,
          "  at: assumeRolePolicy.Statement[0].Principal.AWS",
          "  why: CICD-SEC-1, CICD-SEC-2: with a bootstrap role of production one deploys there, past pipeline and approval",
          "  fix: trust exactly the role of the step that uses it, by its ARN",
        ].join("\n"),
      ],
    },
    {
      when: "the lookup role trusts the tools account by its number, and so does one of another account",
      shows: "violation",
      stack: trustingRoad(undefined, {
        replace: [trusted("prod", lookup, trusts({ AWS: accounts.devops }))],
        add: [
          trusted("dev", bootstrapRole("dev", "file-publishing"), trusts({ AWS: root(accounts.devops) })),
        ],
      }),
      says: [
        `mandatory ${lookup}: Bootstrap role ${lookup} trusts ${whole}.`,
        `mandatory ${bootstrapRole("dev", "file-publishing")}: Bootstrap role ${bootstrapRole("dev", "file-publishing")} trusts ${whole}.`,
      ],
    },
    {
      when: "the deploy role of production trusts a step before the approval",
      shows: "violation",
      stack: trustingRoad([trusts({ AWS: [deployer, roleArn("devops", "payments-build")] })]),
      says: [`mandatory ${deployProd}: Bootstrap role ${deployProd} trusts role payments-build: ${early}.`],
    },
    {
      when: "a step before the approval may assume production's deploy role, whatever that trusts",
      shows: "violation",
      stack: buildMay(allow("sts:AssumeRole", roleArn("prod", deployProd))),
      says: [buildTakes],
    },
    {
      when: "it may assume every bootstrap role, by a pattern in other letter case",
      shows: "violation",
      stack: buildMay(allow("STS:Assume*", "arn:aws:iam::*:role/cdk-*")),
      says: [buildTakes],
    },
    {
      when: "people may assume bootstrap roles of another qualifier in production",
      shows: "violation",
      stack: trustingRoad(undefined, {
        add: [
          {
            type: "aws:iam/user:User",
            name: "admin",
            provider: role("devops", "x").provider ?? { name: "", props: {} },
            props: { name: "admin" },
          },
          {
            type: "aws:iam/userPolicy:UserPolicy",
            name: "admin-policy",
            props: {
              user: "admin",
              policy: {
                Statement: allow(
                  "sts:AssumeRole",
                  roleArn("prod", `cdk-hnb659fds-image-publishing-role-${accounts.prod}-eu-west-1`),
                ),
              },
            },
          },
        ],
      }),
      says: [
        "mandatory admin-policy: User admin may assume bootstrap roles of production: no step behind an approval runs under it.",
      ],
    },
    {
      when: "AdministratorAccess is attached to production's execution role",
      shows: "violation",
      stack: trustingRoad(undefined, {
        add: [
          trusted("prod", execution, forCloudFormation),
          {
            type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            name: "attached",
            props: { role: execution, policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
          },
        ],
      }),
      says: [`mandatory attached: Execution role ${execution} of production is an administrator.`],
    },
    {
      when: "everything on everything is allowed under another name",
      shows: "violation",
      stack: withExecution([allow(["s3:GetObject"], "*"), allow("*:*", ["*"])]),
      says: [`mandatory ${execution}-policy: Execution role ${execution} of production is an administrator.`],
    },
    {
      when: "an execution role trusts a role, or another service",
      shows: "violation",
      stack: trustingRoad(undefined, {
        add: [
          trusted(
            "prod",
            execution,
            forCloudFormation,
            trusts({ AWS: roleArn("devops", "payments-build") }),
            trusts({ Service: "codebuild.amazonaws.com" }),
          ),
        ],
      }),
      says: [
        `mandatory ${execution}: Bootstrap role ${execution} trusts role payments-build: ${early}.`,
        `mandatory ${execution}: Bootstrap role ${execution} trusts service codebuild.amazonaws.com, which has no use for it.`,
      ],
    },
    {
      when: "the account is trusted for the gated role alone",
      shows: "near miss",
      stack: trustingRoad([
        trusts({ AWS: root(accounts.devops) }, { StringEquals: { "aws:PrincipalArn": deployer } }),
      ]),
    },
    {
      when: "all bootstrap roles but those of production may be assumed",
      shows: "near miss",
      stack: buildMay(
        allow("sts:AssumeRole", "arn:aws:iam::*:role/cdk-*"),
        deny("sts:*", `arn:aws:iam::${accounts.prod}:*`),
      ),
    },
    {
      when: "the lookup roles of production may be assumed",
      shows: "near miss",
      stack: buildMay(
        allow("sts:AssumeRole", `arn:aws:iam::${accounts.prod}:role/cdk-pay-lookup-role-${accounts.prod}-*`),
      ),
    },
    {
      when: "execution may do everything, but with one bucket only",
      shows: "near miss",
      stack: withExecution(allow("*", "arn:aws:s3:::payments-data/*")),
    },
    {
      when: "the deploy role's trust is not known yet",
      shows: "unknown",
      stack: roadWithTrust(unknown),
      says: [
        `advisory ${deployProd}: Undetermined: bootstrap role ${deployProd} trusts somebody: who it is is not known yet.`,
      ],
    },
    {
      when: "what a step may assume, or what executes, is not known yet",
      shows: "unknown",
      stack: trustingRoad(undefined, {
        add: [
          trusted("prod", execution, forCloudFormation),
          {
            type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            name: "attached",
            props: { role: execution, policyArn: "arn:aws:iam::444444444444:policy/elsewhere" },
          },
        ],
        replace: [
          {
            ...rolePolicy("devops", "payments-build", []),
            props: { role: "payments-build", policy: unknown },
          },
        ],
      }),
      says: [
        `advisory attached: Undetermined: whether execution role ${execution} of production is an administrator can't be seen.`,
        "advisory payments-build-policy: Undetermined: whether role payments-build may assume bootstrap roles of production without approval can't be seen.",
      ],
    },
    {
      when: "nobody says which accounts are production",
      shows: "unknown",
      stack: trustingRoad(),
      circumstances: {},
      says: [
        "advisory : Undetermined: which accounts are production is not known, so bootstrap roles can't be held against the gate.",
      ],
    },
  ],
};
