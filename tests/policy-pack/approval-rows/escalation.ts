import type { Written } from "../handed";
import { allow, document, provider, road, role, roleArn, rolePolicy } from "../road";
import type { Row } from "./row";
import { buildMay, buildReaches, deployProdWay } from "./row";

const own = roleArn("devops", "payments-build");
const deployer = roleArn("devops", "payments-deploy-prod");
const boundaryArn = "arn:aws:iam::111111111111:policy/build-boundary";
const boundary: Written = {
  type: "aws:iam/policy:Policy",
  name: "build-boundary",
  provider: provider("devops"),
  props: { name: "build-boundary", arn: boundaryArn, policy: document(allow("iam:PutRolePolicy", own)) },
};

/** A role that may rewrite another has its power; one that may rewrite itself has any. */
export const escalation: readonly Row[] = [
  {
    when: "the build role may put a policy on the role that deploys",
    stack: buildMay(allow("iam:PutRolePolicy", deployer)),
    says: [buildReaches(...deployProdWay.slice(1))],
    cuts: [
      "role payments-build puts a policy on role payments-deploy-prod (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… or attach one, by a pattern in other letter case",
    stack: buildMay(allow("IAM:Attach*", "arn:aws:iam::111111111111:role/payments-deploy-p*")),
    says: [buildReaches(...deployProdWay.slice(1))],
    cuts: [
      "role payments-build attaches a policy to role payments-deploy-prod (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… or let itself in",
    stack: buildMay(allow("iam:UpdateAssumeRolePolicy", deployer)),
    says: [buildReaches(...deployProdWay.slice(1))],
    cuts: [
      "role payments-build lets itself into role payments-deploy-prod (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "… or rewrite a role of production that is not in the stack",
    stack: buildMay(allow("iam:PutRolePolicy", roleArn("prod", "release"))),
    says: [buildReaches("iam:putrolepolicy on arn:aws:iam::444444444444:role/release")],
    cuts: [
      "role payments-build puts a policy on role arn:aws:iam::444444444444:role/release, and 1 more of the kind (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "the build role may put a policy on itself",
    stack: buildMay(allow("iam:PutRolePolicy", own)),
    says: [
      buildReaches("iam:putrolepolicy on itself", `sts:assumerole on *, such as ${roleArn("prod", "b")}`),
    ],
    cuts: [
      "role payments-build changes production account 444444444444: iam:putrolepolicy on itself → sts:assumerole on *, such as arn:aws:iam::444444444444:role/b (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement[0])",
    ],
  },
  {
    when: "the build role may put a policy on itself, within a boundary that lets nothing of production through",
    stack: road({
      replace: [
        role("devops", "payments-build", { props: { permissionsBoundary: boundaryArn } }),
        rolePolicy("devops", "payments-build", allow("iam:PutRolePolicy", own)),
      ],
      add: [boundary],
    }),
    says: [],
  },
  {
    when: "the build role may rewrite a role of development",
    stack: buildMay(allow(["iam:PutRolePolicy", "iam:AttachRolePolicy"], roleArn("dev", "worker"))),
    says: [],
  },
];
