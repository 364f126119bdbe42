import { iamWriteConstrained } from "../../../../policy-pack/policies/iam/iam-write-constrained";
import { unknown } from "../../handed";
import { allow } from "../../road";
import type { DecisionTable } from "../table";
import { boundary, build, buildWith, unreadable } from "./holders.stack";

const here = { Condition: { StringEquals: { "aws:RequestedRegion": "eu-central-1" } } };
const said =
  "advisory payments-build-policy: The statement of payments-build-policy allows codepipeline:PutJobSuccessResult on everything, without a condition.";
const unseen =
  "advisory payments-build-policy: Undetermined: whether payments-build-policy writes on everything without a condition can't be seen, because a part of it is not known.";

export const table: DecisionTable = {
  rule: iamWriteConstrained,
  rows: [
    {
      when: "a write on everything is held to a region",
      shows: "pass",
      stack: build(allow("codepipeline:PutJobSuccessResult", "*", here)),
    },
    {
      when: "a write on everything has no condition",
      shows: "violation",
      stack: build(allow("codepipeline:PutJobSuccessResult", "*")),
      says: [said],
      inFull: [
        "The statement of payments-build-policy allows codepipeline:PutJobSuccessResult on everything, without a condition.\n" +
          "  at: policy.Statement\n" +
          "  why: CICD-SEC-2: where a call knows no resource, a condition is all that keeps it in its place\n" +
          "  fix: name the resources; where the service knows none, add a condition, for example aws:RequestedRegion",
      ],
    },
    {
      when: "the condition is met by every call",
      shows: "violation",
      stack: build(
        allow("codepipeline:PutJobSuccessResult", "*", {
          Condition: {
            Bool: { "aws:SecureTransport": "true" },
            StringLike: { "aws:RequestedRegion": "*" },
            StringEqualsIfExists: { "aws:PrincipalTag/team": "x" },
          },
        }),
      ),
      says: [said],
    },
    { when: "a policy can't be read", shows: "unknown", stack: unreadable, says: [unseen] },
    {
      when: "the value of the condition is not known",
      shows: "unknown",
      stack: buildWith(
        allow("codepipeline:PutJobSuccessResult", "*", {
          Condition: { StringEquals: { "aws:RequestedRegion": [unknown] } },
        }),
      ),
      says: [unseen],
    },
    {
      when: "the resource is not known",
      shows: "unknown",
      stack: buildWith(allow("sqs:SendMessage", [unknown])),
      says: [unseen],
    },
    {
      when: "the level of the action is not known",
      shows: "unknown",
      stack: build(allow("glue:CreateJob", "*")),
      says: [unseen],
    },
    {
      when: "everything is only read",
      shows: "near miss",
      stack: build(allow(["ecr:GetAuthorizationToken", "glue:GetJobs"], "*")),
    },
    {
      when: "the writes are on one account",
      shows: "near miss",
      stack: build(allow("sqs:SendMessage", "arn:aws:sqs:eu-central-1:111111111111:*")),
    },
    {
      when: "the policy is only a boundary",
      shows: "near miss",
      stack: boundary(allow("codepipeline:PutJobSuccessResult", "*")),
    },
  ],
};
