import { iamNoPrivilegeEscalation } from "../../../../policy-pack/policies/iam/iam-no-privilege-escalation";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { accounts, allow, bootstrapRole, deny, role, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";
import {
  attachment,
  build,
  executionRole,
  executionRoleArn,
  group,
  managedPolicy,
  people,
  policyArn,
  unreadable,
} from "./holders.stack";
import { narrowRoad, narrowRoadWith } from "./narrow-road.stack";

const deploy = roleArn("devops", "payments-deploy-prod");
const harmless = roleArn("devops", "payments-build");
const pass = (arn: string, service = "codebuild") =>
  allow("iam:PassRole", arn, {
    Condition: { StringEquals: { "iam:PassedToService": `${service}.amazonaws.com` } },
  });
const builds = allow(
  ["codebuild:CreateProject", "codebuild:StartBuild"],
  "arn:aws:codebuild:eu-central-1:111111111111:project/mine",
);
const workload = { ...settings, workload: { services: ["lambda"], qualifier: "pay" } };
const newBuild =
  "mandatory developers-policy: Group developers can gain the rights of production: it can make and run a build with a role (PassRole+CreateProject+StartBuild).";
const unseen = (label: string) =>
  `Undetermined: whether ${label} can gain more rights than it was given can't be seen.`;

/** The execution role of production with what CloudFormation needs to make roles. */
const making: readonly Written[] = executionRole([
  allow("lambda:*", `arn:aws:lambda:eu-central-1:${accounts.prod}:*`),
  allow(["iam:CreateRole", "iam:PutRolePolicy"], `arn:aws:iam::${accounts.prod}:role/Payments-*`),
  pass(`arn:aws:iam::${accounts.prod}:role/Payments-*`, "lambda"),
]);

export const table: DecisionTable = {
  rule: iamNoPrivilegeEscalation,
  rows: [
    {
      when: "nobody can pass or edit what can change production",
      shows: "pass",
      stack: narrowRoad(...people([pass(harmless), builds])),
    },
    {
      when: "a group may pass a role of production to a build of its own",
      shows: "violation",
      stack: narrowRoad(...people([pass(deploy), builds])),
      says: [newBuild],
      inFull: [
        "Group developers can gain the rights of production: it can make and run a build with a role (PassRole+CreateProject+StartBuild).\n" +
          `  way: group developers → iam:PassRole on ${deploy} → codebuild:CreateProject on arn:aws:codebuild:eu-central-1:111111111111:project/mine → codebuild:StartBuild on arn:aws:codebuild:eu-central-1:111111111111:project/mine\n` +
          "  at: developers-policy.policy.Statement[0], developers-policy.policy.Statement[1]\n" +
          "  why: CICD-SEC-2, CICD-SEC-5: a right that can be turned into another right is that other right, and passes the gate by\n" +
          "  fix: take one of the actions away, or scope it to things that can't change production",
      ],
    },
    {
      when: "the two halves stand in two documents",
      shows: "violation",
      stack: narrowRoad(...people(pass(deploy)), managedPolicy("more", "devops", builds), {
        type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        name: "more-attachment",
        props: { group: "developers", policyArn: policyArn("devops", "more") },
      }),
      says: [newBuild],
    },
    {
      when: "a group may edit the role that deploys, by a pattern in another letter case",
      shows: "violation",
      stack: narrowRoad(...people(allow("IAM:updateassume*", roleArn("devops", "payments-deploy-*")))),
      says: [
        "mandatory developers-policy: Group developers can gain the rights of production: it can change whom a role trusts (UpdateAssumeRolePolicy).",
      ],
    },
    {
      when: "a group may take the boundary off a role of production's account that nobody here made",
      shows: "violation",
      stack: narrowRoad(...people(allow("iam:DeleteRolePermissionsBoundary", roleArn("prod", "another")))),
      says: [
        "mandatory developers-policy: Group developers can gain the rights of production: it can take the boundary off a role (DeleteRolePermissionsBoundary).",
      ],
    },
    {
      when: "a group may edit a policy that the deploying role holds",
      shows: "violation",
      stack: narrowRoad(
        managedPolicy("payments-more", "devops", allow("s3:GetObject", "arn:aws:s3:::payments/*")),
        attachment("payments-deploy-prod", policyArn("devops", "payments-more")),
        ...people(allow("iam:CreatePolicyVersion", policyArn("devops", "payments-more"))),
      ),
      says: [
        "mandatory developers-policy: Group developers can gain the rights of production: it can give a policy another content (CreatePolicyVersion).",
      ],
    },
    {
      when: "a group may give the build of production other work",
      shows: "violation",
      stack: narrowRoad(
        ...people(
          allow(
            ["codebuild:UpdateProject", "codebuild:StartBuild"],
            "arn:aws:codebuild:*:111111111111:project/payments-deploy-prod",
          ),
        ),
      ),
      says: [
        "mandatory developers-policy: Group developers can gain the rights of production: it can give a build other work and run it (UpdateProject).",
      ],
    },
    {
      when: "a build may rewrite every role",
      shows: "violation",
      stack: build(allow("iam:PutRolePolicy", "arn:aws:iam::111111111111:role/*")),
      says: [
        "mandatory payments-build-policy: Role payments-build can gain the rights of any role: it can put a policy on a role (PutRolePolicy).",
      ],
    },
    {
      when: "a role behind the gate may rewrite every role",
      shows: "violation",
      stack: narrowRoadWith([
        allow("sts:AssumeRole", roleArn("prod", bootstrapRole("prod", "deploy"))),
        allow("iam:AttachRolePolicy", "*"),
      ]),
      says: [
        "mandatory payments-deploy-prod-policy: Role payments-deploy-prod can gain the rights of any role: it can attach a policy to a role (AttachRolePolicy).",
      ],
    },
    {
      when: "a policy that nobody holds would do",
      shows: "violation",
      stack: [managedPolicy("loose", "devops", allow("iam:CreatePolicyVersion", "*"))],
      says: [
        "mandatory loose: Whoever holds loose can gain the rights of any policy: it can give a policy another content (CreatePolicyVersion).",
      ],
    },
    {
      when: "a user is in a group that does, and it is said once",
      shows: "violation",
      stack: [
        ...people(allow("iam:PutUserPolicy", "*")),
        { type: "aws:iam/user:User", name: "someone", props: { name: "someone" } },
        {
          type: "aws:iam/userGroupMembership:UserGroupMembership",
          name: "membership",
          props: { user: "someone", groups: ["developers"] },
        },
      ],
      says: [
        "mandatory developers-policy: Group developers can gain the rights of any user: it can put a policy on a user (PutUserPolicy).",
      ],
    },
    {
      when: "AdministratorAccess is attached under a boundary that leaves builds",
      shows: "violation",
      stack: [
        role("devops", "payments-build", {
          props: { permissionsBoundary: policyArn("devops", "boundary") },
        }),
        managedPolicy("boundary", "devops", allow(["codebuild:UpdateProject", "codebuild:StartBuild"], "*")),
        attachment("payments-build", "arn:aws:iam::aws:policy/AdministratorAccess"),
      ],
      says: [
        "mandatory payments-build-attachment: Role payments-build can gain the rights of any project: it can give a build other work and run it (UpdateProject).",
      ],
    },
    {
      when: "a policy can't be read",
      shows: "unknown",
      stack: unreadable,
      says: [`advisory payments-build-policy: ${unseen("role payments-build")}`],
    },
    {
      when: "what is passed is not known",
      shows: "unknown",
      stack: narrowRoad(group("developers", "devops"), {
        type: "aws:iam/groupPolicy:GroupPolicy",
        name: "developers-policy",
        props: {
          group: "developers",
          policy: { Statement: [allow("iam:PassRole", [unknown]), builds] },
        },
      }),
      says: [`advisory developers: ${unseen("group developers")}`],
    },
    {
      when: "nobody says which accounts are production",
      shows: "unknown",
      stack: people([pass(deploy), builds]),
      circumstances: {},
      says: [`advisory developers: ${unseen("group developers")}`],
    },
    {
      when: "the boundary can't be read",
      shows: "unknown",
      stack: [
        role("devops", "payments-build", {
          props: { permissionsBoundary: policyArn("devops", "elsewhere") },
        }),
        ...build(allow("iam:PutRolePolicy", "*")).slice(1),
      ],
      says: [`advisory payments-build: ${unseen("role payments-build")}`],
    },
    {
      when: "another document surely denies it",
      shows: "near miss",
      stack: narrowRoad(...people([pass(deploy), builds, deny("iam:PassRole", "*")])),
    },
    {
      when: "the role may be passed to another service only",
      shows: "near miss",
      stack: narrowRoad(...people([pass(deploy, "ec2"), builds])),
    },
    {
      when: "one action of the combination is missing",
      shows: "near miss",
      stack: narrowRoad(...people(pass(deploy))),
    },
    {
      when: "the boundary leaves nothing of it",
      shows: "near miss",
      stack: [
        role("devops", "payments-build", {
          props: { permissionsBoundary: policyArn("devops", "boundary") },
        }),
        ...build(allow("iam:PutRolePolicy", "*")).slice(1),
        managedPolicy("boundary", "devops", allow("s3:*", "*")),
      ],
    },
    {
      when: "the bootstrap role of production passes the execution role, and nothing else",
      shows: "near miss",
      stack: narrowRoad(
        {
          ...managedPolicy("deploy-more", "prod", [
            pass(executionRoleArn, "cloudformation"),
            allow(
              ["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"],
              `arn:aws:cloudformation:eu-central-1:${accounts.prod}:stack/Payments/*`,
            ),
          ]),
        },
        attachment(bootstrapRole("prod", "deploy"), policyArn("prod", "deploy-more"), "prod"),
      ),
    },
    {
      when: "the execution role makes the application's roles and manages its services",
      shows: "near miss",
      stack: making,
      circumstances: { settings: workload },
    },
    {
      when: "the combination is allowed by config",
      shows: "near miss",
      stack: narrowRoad(...people([pass(deploy), builds])),
      circumstances: { settings, config: { allow: ["passrole+createproject+startbuild"] } },
    },
    {
      when: "the stack has no identity policy",
      shows: "not applicable",
      stack: [role("devops", "payments-build")],
      notApplicable: ["the stack has no identity policy"],
    },
  ],
};
