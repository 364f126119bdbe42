import { s3PolicyMinimal } from "../../../../policy-pack/policies/storage/s3-policy-minimal";
import { unknown } from "../../handed";
import { accounts, allow, deny, document, roleArn } from "../../road";
import type { DecisionTable } from "../table";
import { bucket, bucketArn, onlyKms, onlyTls, policy, side } from "./buckets.stack";

const reader = roleArn("dev", "payments-reader");
const everything = [bucketArn, `${bucketArn}/*`];
const to = (principal: unknown, actions: unknown, resource: unknown, more: Record<string, unknown> = {}) =>
  allow(actions, resource, { Sid: "In", Principal: principal, ...more });
const foreign = (actions: unknown, resource: unknown = `${bucketArn}/assemblies/*`) =>
  policy(onlyTls, to({ AWS: reader }, actions, resource));
const open = (action: string) =>
  `mandatory artifacts-policy: In the policy of bucket payments-artifacts, statement In lets anybody call ${action}.`;

export const table: DecisionTable = {
  rule: s3PolicyMinimal,
  rows: [
    { when: "a policy only denies", shows: "pass", stack: [policy(onlyTls, onlyKms)] },
    {
      when: "a role of a target reads under a prefix",
      shows: "pass",
      stack: [
        policy(
          to({ AWS: reader }, ["s3:GetObject", "s3:GetObjectVersion"], `${bucketArn}/assemblies/*`),
          to({ AWS: reader }, ["s3:ListBucket", "s3:GetBucketLocation"], bucketArn),
        ),
      ],
    },
    {
      when: "a role of the own account writes",
      shows: "pass",
      stack: [policy(to({ AWS: roleArn("devops", "payments-build") }, "s3:PutObject", `${bucketArn}/*`))],
    },
    {
      when: "everybody reads",
      shows: "violation",
      stack: [policy(to("*", "s3:GetObject", `${bucketArn}/*`))],
      says: [open("s3:GetObject")],
      inFull: [
        `In the policy of bucket payments-artifacts, statement In lets anybody call s3:GetObject.
  at: policy.Statement[0]
  why: CICD-SEC-7: what anybody may do with the bucket, somebody will
  fix: name the principals, or add a condition that only own accounts meet: aws:PrincipalOrgID, aws:PrincipalAccount, aws:PrincipalArn`,
      ],
    },
    {
      when: "everybody reads who has no credentials, by a condition that misses them",
      shows: "violation",
      stack: [
        policy(
          to("*", "s3:GetObject", `${bucketArn}/*`, {
            Condition: { StringEqualsIfExists: { "aws:PrincipalAccount": accounts.devops } },
          }),
        ),
      ],
      says: [open("s3:GetObject")],
    },
    {
      when: "everybody reads from some addresses",
      shows: "violation",
      stack: [
        policy(
          to({ AWS: "*" }, "s3:GetObject", `${bucketArn}/*`, {
            Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
          }),
        ),
      ],
      says: [open("s3:GetObject")],
    },
    {
      when: "the bucket's own property lets everybody read",
      shows: "violation",
      stack: [bucket({ policy: document(to("*", "s3:GetObject", `${bucketArn}/*`)) })],
      says: [
        "mandatory artifacts: In the policy of bucket payments-artifacts, statement In lets anybody call s3:GetObject.",
      ],
    },
    {
      when: "a role may do everything",
      shows: "violation",
      stack: [policy(to({ AWS: roleArn("devops", "payments-build") }, "s3:*", everything))],
      says: [
        "mandatory artifacts-policy: In the policy of bucket payments-artifacts, statement In allows every action.",
      ],
    },
    {
      when: "a role of another account writes",
      shows: "violation",
      stack: [foreign(["s3:GetObject", "s3:PutObject"])],
      says: [
        `mandatory artifacts-policy: In the policy of bucket payments-artifacts, statement In lets ${reader} do more than read: s3:PutObject.`,
      ],
    },
    {
      when: "a role of another account may change the policy, hidden in a wildcard",
      shows: "violation",
      stack: [foreign("s3:*Policy", bucketArn)],
      says: [
        `mandatory artifacts-policy: In the policy of bucket payments-artifacts, statement In lets ${reader} do more than read: s3:PutBucketPolicy.`,
      ],
    },
    {
      when: "another account reads the whole bucket",
      shows: "violation",
      stack: [policy(to({ AWS: `arn:aws:iam::${accounts.dev}:root` }, "s3:Get*", `${bucketArn}/*`))],
      says: [
        "mandatory artifacts-policy: In the policy of bucket payments-artifacts, statement In lets account 222222222222 read every object of the bucket.",
      ],
    },
    {
      when: "a role of an account that is not on the list reads",
      shows: "violation",
      stack: [
        policy(
          to({ AWS: "arn:aws:iam::555555555555:role/partner" }, "s3:GetObject", `${bucketArn}/shared/*`),
        ),
      ],
      says: [
        "mandatory artifacts-policy: In the policy of bucket payments-artifacts, arn:aws:iam::555555555555:role/partner is let in, and account 555555555555 is not on the list of this stack (111111111111, 222222222222, 444444444444).",
      ],
    },
    {
      when: "the policy is not known yet",
      shows: "unknown",
      stack: [side("policy", { policy: unknown })],
      says: [
        "advisory artifacts-policy: Undetermined: whether the policy of bucket payments-artifacts lets strangers in can't be seen.",
      ],
    },
    {
      when: "a principal is not known yet",
      shows: "unknown",
      stack: [
        side("policy", {
          policy: {
            Version: "2012-10-17",
            Statement: [to({ AWS: unknown }, "s3:GetObject", `${bucketArn}/x/*`)],
          },
        }),
      ],
      says: [
        "advisory artifacts-policy: Undetermined: whether the policy of bucket payments-artifacts lets strangers in can't be seen.",
      ],
    },
    {
      when: "a canonical id is named, which tells no account",
      shows: "unknown",
      stack: [
        policy(
          to(
            { CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" },
            "s3:GetObject",
            `${bucketArn}/x/*`,
          ),
        ),
      ],
      says: [
        "advisory artifacts-policy: Undetermined: whether the policy of bucket payments-artifacts lets strangers in can't be seen.",
      ],
    },
    {
      when: "everybody of the own account reads",
      shows: "near miss",
      stack: [
        policy(
          to("*", "s3:GetObject", `${bucketArn}/*`, {
            Condition: { StringEquals: { "aws:PrincipalAccount": accounts.devops } },
          }),
        ),
      ],
    },
    {
      when: "S3 delivers access logs",
      shows: "near miss",
      stack: [
        policy(
          to({ Service: "logging.s3.amazonaws.com" }, "s3:PutObject", `${bucketArn}/*`, {
            Condition: { StringEquals: { "aws:SourceAccount": accounts.devops } },
          }),
        ),
      ],
    },
    {
      when: "a role of another account is allowed to write, and it is denied to all of other accounts",
      shows: "near miss",
      stack: [
        policy(
          to({ AWS: reader }, ["s3:GetObject", "s3:PutObject"], `${bucketArn}/assemblies/*`),
          deny("s3:PutObject", "*", {
            Principal: "*",
            Condition: { StringNotEquals: { "aws:PrincipalAccount": accounts.devops } },
          }),
        ),
      ],
    },
  ],
};
