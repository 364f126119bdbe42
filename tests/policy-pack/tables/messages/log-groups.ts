import { logGroups } from "../../../../policy-pack/policies/messages/log-groups";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { project, provider, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";
import { key } from "./topics.stack";

const logs = (props: Record<string, unknown> = {}, more: Partial<Written> = {}): Written => ({
  type: "aws:cloudwatch/logGroup:LogGroup",
  name: "build-log",
  provider: provider("devops"),
  props: {
    name: "/aws/codebuild/payments-build",
    retentionInDays: 365,
    kmsKeyId: "arn:aws:kms:eu-central-1:111111111111:alias/payments-logs",
    ...props,
  },
  ...more,
});
const says = (what: string) => `advisory build-log: Log group ${what}.`;
const notOfRoad = "the log group is not one of builds or pipelines by name";
const builder = project("payments-build", roleArn("devops", "payments-build"), {
  props: { logsConfig: { cloudwatchLogs: { groupName: "/payments/builds" } } },
});

export const table: DecisionTable = {
  rule: logGroups,
  rows: [
    { when: "logs are kept for a year and encrypted", shows: "pass", stack: [logs()] },
    {
      when: "logs are kept for ever, with a key whose ARN is not known yet",
      shows: "pass",
      stack: [
        key,
        logs({ retentionInDays: 0, kmsKeyId: unknown }, { madeFrom: { kmsKeyId: ["notices-key"] } }),
      ],
    },
    {
      when: "logs are gone after a month",
      shows: "violation",
      stack: [logs({ retentionInDays: 30 })],
      says: [says("/aws/codebuild/payments-build keeps its logs for 30 days, which is less than 90")],
      inFull: [
        `Log group /aws/codebuild/payments-build keeps its logs for 30 days, which is less than 90.
  at: retentionInDays
  why: CICD-SEC-10: who built and deployed what is asked long after it happened
  fix: set retentionInDays to at least 90`,
      ],
    },
    {
      when: "no key is named",
      shows: "violation",
      stack: [logs({ kmsKeyId: undefined, name: "/aws/codepipeline/payments-delivery" })],
      says: [says("/aws/codepipeline/payments-delivery is not encrypted with a key of yours")],
    },
    {
      when: "a group by another name is what a project logs to",
      shows: "violation",
      stack: [builder, logs({ name: "/payments/builds", retentionInDays: 7 })],
      says: [says("/payments/builds keeps its logs for 7 days, which is less than 90")],
      notApplicable: [notOfRoad],
    },
    {
      when: "the policy's config asks for a year",
      shows: "violation",
      stack: [logs({ retentionInDays: 180 })],
      circumstances: { settings, config: { minDays: 365 } },
      says: [says("/aws/codebuild/payments-build keeps its logs for 180 days, which is less than 365")],
    },
    {
      when: "the retention is not known yet, and the key is one of elsewhere",
      shows: "unknown",
      stack: [logs({ retentionInDays: unknown, kmsKeyId: "arn:aws:kms:eu-central-1:111111111111:key/1234" })],
      says: [
        "advisory build-log: Undetermined: how long log group /aws/codebuild/payments-build keeps its logs can't be seen.",
        "advisory build-log: Undetermined: whether log group /aws/codebuild/payments-build is encrypted with a key of ours can't be seen.",
      ],
    },
    {
      when: "a log group of something else is gone after a week",
      shows: "near miss",
      stack: [logs({ name: "/aws/lambda/payments-api", retentionInDays: 7, kmsKeyId: undefined })],
      notApplicable: [notOfRoad, "the stack has no log group of builds or pipelines"],
    },
    {
      when: "logs are kept for exactly the limit, and the group's name is made from a prefix",
      shows: "near miss",
      stack: [logs({ name: undefined, namePrefix: "/aws/codebuild/payments-", retentionInDays: 90 })],
    },
  ],
};
