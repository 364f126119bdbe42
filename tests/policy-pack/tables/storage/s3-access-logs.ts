import { s3AccessLogs } from "../../../../policy-pack/policies/storage/s3-access-logs";
import { unknown } from "../../handed";
import { project } from "../../road";
import type { DecisionTable } from "../table";
import { bucket, bucketName, formerBucket, keepsArtifacts, ofUnknownBucket, side } from "./buckets.stack";

const logs = { ...bucket({ bucket: "payments-logs" }), name: "logs" };
const logging = (targetBucket: unknown, madeFrom: readonly string[] = []) =>
  side("logging", { targetBucket, targetPrefix: "artifacts/" }, { madeFrom: { targetBucket: madeFrom } });

export const table: DecisionTable = {
  rule: s3AccessLogs,
  rows: [
    {
      when: "access to artifacts is logged",
      shows: "pass",
      stack: [keepsArtifacts, bucket(), logs, logging("payments-logs")],
    },
    {
      when: "the bucket's own property says so",
      shows: "pass",
      stack: [keepsArtifacts, formerBucket({ loggings: [{ targetBucket: "payments-logs" }] })],
    },
    {
      when: "nothing is logged",
      shows: "violation",
      stack: [keepsArtifacts, bucket()],
      says: [
        "advisory artifacts: Bucket payments-artifacts holds artifacts, and nothing logs who reads and writes them.",
      ],
      inFull: [
        `Bucket payments-artifacts holds artifacts, and nothing logs who reads and writes them.
  why: without the log nobody learns afterwards who replaced an artifact, or took it
  fix: add a BucketLogging whose targetBucket is a bucket for logs`,
      ],
    },
    {
      when: "a bucket logs to itself",
      shows: "violation",
      stack: [keepsArtifacts, bucket(), logging(bucketName)],
      says: ["advisory artifacts-logging: Bucket payments-artifacts logs access to itself."],
    },
    {
      when: "the log goes nowhere",
      shows: "violation",
      stack: [keepsArtifacts, bucket(), logging("")],
      says: [
        "advisory artifacts-logging: Bucket payments-artifacts holds artifacts, and the log of its access goes nowhere.",
      ],
    },
    {
      when: "a build project puts its artifacts under a path, and nothing is logged",
      shows: "violation",
      stack: [
        project("payments-build", undefined, {
          props: {
            artifacts: { type: "NO_ARTIFACTS" },
            secondaryArtifacts: [{ type: "S3", location: `arn:aws:s3:::${bucketName}` }],
          },
        }),
        bucket(),
      ],
      says: [
        "advisory artifacts: Bucket payments-artifacts holds artifacts, and nothing logs who reads and writes them.",
      ],
    },
    {
      when: "where it logs is not known yet",
      shows: "unknown",
      stack: [keepsArtifacts, bucket(), logging(unknown)],
      says: [
        "advisory artifacts-logging: Undetermined: where bucket payments-artifacts logs its access is not known yet.",
      ],
    },
    {
      when: "nobody knows yet whose log it is",
      shows: "unknown",
      stack: [
        keepsArtifacts,
        bucket(),
        side("logging", { ...ofUnknownBucket, targetBucket: "payments-logs" }),
      ],
      says: [
        "advisory artifacts: Undetermined: which bucket artifacts-logging is for is not known yet, and nothing else is said of bucket payments-artifacts.",
      ],
    },
    {
      when: "the target is not known yet, but made from another bucket",
      shows: "near miss",
      stack: [keepsArtifacts, bucket(), logs, logging(unknown, ["logs"])],
    },
    {
      when: "no bucket holds artifacts",
      shows: "not applicable",
      stack: [bucket()],
      notApplicable: ["no bucket of the stack holds artifacts"],
    },
  ],
};
