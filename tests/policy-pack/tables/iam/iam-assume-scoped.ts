import { iamAssumeScoped } from "../../../../policy-pack/policies/iam/iam-assume-scoped";
import { unknown } from "../../handed";
import { allow, bootstrapRole, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";
import { boundary, build, buildWith, unreadable } from "./holders.stack";

const lookup = roleArn("dev", bootstrapRole("dev", "lookup"));
const unseen =
  "advisory payments-build-policy: Undetermined: whether payments-build-policy lets roles be assumed that it doesn't name, or in foreign accounts can't be seen, because a part of it is not known.";

export const table: DecisionTable = {
  rule: iamAssumeScoped,
  rows: [
    {
      when: "a role of a known account is named",
      shows: "pass",
      stack: build(allow("sts:AssumeRole", lookup)),
    },
    {
      when: "the bootstrap roles of every account are meant",
      shows: "violation",
      stack: build(allow("sts:AssumeRole", [lookup, "arn:aws:iam::*:role/cdk-pay-deploy-role-*"])),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy lets roles be assumed that it doesn't name: arn:aws:iam::*:role/cdk-pay-deploy-role-*.",
      ],
      inFull: [
        "The statement of payments-build-policy lets roles be assumed that it doesn't name: arn:aws:iam::*:role/cdk-pay-deploy-role-*.\n" +
          "  at: policy.Statement\n" +
          "  why: CICD-SEC-2: a pattern takes in the roles of others, and those that are made tomorrow\n" +
          "  fix: name each role by its ARN, in an account of this stack",
      ],
    },
    {
      when: "a pattern of actions means it, on a variable",
      shows: "violation",
      stack: build(allow("STS:Assume*", "arn:aws:iam::222222222222:role/${aws:username}")),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy lets roles be assumed that it doesn't name: arn:aws:iam::222222222222:role/${aws:username}.",
      ],
    },
    {
      when: "the role is in a foreign account",
      shows: "violation",
      stack: build(allow("sts:AssumeRole", "arn:aws:iam::999999999999:role/theirs")),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy lets roles be assumed in accounts that are not on the list of this stack: arn:aws:iam::999999999999:role/theirs.",
      ],
    },
    {
      when: "every role is meant but a list",
      shows: "violation",
      stack: build({ Effect: "Allow", Action: "sts:AssumeRole", NotResource: lookup }),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy lets every role be assumed but a list.",
      ],
    },
    { when: "a policy can't be read", shows: "unknown", stack: unreadable, says: [unseen] },
    {
      when: "the role is not known",
      shows: "unknown",
      stack: buildWith(allow("sts:AssumeRole", [lookup, unknown])),
      says: [unseen],
    },
    {
      when: "nobody says which accounts there are",
      shows: "unknown",
      stack: build(allow("sts:AssumeRole", lookup)),
      circumstances: {},
      says: [unseen],
    },
    {
      when: "the roles are named in several statements, in another letter case",
      shows: "near miss",
      stack: build([
        allow("STS:AssumeRole", lookup),
        { effect: "allow", action: "sts:assumerole", resource: [lookup] },
      ]),
    },
    {
      when: "the account is given by config",
      shows: "near miss",
      stack: build(allow("sts:AssumeRole", "arn:aws:iam::999999999999:role/theirs")),
      circumstances: { settings, config: { accounts: ["999999999999"] } },
    },
    { when: "the policy is only a boundary", shows: "near miss", stack: boundary(allow("sts:*", "*")) },
  ],
};
