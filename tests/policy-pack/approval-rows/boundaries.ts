import type { Written } from "../handed";
import { allow, document, provider, road, role, roleArn, rolePolicy } from "../road";
import type { Row } from "./row";
import { buildReaches } from "./row";

const boundaryArn = "arn:aws:iam::111111111111:policy/build-boundary";

/** The build role may assume anything, within a boundary. */
const bounded = (permissionsBoundary: string, ...boundary: readonly Written[]) =>
  road({
    replace: [
      role("devops", "payments-build", { props: { permissionsBoundary } }),
      rolePolicy("devops", "payments-build", allow("sts:AssumeRole", "*")),
    ],
    add: boundary,
  });

const boundary = (...statements: readonly Record<string, unknown>[]): Written => ({
  type: "aws:iam/policy:Policy",
  name: "build-boundary",
  provider: provider("devops"),
  props: { name: "build-boundary", arn: boundaryArn, policy: document(statements) },
});

export const boundaries: readonly Row[] = [
  {
    when: "a boundary keeps the build role to development",
    stack: bounded(boundaryArn, boundary(allow("sts:AssumeRole", "arn:aws:iam::222222222222:role/*"))),
    says: [],
  },
  {
    when: "a boundary lets production's roles through",
    stack: bounded(boundaryArn, boundary(allow("sts:*", "arn:aws:iam::444444444444:role/rel*"))),
    says: [buildReaches(`sts:assumerole on *, such as ${roleArn("prod", "b")}`)],
    cuts: [
      "role payments-build changes production account 444444444444: sts:assumerole on *, such as arn:aws:iam::444444444444:role/b (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement)",
    ],
  },
  {
    when: "a boundary is not in the stack, so that it keeps nobody out for certain",
    stack: bounded("arn:aws:iam::111111111111:policy/elsewhere"),
    says: [buildReaches(`sts:assumerole on *, such as ${roleArn("prod", "b")}`)],
    cuts: [
      "role payments-build assumes role payments-deploy-prod, and 2 more of the kind (aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement)",
    ],
  },
];
