import { s3TlsOnly } from "../../../../policy-pack/policies/storage/s3-tls-only";
import { unknown } from "../../handed";
import { allow, deny, document, roleArn } from "../../road";
import type { DecisionTable } from "../table";
import { bucket, bucketArn, formerBucket, onlyTls, policy, side } from "./buckets.stack";

const answers = (what: string) =>
  `mandatory artifacts-policy: Bucket payments-artifacts answers requests without TLS: ${what}.`;
const tls = (more: Record<string, unknown>, actions: unknown = "s3:*") => ({
  ...onlyTls,
  Action: actions,
  ...more,
});

export const table: DecisionTable = {
  rule: s3TlsOnly,
  rows: [
    { when: "all requests without TLS are denied", shows: "pass", stack: [bucket(), policy(onlyTls)] },
    {
      when: "the bucket's own property denies them",
      shows: "pass",
      stack: [formerBucket({ policy: document(onlyTls) })],
    },
    {
      when: "a bucket has no policy",
      shows: "violation",
      stack: [bucket()],
      says: [
        "mandatory artifacts: Bucket payments-artifacts has no policy, so it answers requests without TLS.",
      ],
    },
    {
      when: "only objects are meant",
      shows: "violation",
      stack: [bucket(), policy(tls({ Resource: `${bucketArn}/*` }))],
      says: [answers("s3:ListBucket on the bucket")],
      inFull: [
        `Bucket payments-artifacts answers requests without TLS: s3:ListBucket on the bucket.
  at: policy
  why: CICD-SEC-7: anybody on the way reads and changes what is carried without TLS
  fix: add a statement: Effect Deny, Principal *, Action s3:*, Resource the bucket's ARN and the same with /*, Condition Bool aws:SecureTransport false`,
      ],
    },
    {
      when: "only a prefix is meant",
      shows: "violation",
      stack: [bucket(), policy(tls({ Resource: [bucketArn, `${bucketArn}/releases/*`] }))],
      says: [answers("s3:GetObject on objects")],
    },
    {
      when: "only reading is denied",
      shows: "violation",
      stack: [bucket(), policy(tls({}, ["s3:Get*", "s3:List*"]))],
      says: [answers("s3:PutBucketPolicy on the bucket")],
    },
    {
      when: "only some are denied",
      shows: "violation",
      stack: [bucket(), policy(tls({ Principal: { AWS: roleArn("devops", "payments-build") } }))],
      says: [answers("s3:ListBucket on the bucket")],
    },
    {
      when: "the denial is of what has TLS",
      shows: "violation",
      stack: [bucket(), policy(tls({ Condition: { Bool: { "aws:SecureTransport": "true" } } }))],
      says: [answers("s3:ListBucket on the bucket")],
    },
    {
      when: "requests with TLS are allowed, and none denied",
      shows: "violation",
      stack: [
        bucket(),
        policy(
          allow("s3:GetObject", `${bucketArn}/*`, {
            Principal: { AWS: roleArn("devops", "payments-build") },
            Condition: { Bool: { "aws:SecureTransport": "true" } },
          }),
        ),
      ],
      says: [answers("s3:ListBucket on the bucket")],
    },
    {
      when: "another condition narrows the denial",
      shows: "violation",
      stack: [
        bucket(),
        policy(
          tls({
            Condition: {
              Bool: { "aws:SecureTransport": "false" },
              StringNotEquals: { "aws:PrincipalTag/team": "platform" },
            },
          }),
        ),
      ],
      says: [answers("s3:ListBucket on the bucket")],
    },
    {
      when: "the policy is not known yet",
      shows: "unknown",
      stack: [bucket(), side("policy", { policy: unknown })],
      says: [
        "advisory artifacts-policy: Undetermined: whether the policy of bucket payments-artifacts denies requests without TLS can't be seen.",
      ],
    },
    {
      when: "the condition's value is not known yet",
      shows: "unknown",
      stack: [
        bucket(),
        side("policy", {
          policy: {
            Version: "2012-10-17",
            Statement: [tls({ Condition: { Bool: { "aws:SecureTransport": unknown } } })],
          },
        }),
      ],
      says: [
        "advisory artifacts-policy: Undetermined: whether the policy of bucket payments-artifacts denies requests without TLS can't be seen.",
      ],
    },
    {
      when: "two statements deny in parts, in other words",
      shows: "near miss",
      stack: [
        bucket(),
        policy(
          tls({
            Principal: { AWS: "*" },
            Resource: bucketArn,
            Condition: { BoolIfExists: { "AWS:securetransport": false } },
          }),
          tls(
            {
              Resource: `${bucketArn}*/*`,
              Condition: { StringNotEquals: { "aws:SecureTransport": "true" } },
            },
            "*",
          ),
        ),
      ],
    },
    {
      when: "services of AWS are spared, which come with TLS",
      shows: "near miss",
      stack: [
        bucket(),
        policy(
          tls({
            Condition: { Bool: { "aws:SecureTransport": "false", "aws:PrincipalIsAWSService": "false" } },
          }),
        ),
      ],
    },
    {
      when: "everything but one action is named by NotAction, and that one by another statement",
      shows: "near miss",
      stack: [
        bucket(),
        policy(
          { ...onlyTls, Action: undefined, NotAction: "s3:GetObject" },
          deny("s3:GetObject", "*", { Principal: "*" }),
        ),
      ],
    },
    {
      when: "there is no bucket",
      shows: "not applicable",
      stack: [],
      notApplicable: ["the stack has no bucket"],
    },
  ],
};
