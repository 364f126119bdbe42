import { allow, deny, road, roleArn, rolePolicy } from "../road";
import type { Row } from "./row";
import { buildMay, buildReaches, deployProdWay, prodDeploy } from "./row";

export const roleDocuments: readonly Row[] = [
  {
    when: "the build role may assume a production role",
    stack: buildMay(allow("sts:AssumeRole", prodDeploy)),
    says: [buildReaches("role cdk-pay-deploy-role-444444444444-eu-central-1", deployProdWay[3] ?? "")],
    cuts: [
      "role payments-build assumes role cdk-pay-deploy-role-444444444444-eu-central-1 (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… one that is not in the stack",
    stack: buildMay(allow("sts:AssumeRole", roleArn("prod", "release"))),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… written in another letter case",
    stack: buildMay(allow("STS:assumerole", roleArn("prod", "release"))),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… by the elements' names in another letter case",
    stack: road({
      replace: [
        {
          ...rolePolicy("devops", "payments-build", []),
          props: {
            role: "payments-build",
            policy: JSON.stringify({
              statement: { effect: "allow", action: "sts:AssumeRole", resource: roleArn("prod", "release") },
            }),
          },
        },
      ],
    }),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.statement)",
    ],
  },
  {
    when: "… through a document in object form",
    stack: road({
      replace: [
        {
          ...rolePolicy("devops", "payments-build", []),
          props: {
            role: "payments-build",
            policy: { Statement: [allow("sts:AssumeRole", roleArn("prod", "release"))] },
          },
        },
      ],
    }),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… through a wildcard in the name",
    stack: buildMay(allow("sts:AssumeRole", "arn:aws:iam::444444444444:role/cdk-*-deploy-*")),
    says: [
      buildReaches(
        "sts:assumerole on arn:aws:iam::444444444444:role/cdk-*-deploy-*, such as arn:aws:iam::444444444444:role/cdk--deploy-",
      ),
    ],
    cuts: [
      "role payments-build assumes role cdk-pay-deploy-role-444444444444-eu-central-1, and 1 more of the kind (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… through a wildcard in the account",
    stack: buildMay(allow("sts:AssumeRole", "arn:aws:iam::*:role/release")),
    says: [
      buildReaches(`sts:assumerole on arn:aws:iam::*:role/release, such as ${roleArn("prod", "release")}`),
    ],
    cuts: [
      "role payments-build changes production account 444444444444: sts:assumerole on arn:aws:iam::*:role/release, such as arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… through a wildcard for one character",
    stack: buildMay(allow("sts:AssumeRole", "arn:aws:iam::44444444444?:role/release")),
    says: [
      buildReaches(
        `sts:assumerole on arn:aws:iam::44444444444?:role/release, such as ${roleArn("prod", "release")}`,
      ),
    ],
    cuts: [
      "role payments-build changes production account 444444444444: sts:assumerole on arn:aws:iam::44444444444?:role/release, such as arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… through a wildcard in the action",
    stack: buildMay(allow("sts:Assume*", roleArn("prod", "release"))),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… through NotResource",
    stack: buildMay({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      NotResource: "arn:aws:iam::222222222222:role/*",
    }),
    says: [
      buildReaches(
        `sts:assumerole on everything but arn:aws:iam::222222222222:role/*, such as ${roleArn("prod", "b")}`,
      ),
    ],
    cuts: [
      "role payments-build assumes role payments-deploy-prod, and 2 more of the kind (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… through NotResource that leaves out production, but not the roles that lead there",
    stack: buildMay({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      NotResource: "arn:*:iam::444444444444:role/*",
    }),
    says: [buildReaches(...deployProdWay.slice(1))],
    cuts: [
      "role payments-build assumes role payments-deploy-prod (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… through NotAction",
    stack: buildMay({ Effect: "Allow", NotAction: "s3:*", Resource: roleArn("prod", "release") }),
    says: [buildReaches(`* on ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release, and 4 more of the kind (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… through a policy variable",
    stack: buildMay(allow("sts:AssumeRole", "arn:aws:iam::${aws:PrincipalTag/target}:role/release")),
    says: [
      buildReaches(
        `sts:assumerole on arn:aws:iam::\${aws:PrincipalTag/target}:role/release, such as ${roleArn("prod", "release")}`,
      ),
    ],
    cuts: [
      "role payments-build changes production account 444444444444: sts:assumerole on arn:aws:iam::${aws:PrincipalTag/target}:role/release, such as arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… under a condition that may be met",
    stack: buildMay(
      allow("sts:AssumeRole", roleArn("prod", "release"), {
        Condition: { Bool: { "aws:SecureTransport": "true" } },
      }),
    ),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… which a conditional denial does not surely stop",
    stack: buildMay(
      allow("sts:AssumeRole", roleArn("prod", "release")),
      deny("sts:AssumeRole", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
    ),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
];
