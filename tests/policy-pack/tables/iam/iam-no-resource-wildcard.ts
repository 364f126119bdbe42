import { iamNoResourceWildcard } from "../../../../policy-pack/policies/iam/iam-no-resource-wildcard";
import { unknown } from "../../handed";
import { allow, settings } from "../../road";
import type { DecisionTable } from "../table";
import { boundary, build, buildWith, executionRole, unreadable } from "./holders.stack";

const unseen =
  "advisory payments-build-policy: Undetermined: whether payments-build-policy allows on everything what could be scoped can't be seen, because a part of it is not known.";

export const table: DecisionTable = {
  rule: iamNoResourceWildcard,
  rows: [
    {
      when: "resources are named",
      shows: "pass",
      stack: build(allow("s3:GetObject", "arn:aws:s3:::payments/*")),
    },
    {
      when: "an action that knows resources is allowed on everything",
      shows: "violation",
      stack: build(allow(["sqs:SendMessage", "ecr:GetAuthorizationToken"], "*")),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows sqs:SendMessage on everything.",
      ],
      inFull: [
        "The statement of payments-build-policy allows sqs:SendMessage on everything.\n" +
          "  at: policy.Statement\n" +
          "  why: CICD-SEC-2: a right to every resource is a right to those of others, and to those of tomorrow\n" +
          "  fix: name the resources; put actions that know no resource into a statement of their own",
      ],
    },
    {
      when: "a pattern of resources means everything of a kind",
      shows: "violation",
      stack: build([allow("s3:GetObject", ["arn:aws:s3:::payments/*", "arn:aws:s3:::*"])]),
      says: [
        "mandatory payments-build-policy: Statement 1 of payments-build-policy allows s3:GetObject on everything.",
      ],
    },
    {
      when: "an execution role writes its own roles everywhere",
      shows: "violation",
      stack: executionRole(allow("iam:CreateRole", "*")),
      circumstances: { settings: { ...settings, workload: { services: ["lambda"] } } },
      says: [
        "mandatory execution-policy: The statement of execution-policy allows iam:CreateRole on everything.",
      ],
    },
    { when: "a policy can't be read", shows: "unknown", stack: unreadable, says: [unseen] },
    {
      when: "the resource is not known",
      shows: "unknown",
      stack: buildWith(allow("sqs:SendMessage", [unknown])),
      says: [unseen],
    },
    {
      when: "the action is not known",
      shows: "unknown",
      stack: buildWith(allow([unknown], "*")),
      says: [unseen],
    },
    {
      when: "the service is one that nobody counts",
      shows: "unknown",
      stack: build(allow("glue:GetTables", "*")),
      says: [unseen],
    },
    {
      when: "the service knows no resource for the action",
      shows: "near miss",
      stack: build(allow(["ecr:GetAuthorizationToken", "codepipeline:ListPipelines"], "*")),
    },
    {
      when: "everything of one account and region is meant",
      shows: "near miss",
      stack: build(allow("sqs:SendMessage", "arn:aws:sqs:eu-central-1:111111111111:*")),
    },
    {
      when: "the action is allowed by config",
      shows: "near miss",
      stack: build(allow("sqs:SendMessage", "*")),
      circumstances: { settings, config: { allow: ["sqs:SendMessage"] } },
    },
    {
      when: "an execution role calls a service of the settings everywhere",
      shows: "near miss",
      stack: executionRole(allow("lambda:GetFunction", "*")),
      circumstances: { settings: { ...settings, workload: { services: ["lambda"] } } },
    },
    {
      when: "the resource is not known, and the action knows none",
      shows: "near miss",
      stack: buildWith(allow("ecr:GetAuthorizationToken", [unknown])),
    },
    {
      when: "the policy is only a boundary",
      shows: "near miss",
      stack: boundary(allow("s3:GetObject", "*")),
    },
  ],
};
