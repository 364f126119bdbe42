import { trustProdOnlyGated } from "../../../../policy-pack/policies/trust/trust-prod-only-gated";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Statements } from "../../road";
import {
  allow,
  approval,
  bootstrapRole,
  build,
  document,
  goodStages,
  role,
  roleArn,
  rolePolicy,
  settings,
} from "../../road";
import type { DecisionTable } from "../table";
import { deployProd, roadWithTrust, trustingRoad } from "./roads.stack";
import type { Part } from "./trusts.stack";
import { accounts, deployer, root, trusted, trusts } from "./trusts.stack";

const gated = trusts({ AWS: deployer });
const says = (who: string) =>
  `mandatory ${deployProd}: Role ${deployProd} can change production and trusts ${who}.`;
const unseen = (who: string) =>
  `mandatory ${deployProd}: Undetermined: role ${deployProd} can change production and trusts ${who}.`;
const noStep = "no step behind an approval runs under it";

const ungatedStages = goodStages.map((stage) =>
  stage.name === "prod"
    ? {
        ...stage,
        actions: [
          build("Plan", "payments-plan-prod", 1),
          build("Deploy", "payments-deploy-prod", 2),
          approval(3),
        ],
      }
    : stage,
);
const unclearStages = goodStages.map((stage) =>
  stage.name === "prod"
    ? {
        ...stage,
        actions: [
          build("Plan", "payments-plan-prod", 1),
          approval(unknown),
          build("Deploy", "payments-deploy-prod", 3),
        ],
      }
    : stage,
);

/** The road beside a role of production that services take. */
function runBy(statements: readonly Part[], policy: Statements): readonly Written[] {
  return [
    ...trustingRoad(),
    trusted("prod", "application", ...statements),
    rolePolicy("prod", "application", policy),
  ];
}

