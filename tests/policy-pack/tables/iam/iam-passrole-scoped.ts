import { iamPassroleScoped } from "../../../../policy-pack/policies/iam/iam-passrole-scoped";
import { unknown } from "../../handed";
import { accounts, allow, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";
import { boundary, build, buildWith, executionRole, policyArn, unreadable } from "./holders.stack";

const to = (service: unknown, operator = "StringEquals") => ({
  Condition: { [operator]: { "iam:PassedToService": service } },
});
const build1 = roleArn("devops", "payments-build");
const codebuild = to("codebuild.amazonaws.com");
const application = `arn:aws:iam::${accounts.prod}:role/Payments-*`;
const bounded = allow("iam:CreateRole", application, {
  Condition: {
    StringEquals: { "iam:PermissionsBoundary": policyArn("prod", "cdk-pay-permissions-boundary") },
  },
});
/** What the execution role of the application `payments` is handed over by its config. */
const payments = { config: { app: "payments" } };
const unseen =
  "advisory payments-build-policy: Undetermined: whether payments-build-policy lets roles be passed that it doesn't name can't be seen, because a part of it is not known.";

export const table: DecisionTable = {
  rule: iamPassroleScoped,
  rows: [
    {
      when: "a role is passed by name to a named service",
      shows: "pass",
      stack: build(allow("iam:PassRole", build1, codebuild)),
    },
    {
      when: "every role is passed, to any service",
      shows: "violation",
      stack: build([allow("iam:PassRole", "*", { Sid: "Pass" })]),
      says: [
        "mandatory payments-build-policy: Statement Pass of payments-build-policy lets roles be passed to any service: it has no exact iam:PassedToService.",
        "mandatory payments-build-policy: Statement Pass of payments-build-policy lets roles be passed that it doesn't name: *.",
      ],
      inFull: [
        "Statement Pass of payments-build-policy lets roles be passed to any service: it has no exact iam:PassedToService.\n" +
          "  at: policy.Statement[0]\n" +
          "  why: CICD-SEC-2: to pass a role is to use its rights, through a service that does what the passer says\n" +
          "  fix: name each role by its ARN, and the service in a condition StringEquals on iam:PassedToService",
        "Statement Pass of payments-build-policy lets roles be passed that it doesn't name: *.\n" +
          "  at: policy.Statement[0]\n" +
          "  why: CICD-SEC-2: to pass a role is to use its rights, through a service that does what the passer says\n" +
          "  fix: name each role by its ARN, and the service in a condition StringEquals on iam:PassedToService",
      ],
    },
    {
      when: "the service is a pattern, and the action one too",
      shows: "violation",
      stack: build(allow("IAM:pass*", build1, to("*.amazonaws.com", "StringLike"))),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy lets roles be passed to any service: it has no exact iam:PassedToService.",
      ],
    },
    {
      when: "the condition is also met without the key",
      shows: "violation",
      stack: build(allow("iam:PassRole", build1, to("codebuild.amazonaws.com", "StringEqualsIfExists"))),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy lets roles be passed to any service: it has no exact iam:PassedToService.",
      ],
    },
    {
      when: "a prefix is passed by a role that is no execution role",
      shows: "violation",
      stack: build(allow("iam:PassRole", roleArn("devops", "payments-*"), codebuild)),
      circumstances: payments,
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy lets roles be passed that it doesn't name: arn:aws:iam::111111111111:role/payments-*.",
      ],
    },
    {
      when: "every role is passed but a list",
      shows: "violation",
      stack: build({ Effect: "Allow", Action: "iam:PassRole", NotResource: build1, ...codebuild }),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy lets every role be passed but a list.",
      ],
    },
    {
      when: "an execution role passes the roles of another application",
      shows: "violation",
      stack: executionRole([
        allow("iam:PassRole", `arn:aws:iam::${accounts.prod}:role/Billing-*`, to("lambda.amazonaws.com")),
        bounded,
      ]),
      circumstances: payments,
      says: [
        "mandatory execution-policy: Statement 1 of execution-policy lets roles be passed that it doesn't name: arn:aws:iam::444444444444:role/Billing-*.",
      ],
    },
    {
      when: "an execution role may make the roles that it passes without a boundary",
      shows: "violation",
      stack: executionRole([
        allow("iam:PassRole", application, to("lambda.amazonaws.com")),
        allow("iam:CreateRole", application),
      ]),
      circumstances: payments,
      says: [
        "mandatory execution-policy: Statement 1 of execution-policy lets roles be passed that it doesn't name: arn:aws:iam::444444444444:role/Payments-*.",
      ],
    },
    {
      when: "an execution role passes roles of another account",
      shows: "violation",
      stack: executionRole([
        allow("iam:PassRole", roleArn("dev", "Payments-*"), to("lambda.amazonaws.com")),
        bounded,
      ]),
      circumstances: payments,
      says: [
        "mandatory execution-policy: Statement 1 of execution-policy lets roles be passed that it doesn't name: arn:aws:iam::222222222222:role/Payments-*.",
      ],
    },
    { when: "a policy can't be read", shows: "unknown", stack: unreadable, says: [unseen] },
    {
      when: "the role is not known",
      shows: "unknown",
      stack: buildWith(allow("iam:PassRole", [unknown], codebuild)),
      says: [unseen],
    },
    {
      when: "the service is not known",
      shows: "unknown",
      stack: buildWith(allow("iam:PassRole", build1, to([unknown]))),
      says: [unseen],
    },
    {
      when: "nobody says which application this is",
      shows: "unknown",
      stack: executionRole([allow("iam:PassRole", application, to("lambda.amazonaws.com")), bounded]),
      circumstances: {},
      says: [
        "advisory execution-policy: Undetermined: whether execution-policy lets roles be passed that it doesn't name can't be seen, because a part of it is not known.",
      ],
    },
    {
      when: "an execution role passes the application's roles under the boundary",
      shows: "near miss",
      stack: executionRole([
        allow(
          "iam:PassRole",
          [application, `arn:aws:iam::${accounts.prod}:role/payments/*`],
          to("lambda.amazonaws.com"),
        ),
        bounded,
      ]),
      circumstances: payments,
    },
    {
      when: "an execution role passes roles that begin like the application's stacks",
      shows: "near miss",
      stack: executionRole([
        allow("iam:PassRole", `arn:aws:iam::${accounts.prod}:role/ShopLive-*`, to("lambda.amazonaws.com")),
        allow("iam:CreateRole", `arn:aws:iam::${accounts.prod}:role/ShopLive-*`, {
          Condition: {
            StringEquals: { "iam:PermissionsBoundary": `arn:aws:iam::${accounts.prod}:policy/edge` },
          },
        }),
      ]),
      circumstances: {
        settings: {
          ...settings,
          environments: settings.environments.map((one) => ({ ...one, stacks: ["ShopLive-*"] })),
        },
      },
    },
    {
      when: "passing everything is denied",
      shows: "near miss",
      stack: build({ Effect: "Deny", Action: "iam:PassRole", Resource: "*" }),
    },
    {
      when: "the policy is only a boundary",
      shows: "near miss",
      stack: boundary(allow("iam:PassRole", "*")),
    },
  ],
};
