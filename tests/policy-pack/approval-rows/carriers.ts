import type { Written } from "../handed";
import { unknown } from "../handed";
import type { Statements } from "../road";
import { allow, bootstrapRole, document, project, provider, road, role, roleArn, rolePolicy } from "../road";
import type { Row } from "./row";
import { buildMay, buildReaches, deployProdWay, ungated } from "./row";

export const carriers: readonly Row[] = [
  {
    when: "… in a policy of its own beside a harmless one",
    stack: road({
      add: [
        rolePolicy(
          "devops",
          "payments-build",
          allow("sts:AssumeRole", roleArn("prod", "release")),
          "second-policy",
        ),
      ],
    }),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy second-policy.policy.Statement)",
    ],
  },
  {
    when: "… in a policy that names the role in another letter case",
    stack: road({
      add: [
        rolePolicy(
          "devops",
          "PAYMENTS-Build",
          allow("sts:AssumeRole", roleArn("prod", "release")),
          "second-policy",
        ),
      ],
    }),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/rolePolicy:RolePolicy second-policy.policy.Statement)",
    ],
  },
  {
    when: "… in an inline policy of the role",
    stack: road({
      replace: [
        role("devops", "payments-build", {
          props: {
            inlinePolicies: [
              { name: "x", policy: document(allow("sts:AssumeRole", roleArn("prod", "release"))) },
            ],
          },
        }),
      ],
    }),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/role:Role payments-build.inlinePolicies[0].policy.Statement)",
    ],
  },
  {
    when: "… in an attached policy whose ARN is not known yet",
    stack: road({
      add: attached(
        { role: "payments-build", policyArn: unknown },
        allow("sts:AssumeRole", roleArn("prod", "release")),
      ),
    }),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/policy:Policy extra.policy.Statement)",
    ],
  },
  {
    when: "… in an attached policy that is named by its ARN",
    stack: road({
      add: attached(
        { role: "payments-build", policyArn: "arn:aws:iam::111111111111:policy/extra" },
        allow("sts:AssumeRole", roleArn("prod", "release")),
      ),
    }),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/policy:Policy extra.policy.Statement)",
    ],
  },
  {
    when: "… in a policy attached to several roles",
    stack: road({
      add: [
        ...attached(
          { role: "payments-deploy-prod", policyArn: unknown },
          allow("sts:AssumeRole", roleArn("prod", "release")),
        ),
        {
          type: "aws:iam/policyAttachment:PolicyAttachment",
          name: "many",
          props: { roles: ["payments-build"], policyArn: unknown },
          madeFrom: { policyArn: ["extra"] },
        },
      ],
    }),
    says: [buildReaches("sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role arn:aws:iam::444444444444:role/release (aws:iam/policy:Policy extra.policy.Statement)",
    ],
  },
  {
    when: "… because it is an administrator",
    stack: road({
      add: [
        {
          type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          name: "admin",
          props: { role: "payments-build", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
        },
      ],
    }),
    says: [buildReaches(`sts:assumerole on *, such as ${roleArn("prod", "b")}`)],
    cuts: [
      "role payments-build assumes role payments-deploy-prod, and 8 more of the kind (aws:iam/rolePolicyAttachment:RolePolicyAttachment admin.policyArn)",
    ],
  },
  {
    when: "… or pass it",
    stack: buildMay(allow("iam:PassRole", roleArn("prod", "release"))),
    says: [buildReaches("iam:passrole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build passes role arn:aws:iam::444444444444:role/release to a service (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… through another role of the stack",
    stack: buildMay(allow("sts:AssumeRole", roleArn("devops", "payments-deploy-prod"))),
    says: [buildReaches(...deployProdWay.slice(1))],
    cuts: [
      "role payments-build assumes role payments-deploy-prod (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… through two roles that assume each other",
    stack: road({
      replace: [rolePolicy("devops", "payments-build", allow("sts:AssumeRole", roleArn("devops", "hop")))],
      add: [
        role("devops", "hop"),
        rolePolicy("devops", "hop", [
          allow("sts:AssumeRole", [roleArn("devops", "payments-build"), roleArn("prod", "release")]),
        ]),
      ],
    }),
    says: [buildReaches("role hop", "sts:assumerole", `role ${roleArn("prod", "release")}`)],
    cuts: [
      "role payments-build assumes role hop (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement)",
    ],
  },
  {
    when: "the batch role of a project reaches production",
    stack: road({
      replace: [
        project("payments-build", roleArn("devops", "payments-build"), {
          props: { buildBatchConfig: { serviceRole: roleArn("devops", "payments-deploy-prod") } },
        }),
      ],
    }),
    says: [ungated("stage Verify, action Build", "build project payments-build", ...deployProdWay.slice(1))],
    cuts: [
      "build project payments-build works as role payments-deploy-prod (aws:codebuild/project:Project project-payments-build.buildBatchConfig.serviceRole)",
    ],
  },
  {
    when: "the build role may write production's assets",
    stack: buildMay(allow("s3:PutObject", "arn:aws:s3:::cdk-pay-assets-444444444444-eu-central-1/*")),
    says: [buildReaches("s3:putobject on arn:aws:s3:::cdk-pay-assets-444444444444-eu-central-1/*")],
    cuts: [
      "role payments-build changes production account 444444444444: s3:putobject on arn:aws:s3:::cdk-pay-assets-444444444444-eu-central-1/* (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "the plan's lookup role may make a change set",
    stack: road({
      replace: [
        rolePolicy(
          "prod",
          bootstrapRole("prod", "lookup"),
          allow(["cloudformation:Describe*", "cloudformation:CreateChangeSet"], "*"),
        ),
      ],
    }),
    says: [
      ungated(
        "stage prod, action Plan",
        "build project payments-plan-prod",
        "role payments-plan-prod",
        `role ${bootstrapRole("prod", "lookup")}`,
        "cloudformation:createchangeset on *",
      ),
    ],
    cuts: [
      "role payments-plan-prod assumes role cdk-pay-lookup-role-444444444444-eu-central-1 (aws:iam/rolePolicy:RolePolicy payments-plan-prod-policy.policy.Statement)",
    ],
  },
  {
    when: "… by a verb that is cut off",
    stack: road({
      replace: [rolePolicy("prod", bootstrapRole("prod", "lookup"), allow("cloudformation:D*", "*"))],
    }),
    says: [
      ungated(
        "stage prod, action Plan",
        "build project payments-plan-prod",
        "role payments-plan-prod",
        `role ${bootstrapRole("prod", "lookup")}`,
        "cloudformation:d* on *",
      ),
    ],
    cuts: [
      "role payments-plan-prod assumes role cdk-pay-lookup-role-444444444444-eu-central-1 (aws:iam/rolePolicy:RolePolicy payments-plan-prod-policy.policy.Statement)",
    ],
  },
];

/** A managed policy of the stack and its attachment. */
function attached(props: Record<string, unknown>, statement: Statements): readonly Written[] {
  return [
    {
      type: "aws:iam/policy:Policy",
      name: "extra",
      provider: provider("devops"),
      props: { name: "extra", arn: unknown, policy: document(statement) },
    },
    {
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "extra-attachment",
      provider: provider("devops"),
      props,
      madeFrom: props["policyArn"] === unknown ? { policyArn: ["extra"] } : {},
    },
  ];
}
