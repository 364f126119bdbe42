import { iamNoAdmin } from "../../../../policy-pack/policies/iam/iam-no-admin";
import { unknown } from "../../handed";
import { allow, role } from "../../road";
import type { DecisionTable } from "../table";
import {
  attachment,
  boundary,
  build,
  buildWith,
  executionRole,
  managedPolicy,
  policyArn,
  unreadable,
} from "./holders.stack";

const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

export const table: DecisionTable = {
  rule: iamNoAdmin,
  rows: [
    {
      when: "a policy names its actions and resources",
      shows: "pass",
      stack: build(allow("s3:GetObject", "arn:aws:s3:::payments-artifacts/*")),
    },
    {
      when: "a policy allows every action on everything",
      shows: "violation",
      stack: build(allow("*", "*", { Sid: "Admin" })),
      says: [
        "mandatory payments-build-policy: Statement Admin of payments-build-policy allows every action on everything.",
      ],
      inFull: [
        "Statement Admin of payments-build-policy allows every action on everything.\n" +
          "  at: policy.Statement\n" +
          "  why: CICD-SEC-2: whoever holds administration holds every other right too, and no gate binds who can remove it\n" +
          "  fix: name the actions that are needed, and the resources that they are needed on",
      ],
    },
    {
      when: "it does so in other words, in a list",
      shows: "violation",
      stack: build([allow(["s3:GetObject", "*:*"], ["arn:aws:s3:::a/*", "arn:*"])]),
      says: [
        "mandatory payments-build-policy: Statement 1 of payments-build-policy allows every action on everything.",
      ],
    },
    {
      when: "it allows everything but a list",
      shows: "violation",
      stack: build({ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows everything but iam:* and organizations:*, on everything.",
      ],
    },
    {
      when: "it allows all of IAM on the roles of an account",
      shows: "violation",
      stack: build(allow("IAM:*", "arn:aws:iam::111111111111:*")),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows all of IAM on all roles, as IAMFullAccess does.",
      ],
    },
    {
      when: "an execution role under a boundary allows everything",
      shows: "violation",
      stack: executionRole(allow("*", "*")),
      says: [
        "mandatory execution-policy: The statement of execution-policy allows every action on everything.",
      ],
    },
    {
      when: "a policy that is a boundary is attached as well",
      shows: "violation",
      stack: [...boundary(allow("*", "*")), attachment("payments-build", policyArn("devops", "boundary"))],
      says: ["mandatory boundary: The statement of boundary allows every action on everything."],
    },
    {
      when: "AdministratorAccess is attached",
      shows: "violation",
      stack: [role("devops", "payments-build"), attachment("payments-build", administrator)],
      says: [
        "mandatory payments-build-attachment: payments-build-attachment gives role payments-build AWS's AdministratorAccess.",
      ],
    },
    {
      when: "it is in the role's own list",
      shows: "violation",
      stack: [role("devops", "payments-build", { props: { managedPolicyArns: [administrator] } })],
      says: ["mandatory payments-build: payments-build gives role payments-build AWS's AdministratorAccess."],
    },
    {
      when: "a policy can't be read",
      shows: "unknown",
      stack: unreadable,
      says: [
        "advisory payments-build-policy: Undetermined: whether payments-build-policy gives administration can't be seen, because a part of it is not known.",
      ],
    },
    {
      when: "every action is allowed on something that is not known",
      shows: "unknown",
      stack: buildWith(allow("*", [unknown])),
      says: [
        "advisory payments-build-policy: Undetermined: whether payments-build-policy gives administration can't be seen, because a part of it is not known.",
      ],
    },
    {
      when: "a policy from outside of the stack is attached",
      shows: "unknown",
      stack: [
        role("devops", "payments-build"),
        attachment("payments-build", "arn:aws:iam::aws:policy/AWSCodeBuildDeveloperAccess"),
      ],
      says: [
        "advisory payments-build-attachment: Undetermined: whether arn:aws:iam::aws:policy/AWSCodeBuildDeveloperAccess gives role payments-build administration can't be seen: the policy is not in this stack.",
      ],
    },
    {
      when: "everything is allowed, but on one bucket",
      shows: "near miss",
      stack: build(allow("*", ["arn:aws:s3:::payments", "arn:aws:s3:::payments/*"])),
    },
    {
      when: "every action is allowed by a policy that is only a boundary",
      shows: "near miss",
      stack: boundary(allow("*", "*")),
    },
    {
      when: "all of IAM is allowed on the roles of the application",
      shows: "near miss",
      stack: build(allow("iam:*", "arn:aws:iam::111111111111:role/payments-*")),
    },
    {
      when: "a policy of the stack has the name of the administrator's",
      shows: "near miss",
      stack: [
        role("devops", "payments-build"),
        managedPolicy("AdministratorAccess", "devops", allow("s3:GetObject", "arn:aws:s3:::payments/*")),
        attachment("payments-build", policyArn("devops", "AdministratorAccess")),
      ],
    },
    {
      when: "the stack has no identity policy",
      shows: "not applicable",
      stack: [role("devops", "payments-build")],
      notApplicable: ["the stack has no identity policy"],
    },
  ],
};
