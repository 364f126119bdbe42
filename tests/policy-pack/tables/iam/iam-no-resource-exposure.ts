import { iamNoResourceExposure } from "../../../../policy-pack/policies/iam/iam-no-resource-exposure";
import { unknown } from "../../handed";
import { allow, deny } from "../../road";
import type { DecisionTable } from "../table";
import { boundary, build, buildWith, executionRole, unreadable } from "./holders.stack";

const unseen =
  "advisory payments-build-policy: Undetermined: whether payments-build-policy lets the permissions of all resources of a kind be managed can't be seen, because a part of it is not known.";

export const table: DecisionTable = {
  rule: iamNoResourceExposure,
  rows: [
    {
      when: "the bucket is named",
      shows: "pass",
      stack: build(allow("s3:PutBucketPolicy", "arn:aws:s3:::payments")),
    },
    {
      when: "all buckets may be opened",
      shows: "violation",
      stack: build(allow("s3:PutBucketPolicy", "arn:aws:s3:::*")),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows s3:PutBucketPolicy on arn:aws:s3:::*.",
      ],
      inFull: [
        "The statement of payments-build-policy allows s3:PutBucketPolicy on arn:aws:s3:::*.\n" +
          "  at: policy.Statement\n" +
          "  why: CICD-SEC-2: whoever may write the policies of resources can open all of them to anybody\n" +
          "  fix: name the things whose permissions are managed, or the beginning of their names",
      ],
    },
    {
      when: "all keys of one region may be",
      shows: "violation",
      stack: build(allow("KMS:PutKey*", "arn:aws:kms:eu-central-1:111111111111:key/*")),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows kms:PutKeyPolicy on arn:aws:kms:eu-central-1:111111111111:key/*.",
      ],
    },
    {
      when: "an execution role writes the policies of all roles",
      shows: "violation",
      stack: executionRole(allow("iam:PutRolePolicy", "*")),
      says: ["mandatory execution-policy: The statement of execution-policy allows iam:PutRolePolicy on *."],
    },
    { when: "a policy can't be read", shows: "unknown", stack: unreadable, says: [unseen] },
    {
      when: "the resource is not known",
      shows: "unknown",
      stack: buildWith(allow("ecr:SetRepositoryPolicy", [unknown])),
      says: [unseen],
    },
    {
      when: "the level of the action is not known",
      shows: "unknown",
      stack: build(allow("glue:PutResourcePolicy", "*")),
      says: [unseen],
    },
    {
      when: "the beginning of the names is given",
      shows: "near miss",
      stack: build(allow("iam:UpdateAssumeRolePolicy", "arn:aws:iam::111111111111:role/payments-*")),
    },
    {
      when: "everything is written, and no permission",
      shows: "near miss",
      stack: build(allow("s3:PutObject", "*")),
    },
    {
      when: "the same document denies it",
      shows: "near miss",
      stack: build([allow("s3:PutBucketPolicy", "*"), deny("s3:PutBucketPolicy", "*")]),
    },
    {
      when: "the policy is only a boundary",
      shows: "near miss",
      stack: boundary(allow("s3:PutBucketPolicy", "*")),
    },
  ],
};
