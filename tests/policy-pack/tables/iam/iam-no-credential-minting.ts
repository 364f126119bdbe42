import { iamNoCredentialMinting } from "../../../../policy-pack/policies/iam/iam-no-credential-minting";
import { unknown } from "../../handed";
import { allow, bootstrapRole, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";
import { boundary, build, buildWith, unreadable } from "./holders.stack";

const unseen =
  "advisory payments-build-policy: Undetermined: whether payments-build-policy lets credentials be made can't be seen, because a part of it is not known.";
const worker = "arn:aws:codepipeline:eu-central-1:111111111111:actiontype:Custom/Build/Mine/1";

export const table: DecisionTable = {
  rule: iamNoCredentialMinting,
  rows: [
    {
      when: "no action makes credentials",
      shows: "pass",
      stack: build(allow("s3:GetObject", "arn:aws:s3:::payments/*")),
    },
    {
      when: "a job worker is handed credentials",
      shows: "violation",
      stack: build(allow("codepipeline:PollForJobs", worker)),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows codepipeline:PollForJobs.",
      ],
      inFull: [
        "The statement of payments-build-policy allows codepipeline:PollForJobs.\n" +
          "  at: policy.Statement\n" +
          "  why: CICD-SEC-6: a credential outlives the session that made it, and no gate sees what is done with it\n" +
          "  fix: take the action away; let the work run under a role of its own instead",
      ],
    },
    {
      when: "a pattern makes keys, on one user",
      shows: "violation",
      stack: build(allow("IAM:Create*Key", "arn:aws:iam::111111111111:user/someone")),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows iam:CreateAccessKey.",
      ],
    },
    {
      when: "every role of an account may be assumed",
      shows: "violation",
      stack: build(allow("sts:AssumeRole", "arn:aws:iam::222222222222:role/*")),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows sts:AssumeRole.",
      ],
    },
    { when: "a policy can't be read", shows: "unknown", stack: unreadable, says: [unseen] },
    {
      when: "the action is not known",
      shows: "unknown",
      stack: buildWith(allow(["s3:GetObject", unknown], "arn:aws:s3:::payments/*")),
      says: [unseen],
    },
    {
      when: "the role that is assumed is not known",
      shows: "unknown",
      stack: buildWith(allow("sts:AssumeRole", [unknown])),
      says: [unseen],
    },
    {
      when: "a named role is assumed",
      shows: "near miss",
      stack: build(allow("sts:AssumeRole", roleArn("dev", bootstrapRole("dev", "lookup")))),
    },
    {
      when: "the registry is logged in to",
      shows: "near miss",
      stack: build(allow("ecr:GetAuthorizationToken", "*")),
    },
    {
      when: "keys are listed",
      shows: "near miss",
      stack: build(allow("iam:ListAccessKeys", "arn:aws:iam::111111111111:user/someone")),
    },
    {
      when: "the action is allowed by config",
      shows: "near miss",
      stack: build(allow("codepipeline:PollForJobs", worker)),
      circumstances: { settings, config: { allow: ["codepipeline:PollForJobs"] } },
    },
    {
      when: "the policy is only a boundary",
      shows: "near miss",
      stack: boundary(allow("iam:CreateAccessKey", "*")),
    },
  ],
};
