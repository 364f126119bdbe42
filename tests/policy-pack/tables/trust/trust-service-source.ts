import { trustServiceSource } from "../../../../policy-pack/policies/trust/trust-service-source";
import { unknown } from "../../handed";
import { role, settings } from "../../road";
import type { DecisionTable } from "../table";
import { accounts, carrying, trusts, worker } from "./trusts.stack";

const builds = { Service: "codebuild.amazonaws.com" };
const logs = { Service: "logs.eu-central-1.amazonaws.com" };
const events = { Service: "events.amazonaws.com" };
const own = { StringEquals: { "aws:SourceAccount": accounts.devops } };
const project = `arn:aws:codebuild:eu-central-1:${accounts.devops}:project/payments-build`;
const encryption = (pattern: string) => ({ ArnLike: { "kms:EncryptionContext:aws:logs:arn": pattern } });

const any = (subject: string, service: string, resource: string, level = "mandatory") =>
  `${level} ${resource}: ${subject} lets ${service} in for resources of any account.`;

export const table: DecisionTable = {
  rule: trustServiceSource,
  rows: [
    {
      when: "builds come for one project",
      shows: "pass",
      stack: worker(trusts(builds, { ArnEquals: { "aws:SourceArn": project } })),
    },
    {
      when: "CloudWatch Logs uses a key for log groups of the account",
      shows: "pass",
      stack: [
        carrying("aws:kms/key:Key", "key", [
          trusts(
            logs,
            encryption(`arn:aws:logs:eu-central-1:${accounts.devops}:log-group:/aws/*`),
            "kms:Decrypt",
          ),
        ]),
      ],
    },
    {
      when: "a role trusts builds without a word about whose",
      shows: "violation",
      stack: worker(trusts(builds)),
      says: [any("Role worker", "codebuild.amazonaws.com", "worker")],
      inFull: [
        [
          "Role worker lets codebuild.amazonaws.com in for resources of any account.",
          "  at: assumeRolePolicy.Statement[0].Principal.Service",
          "  why: a service works for everybody; without its source, somebody else's resource makes it act here",
          "  fix: test aws:SourceArn with ArnEquals against the resource for which it comes, or aws:SourceAccount against this account",
        ].join("\n"),
      ],
    },
    {
      when: "topics, buckets and keys let services in so",
      shows: "violation",
      stack: [
        carrying("aws:sns/topicPolicy:TopicPolicy", "topic", [trusts(events, undefined, "sns:Publish")]),
        carrying("aws:s3/bucketPolicy:BucketPolicy", "bucket", [
          trusts({ Service: ["logging.s3.amazonaws.com"] }, undefined, "s3:PutObject"),
        ]),
        carrying("aws:kms/key:Key", "key", [trusts(logs, undefined, "kms:*")]),
      ],
      says: [
        any("Topic policy topic", "events.amazonaws.com", "topic"),
        any("Bucket policy bucket", "logging.s3.amazonaws.com", "bucket"),
        any("Key key", "logs.eu-central-1.amazonaws.com", "key"),
      ],
    },
    {
      when: "the source's account is left open",
      shows: "violation",
      stack: worker(
        trusts(builds, { ArnLike: { "aws:SourceArn": "arn:aws:codebuild:*:*:project/payments-*" } }),
      ),
      says: [any("Role worker", "codebuild.amazonaws.com", "worker")],
    },
    {
      when: "the source is any bucket of some name, and bucket names are anybody's",
      shows: "violation",
      stack: [
        carrying("aws:sns/topicPolicy:TopicPolicy", "topic", [
          trusts(
            { Service: "s3.amazonaws.com" },
            { ArnLike: { "aws:SourceArn": "arn:aws:s3:::payments-*" } },
            "sns:Publish",
          ),
        ]),
      ],
      says: [any("Topic policy topic", "s3.amazonaws.com", "topic")],
    },
    {
      when: "the key for which CloudWatch Logs encrypts is of any account",
      shows: "violation",
      stack: [
        carrying("aws:kms/key:Key", "key", [
          trusts(logs, encryption("arn:aws:logs:eu-central-1:*:log-group:*"), "kms:Decrypt"),
        ]),
      ],
      says: [any("Key key", "logs.eu-central-1.amazonaws.com", "key")],
    },
    {
      when: "a pipeline's role has no source, which is only advised",
      shows: "violation",
      stack: worker(trusts({ Service: "codepipeline.amazonaws.com" })),
      says: [any("Role worker", "codepipeline.amazonaws.com", "worker", "advisory")],
    },
    {
      when: "a source is demanded of a further service",
      shows: "violation",
      stack: worker(trusts({ Service: "lambda.amazonaws.com" })),
      circumstances: { settings, config: { services: ["lambda"] } },
      says: [any("Role worker", "lambda.amazonaws.com", "worker")],
    },
    {
      when: "a pipeline's source is tested where it is sent",
      shows: "near miss",
      stack: worker(
        trusts(
          { Service: "codepipeline.amazonaws.com" },
          { StringEqualsIfExists: { "aws:SourceAccount": accounts.devops } },
        ),
      ),
    },
    {
      when: "CloudFormation and Lambda send no source",
      shows: "near miss",
      stack: worker(trusts({ Service: ["cloudformation.amazonaws.com", "lambda.amazonaws.com"] })),
    },
    {
      when: "EventBridge uses a key, and sends no source there",
      shows: "near miss",
      stack: [carrying("aws:kms/key:Key", "key", [trusts(events, undefined, "kms:GenerateDataKey")])],
    },
    {
      when: "a denial refuses what comes for other accounts",
      shows: "near miss",
      stack: [
        carrying("aws:sns/topicPolicy:TopicPolicy", "topic", [
          trusts(events, undefined, "sns:Publish"),
          {
            Effect: "Deny",
            Principal: "*",
            Action: "sns:*",
            Condition: { StringNotEquals: own.StringEquals },
          },
        ]),
      ],
    },
    {
      when: "the account of the source is one of a list, in other letter case",
      shows: "near miss",
      stack: worker(
        trusts(builds, {
          "ForAnyValue:StringLike": { "AWS:sourceaccount": [accounts.devops, accounts.prod] },
        }),
      ),
    },
    {
      when: "a document, or the source in it, is not known yet",
      shows: "unknown",
      stack: [
        role("devops", "worker", { props: { assumeRolePolicy: unknown } }),
        role("devops", "other", {
          props: {
            assumeRolePolicy: { Statement: trusts(builds, { ArnEquals: { "aws:SourceArn": unknown } }) },
          },
        }),
      ],
      says: [
        "advisory worker: Undetermined: whom role worker lets in can't be read in full.",
        "advisory other: Undetermined: whether role other lets codebuild.amazonaws.com in for resources of any account can't be seen.",
      ],
    },
  ],
};
