import { codebuildLogs } from "../../../../policy-pack/policies/codebuild/codebuild-logs";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { buildOf } from "./builds.stack";

const off = { status: "DISABLED" };
const on = { status: "ENABLED" };
const location = "payments-logs/builds";

function logs(cloudwatchLogs: unknown, s3Logs?: unknown) {
  return [buildOf({ logsConfig: { cloudwatchLogs, ...(s3Logs === undefined ? {} : { s3Logs }) } })];
}

export const table: DecisionTable = {
  rule: codebuildLogs,
  rows: [
    { when: "a build logs to CloudWatch", shows: "pass", stack: logs(on) },
    { when: "a build logs to S3, encrypted", shows: "pass", stack: logs(off, { ...on, location }) },
    {
      when: "nothing is logged",
      shows: "violation",
      stack: logs(off),
      says: [
        "mandatory project-payments-build: Build project payments-build leaves no log: CloudWatch is switched off, and S3 not on.",
      ],
      inFull: [
        [
          "Build project payments-build leaves no log: CloudWatch is switched off, and S3 not on.",
          "  at: logsConfig.cloudwatchLogs.status",
          "  why: CICD-SEC-10: what a build did can't be found out afterwards from anything else",
          "  fix: set logsConfig.cloudwatchLogs.status to ENABLED and name a log group",
        ].join("\n"),
      ],
    },
    {
      when: "the log in S3 is plain, though there is one in CloudWatch too",
      shows: "violation",
      stack: logs(on, { ...on, location, encryptionDisabled: true }),
      says: [
        "mandatory project-payments-build: Build project payments-build stores its log in S3 without encryption.",
      ],
    },
    {
      when: "whether CloudWatch is on is not known yet, and S3 is not on",
      shows: "unknown",
      stack: logs({ status: unknown }, off),
      says: [
        "advisory project-payments-build: Undetermined: whether build project payments-build leaves a log, and an encrypted one, is not known yet.",
      ],
    },
    {
      when: "whether the log in S3 is plain is not known yet",
      shows: "unknown",
      stack: logs(on, { ...on, location, encryptionDisabled: unknown }),
      says: [
        "advisory project-payments-build: Undetermined: whether build project payments-build leaves a log, and an encrypted one, is not known yet.",
      ],
    },
    { when: "nothing is said, so that it logs to CloudWatch", shows: "near miss", stack: [buildOf()] },
    {
      when: "a log in S3 would be plain, and there is none",
      shows: "near miss",
      stack: logs(on, { ...off, location, encryptionDisabled: true }),
    },
    {
      when: "whether CloudWatch is on is not known yet, and S3 is on",
      shows: "near miss",
      stack: logs({ status: unknown }, { ...on, location }),
    },
  ],
};