export const table: DecisionTable = {
  rule: trustProdOnlyGated,
  rows: [
    {
      when: "production trusts the role of the step behind the approval",
      shows: "pass",
      stack: trustingRoad(),
    },
    {
      when: "the lookup role trusts the plan, which comes before the approval and only reads",
      shows: "pass",
      stack: trustingRoad([gated]),
    },
    {
      when: "another role is trusted as well, in a statement of its own",
      shows: "violation",
      stack: trustingRoad([gated, trusts({ AWS: roleArn("devops", "payments-build") })]),
      says: [
        says(
          "role payments-build: stage Verify, action Build of pipeline payments runs under it before any approval",
        ),
      ],
    },
    {
      when: "the tools account is trusted",
      shows: "violation",
      stack: trustingRoad([gated, trusts({ AWS: [root(accounts.devops)] })]),
      says: [says(`account ${accounts.devops} as a whole: anybody there may come in`)],
      inFull: [
        [
          `Role ${deployProd} can change production and trusts account 111111111111 as a whole: anybody there may come in.`,
          `  way: role ${deployProd} → cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*`,
          `  cut: account 111111111111 as a whole assumes role ${deployProd} (aws:iam/role:Role ${deployProd}.assumeRolePolicy.Statement[1].Principal.AWS)`,
          `  at: assumeRolePolicy.Statement[1].Principal.AWS`,
          "  why: CICD-SEC-1: whoever is trusted beside the gate changes production without approval",
          "  fix: trust exactly the role of the step behind the approval, by its ARN; for a role outside of the stack describe it in externalRoles or name it in gatedPrincipals",
          "  note: mandatory, whatever level the policy config sets",
        ].join("\n"),
      ],
    },
    {
      when: "the tools account is trusted for every role of the application",
      shows: "violation",
      stack: trustingRoad([
        trusts(
          { AWS: root(accounts.devops) },
          { ArnLike: { "aws:PrincipalArn": roleArn("devops", "payments-deploy-p*") } },
        ),
      ]),
      says: [
        says(`everybody called ${roleArn("devops", "payments-deploy-p*")}: names can be given to anybody`),
      ],
    },
    {
      when: "people are trusted: a user, a sign-in, a permission set",
      shows: "violation",
      stack: trustingRoad([
        trusts({ AWS: `arn:aws:iam::${accounts.devops}:user/admin` }),
        trusts(
          { Federated: `arn:aws:iam::${accounts.prod}:saml-provider/office` },
          undefined,
          "sts:AssumeRoleWithSAML",
        ),
        trusts({
          AWS: `arn:aws:iam::${accounts.prod}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1`,
        }),
      ]),
      says: [
        says(`user arn:aws:iam::${accounts.devops}:user/admin: people pass no approval`),
        says(`sign-in through arn:aws:iam::${accounts.prod}:saml-provider/office: people pass no approval`),
        says(
          `the permission set behind arn:aws:iam::${accounts.prod}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1: people pass no approval`,
        ),
      ],
    },
    {
      when: "the trusted step comes before the approval",
      shows: "violation",
      stack: trustingRoad(undefined, { stages: ungatedStages }),
      says: [
        says(
          "role payments-deploy-prod: stage prod, action Deploy of pipeline payments runs under it before any approval",
        ),
      ],
    },
    {
      when: "the gated role itself trusts somebody who is not",
      shows: "violation",
      stack: trustingRoad(undefined, {
        replace: [
          trusted("devops", "payments-deploy-prod", trusts({ AWS: roleArn("devops", "payments-build") })),
        ],
      }),
      says: [
        "mandatory payments-deploy-prod: Role payments-deploy-prod can change production and trusts role payments-build: stage Verify, action Build of pipeline payments runs under it before any approval.",
      ],
    },
    {
      when: "one trusts another role inside of production, which trusts an account",
      shows: "violation",
      stack: trustingRoad([trusts({ AWS: roleArn("prod", "helper") })], {
        add: [trusted("prod", "helper", trusts({ AWS: root(accounts.devops) }))],
      }),
      says: [
        `mandatory helper: Role helper can change production and trusts account ${accounts.devops} as a whole: anybody there may come in.`,
      ],
    },
    {
      when: "a build project in no pipeline has the power of production",
      shows: "violation",
      stack: trustingRoad(undefined, {
        add: [
          trusted("devops", "lonely", trusts({ Service: "codebuild.amazonaws.com" })),
          rolePolicy("devops", "lonely", allow("sts:AssumeRole", roleArn("prod", deployProd))),
        ],
      }),
      says: [
        `mandatory lonely: Role lonely can change production and trusts service codebuild.amazonaws.com: ${noStep}.`,
      ],
    },
    {
      when: "jobs of a branch take a role that production trusts",
      shows: "violation",
      stack: trustingRoad([gated, trusts({ AWS: roleArn("devops", "job") })], {
        add: [
          trusted(
            "devops",
            "job",
            trusts(
              { Federated: `arn:aws:iam::${accounts.devops}:oidc-provider/gitlab.com` },
              { StringEquals: { "gitlab.com:sub": "project_path:acme/payments:ref_type:branch:ref:main" } },
              "sts:AssumeRoleWithWebIdentity",
            ),
          ),
        ],
      }),
      says: [
        says("role job: subject project_path:acme/payments:ref_type:branch:ref:main names no environment"),
      ],
    },
    {
      when: "the account is trusted for the gated role alone",
      shows: "near miss",
      stack: trustingRoad([
        trusts({ AWS: root(accounts.devops) }, { ArnEquals: { "aws:PrincipalArn": [deployer] } }),
      ]),
    },
    {
      when: "everybody but the gated role is denied",
      shows: "near miss",
      stack: trustingRoad([
        trusts({ AWS: accounts.devops }),
        {
          Effect: "Deny",
          Principal: "*",
          Action: "*",
          Condition: { StringNotEquals: { "aws:PrincipalArn": deployer } },
        },
      ]),
    },
    {
      when: "an application's role of production trusts a service there",
      shows: "near miss",
      stack: trustingRoad(undefined, {
        add: [
          trusted("prod", "application", trusts({ Service: "lambda.amazonaws.com" })),
          rolePolicy("prod", "application", allow("dynamodb:PutItem", "*")),
        ],
      }),
    },
    {
      when: "services that run somebody's code take a role that deploys to production",
      shows: "violation",
      stack: runBy(
        [
          trusts({ Service: "ec2.amazonaws.com" }),
          trusts({ Service: ["lambda.amazonaws.com", "ecs-tasks.amazonaws.com"] }),
        ],
        allow("cloudformation:*", "*"),
      ),
      says: ["ec2", "lambda", "ecs-tasks"].map(
        (service) =>
          `mandatory application: Role application can change production and trusts service ${service}.amazonaws.com: ${noStep}.`,
      ),
    },
    {
      when: "production's deploy role is for a service, too, which no step uses",
      shows: "violation",
      stack: trustingRoad([gated, trusts({ Service: "states.amazonaws.com" })]),
      says: [says(`service states.amazonaws.com: ${noStep}`)],
    },
    {
      when: "the role of the step behind the approval is for another service than the one that runs it",
      shows: "violation",
      stack: trustingRoad(undefined, {
        replace: [
          trusted(
            "devops",
            "payments-deploy-prod",
            trusts({ Service: ["codebuild.amazonaws.com", "ec2.amazonaws.com"] }),
          ),
        ],
      }),
      says: [
        "mandatory payments-deploy-prod: Role payments-deploy-prod can change production and trusts service ec2.amazonaws.com: no step runs under it by this service.",
      ],
    },
    {
      when: "jobs of a protected environment take the role, and a service beside them",
      shows: "violation",
      stack: runBy(
        [
          trusts(
            { Federated: `arn:aws:iam::${accounts.prod}:oidc-provider/gitlab.com` },
            {
              StringEquals: {
                "gitlab.com:sub": "project_path:acme/payments:environment:prod",
              },
            },
            "sts:AssumeRoleWithWebIdentity",
          ),
          trusts({ Service: "glue.amazonaws.com" }),
        ],
        allow("cloudformation:*", "*"),
      ),
      circumstances: {
        settings: { ...settings, gitlab: { project: "acme/payments", guardrails: "observe" } },
      },
      says: [
        `mandatory application: Role application can change production and trusts service glue.amazonaws.com: ${noStep}.`,
      ],
    },
    {
      when: "an application may replace the assets that are deployed, or all of a table's service",
      shows: "violation",
      stack: [
        ...runBy(
          [trusts({ Service: "lambda.amazonaws.com" })],
          allow("s3:PutObject", "arn:aws:s3:::cdk-pay-assets-444444444444-eu-central-1/*"),
        ),
        trusted("prod", "tables", trusts({ Service: "ssm.amazonaws.com" })),
        rolePolicy("prod", "tables", allow("dynamodb:*", "*")),
      ],
      says: [
        `mandatory application: Role application can change production and trusts service lambda.amazonaws.com: ${noStep}.`,
        `mandatory tables: Role tables can change production and trusts service ssm.amazonaws.com: ${noStep}.`,
      ],
    },
    {
      when: "an application's role is trusted by one that deploys",
      shows: "violation",
      stack: [
        ...trustingRoad([gated, trusts({ AWS: roleArn("prod", "application") })]),
        trusted("prod", "application", trusts({ Service: "lambda.amazonaws.com" })),
        rolePolicy("prod", "application", allow("dynamodb:PutItem", "*")),
      ],
      says: [
        `mandatory application: Role application can change production and trusts service lambda.amazonaws.com: ${noStep}.`,
      ],
    },
    {
      when: "CloudFormation takes a role beside a role that is not gated",
      shows: "violation",
      stack: runBy(
        [trusts({ Service: "cloudformation.amazonaws.com" }), trusts({ AWS: root(accounts.prod) })],
        allow("s3:*", "*"),
      ),
      says: [
        `mandatory application: Role application can change production and trusts service cloudformation.amazonaws.com: ${noStep}.`,
        `mandatory application: Role application can change production and trusts account ${accounts.prod} as a whole: anybody there may come in.`,
      ],
    },
    {
      when: "what a service's role may do is not known yet",
      shows: "unknown",
      stack: [
        ...trustingRoad(),
        trusted("prod", "application", trusts({ Service: "batch.amazonaws.com" })),
        {
          ...rolePolicy("prod", "application", []),
          props: { role: "application", policy: unknown },
        },
      ],
      says: [
        `mandatory application: Undetermined: role application may be able to change production and trusts service batch.amazonaws.com: ${noStep}.`,
      ],
    },
    {
      when: "an application's role only reads, and writes its data, messages, files and logs",
      shows: "near miss",
      stack: runBy(
        [trusts({ Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] })],
        [
          allow(["dynamodb:GetItem", "dynamodb:UpdateItem", "sqs:SendMessage", "logs:PutLogEvents"], "*"),
          allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::payments-receipts/*"),
          allow("ssm:GetParameter", "*"),
        ],
      ),
    },
    {
      when: "CloudFormation alone takes an execution role",
      shows: "near miss",
      stack: runBy([trusts({ Service: "cloudformation.amazonaws.com" })], allow("lambda:*", "*")),
    },
    {
      when: "a function that a step behind the approval invokes runs under the role",
      shows: "near miss",
      stack: trustingRoad(undefined, {
        stages: [
          ...goodStages,
          {
            name: "after",
            actions: [
              {
                name: "Announce",
                category: "Invoke",
                owner: "AWS",
                provider: "Lambda",
                version: "1",
                configuration: { FunctionName: "announce" },
              },
            ],
          },
        ],
        add: [
          trusted("prod", "application", trusts({ Service: "lambda.amazonaws.com" })),
          rolePolicy("prod", "application", allow("cloudformation:*", "*")),
          {
            type: "aws:lambda/function:Function",
            name: "announce",
            props: { name: "announce", role: roleArn("prod", "application") },
          },
        ],
      }),
    },
    {
      when: "a role for emergencies in force is for a service",
      shows: "near miss",
      stack: trustingRoad(undefined, {
        add: [
          role("prod", "emergency", {
            props: {
              tags: { "delivery:break-glass": "2999-12-31" },
              assumeRolePolicy: document(trusts({ Service: "ec2.amazonaws.com" })),
            },
          }),
          rolePolicy("prod", "emergency", allow("cloudformation:*", "*")),
        ],
      }),
      circumstances: {
        settings,
        config: {
          breakGlassRoles: [
            { role: "emergency", principals: [], reason: "outage", owner: "ops", expires: "2999-12-31" },
          ],
        },
      },
    },
    {
      when: "a role outside is said to be gated there",
      shows: "near miss",
      stack: trustingRoad([trusts({ AWS: roleArn("devops", "other-deploy") })]),
      circumstances: { settings, config: { gatedPrincipals: [roleArn("devops", "other-deploy")] } },
    },
    {
      when: "an emergency role in force is trusted beside the gate",
      shows: "near miss",
      stack: trustingRoad([gated, trusts({ AWS: roleArn("devops", "emergency") })], {
        add: [role("devops", "emergency", { props: { tags: { "delivery:break-glass": "2999-12-31" } } })],
      }),
      circumstances: {
        settings,
        config: {
          breakGlassRoles: [
            { role: "emergency", principals: [], reason: "outage", owner: "ops", expires: "2999-12-31" },
          ],
        },
      },
    },
    {
      when: "the emergency role has expired",
      shows: "violation",
      stack: trustingRoad([gated, trusts({ AWS: roleArn("devops", "emergency") })], {
        add: [role("devops", "emergency", { props: { tags: { "delivery:break-glass": "2020-12-31" } } })],
      }),
      circumstances: {
        settings,
        config: {
          breakGlassRoles: [
            { role: "emergency", principals: [], reason: "outage", owner: "ops", expires: "2999-12-31" },
          ],
        },
      },
      says: [says(`role emergency: ${noStep}`)],
    },
    {
      when: "a role that only reads counts as production's by its name",
      shows: "violation",
      stack: trustingRoad(),
      circumstances: { settings, config: { prodRolePatterns: ["cdk-pay-lookup-role-*"] } },
      says: [
        `mandatory ${bootstrapRole("prod", "lookup")}: Role ${bootstrapRole("prod", "lookup")} can change production and trusts role payments-plan-prod: stage prod, action Plan of pipeline payments runs under it before any approval.`,
      ],
    },
    {
      when: "a role outside of the stack, as the policy config describes it, trusts an account",
      shows: "violation",
      stack: trustingRoad(),
      circumstances: {
        settings,
        shared: {
          world: {
            externalRoles: [
              {
                role: roleArn("prod", "releaser"),
                trust: { Statement: [trusts({ AWS: root(accounts.devops) })] },
                policies: [{ Statement: [allow("cloudformation:*", "*")] }],
                checked: "2026-09-01",
              },
            ],
          },
        },
      },
      says: [
        `mandatory : Role releaser can change production and trusts account ${accounts.devops} as a whole: anybody there may come in.`,
      ],
    },
    {
      when: "a trusted role is neither in the stack nor described",
      shows: "unknown",
      stack: trustingRoad([trusts({ AWS: roleArn("devops", "other-deploy") })]),
      says: [
        unseen(
          `role ${roleArn("devops", "other-deploy")}: it is neither in this stack nor among externalRoles or gatedPrincipals of the policy config`,
        ),
      ],
    },
    {
      when: "the gated step takes a role of production that nobody can see, and a described one lacks its trust",
      shows: "unknown",
      stack: trustingRoad(undefined, {
        add: [
          rolePolicy(
            "devops",
            "payments-deploy-prod",
            allow("sts:AssumeRole", [
              roleArn("prod", "adopted"),
              roleArn("prod", "described"),
              roleArn("prod", "cdk-hnb659fds-lookup-role-444444444444-eu-west-1"),
            ]),
            "more",
          ),
        ],
      }),
      circumstances: {
        settings,
        shared: {
          world: {
            externalRoles: [
              {
                role: roleArn("prod", "described"),
                policies: [{ Statement: [allow("cloudformation:*", "*")] }],
              },
            ],
          },
        },
      },
      says: [
        "mandatory : Undetermined: role described can change production and trusts somebody: who it is is not known yet.",
        `mandatory more: Undetermined: whom role ${roleArn("prod", "adopted")} of production trusts can't be seen: it is neither in this stack nor among externalRoles of the policy config.`,
      ],
    },
    {
      when: "tokens of another kind are trusted by production",
      shows: "violation",
      stack: trustingRoad([
        gated,
        trusts({ Federated: "cognito-identity.amazonaws.com" }, undefined, "sts:AssumeRoleWithWebIdentity"),
      ]),
      says: [says("sign-in through cognito-identity.amazonaws.com: people pass no approval")],
    },
    {
      when: "a trust, or a principal in it, is not known yet",
      shows: "unknown",
      stack: [...roadWithTrust(unknown)],
      says: [unseen("somebody: who it is is not known yet")],
    },
    {
      when: "whether the approval comes first is not known",
      shows: "unknown",
      stack: trustingRoad(undefined, { stages: unclearStages }),
      says: [
        unseen(
          "role payments-deploy-prod: whether an approval comes before the steps that run under it can't be seen",
        ),
      ],
    },
    {
      when: "nobody says which accounts are production",
      shows: "unknown",
      stack: trustingRoad(),
      circumstances: {},
      says: [
        "mandatory : Undetermined: which accounts are production is not known, so no trust can be held against the gate.",
      ],
    },
    {
      when: "the stack has no production",
      shows: "not applicable",
      stack: trustingRoad(),
      circumstances: { settings: { ...settings, environments: [settings.environments[0]] } },
      notApplicable: ["the stack has no environment of kind production"],
    },
  ],
};
