import { iamNoServiceWildcard } from "../../../../policy-pack/policies/iam/iam-no-service-wildcard";
import { unknown } from "../../handed";
import { allow, settings } from "../../road";
import type { DecisionTable } from "../table";
import { boundary, build, buildWith, executionRole, unreadable } from "./holders.stack";

const table1 = "arn:aws:dynamodb:eu-central-1:444444444444:table/*";
const workload = { ...settings, workload: { services: ["dynamodb"], qualifier: "pay" } };

export const table: DecisionTable = {
  rule: iamNoServiceWildcard,
  rows: [
    {
      when: "actions are named",
      shows: "pass",
      stack: build(allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::payments/*")),
    },
    {
      when: "a service is allowed as a whole",
      shows: "violation",
      stack: build([allow("S3:*", "arn:aws:s3:::payments/*", { Sid: "All" })]),
      says: [
        "mandatory payments-build-policy: Statement All of payments-build-policy allows every action of s3 by s3:*.",
      ],
      inFull: [
        "Statement All of payments-build-policy allows every action of s3 by s3:*.\n" +
          "  at: policy.Statement[0]\n" +
          "  why: CICD-SEC-2: a wildcard grants what nobody thought of, and whatever the service adds later\n" +
          "  fix: name the actions that are needed; a pattern may stay where it only reads, or only writes",
      ],
    },
    {
      when: "a verb takes writing and permissions together",
      shows: "violation",
      stack: build(allow(["s3:GetObject", "s3:Put*"], "arn:aws:s3:::payments/*")),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows s3:put*, which is s3:PutAccelerateConfiguration as well as s3:PutAccessGrantsInstanceResourcePolicy, writing and giving permissions in one.",
      ],
    },
    {
      when: "a service that nobody counts is allowed as a whole",
      shows: "violation",
      stack: build(allow("glue:*", "*")),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows every action of glue by glue:*.",
      ],
    },
    {
      when: "an execution role manages a service that the settings don't name",
      shows: "violation",
      stack: executionRole(allow("sqs:*", "arn:aws:sqs:eu-central-1:444444444444:*")),
      circumstances: { settings: workload },
      says: [
        "mandatory execution-policy: The statement of execution-policy allows every action of sqs by sqs:*.",
      ],
    },
    {
      when: "another role manages a service that the settings name",
      shows: "violation",
      stack: executionRole(allow("dynamodb:*", table1), {
        Service: ["cloudformation.amazonaws.com", "lambda.amazonaws.com"],
      }),
      circumstances: { settings: workload },
      says: [
        "mandatory execution-policy: The statement of execution-policy allows every action of dynamodb by dynamodb:*.",
      ],
    },
    {
      when: "a policy can't be read",
      shows: "unknown",
      stack: unreadable,
      says: [
        "advisory payments-build-policy: Undetermined: whether payments-build-policy allows a service as a whole can't be seen, because a part of it is not known.",
      ],
    },
    {
      when: "one action of a list is not known",
      shows: "unknown",
      stack: buildWith(allow(["s3:GetObject", unknown], "arn:aws:s3:::payments/*")),
      says: [
        "advisory payments-build-policy: Undetermined: whether payments-build-policy allows a service as a whole can't be seen, because a part of it is not known.",
      ],
    },
    {
      when: "a verb of a service that nobody counts may be anything",
      shows: "unknown",
      stack: build(allow("glue:Put*", "*")),
      says: [
        "advisory payments-build-policy: Undetermined: whether payments-build-policy allows a service as a whole can't be seen, because a part of it is not known.",
      ],
    },
    {
      when: "nobody says which services an execution role manages",
      shows: "unknown",
      stack: executionRole(allow("dynamodb:*", table1)),
      says: [
        "advisory execution-policy: Undetermined: whether execution-policy allows a service as a whole can't be seen, because a part of it is not known.",
      ],
    },
    {
      when: "a pattern only reads",
      shows: "near miss",
      stack: build(allow(["s3:Get*", "glue:Get*", "*:Describe*"], "arn:aws:s3:::payments/*")),
    },
    {
      when: "a pattern only writes",
      shows: "near miss",
      stack: build(allow("codepipeline:Update*", "arn:aws:codepipeline:eu-central-1:111111111111:payments")),
    },
    {
      when: "an execution role manages a service of the settings",
      shows: "near miss",
      stack: executionRole(allow("dynamodb:*", table1)),
      circumstances: { settings: workload },
    },
    {
      when: "the pattern is allowed by config",
      shows: "near miss",
      stack: build(allow("s3:Put*", "arn:aws:s3:::payments/*")),
      circumstances: { settings, config: { allow: ["s3:Put*"] } },
    },
    {
      when: "a service is denied as a whole",
      shows: "near miss",
      stack: build({ Effect: "Deny", Action: "s3:*", Resource: "*" }),
    },
    {
      when: "the policy is only a boundary",
      shows: "near miss",
      stack: boundary(allow("s3:*", "*")),
    },
  ],
};
