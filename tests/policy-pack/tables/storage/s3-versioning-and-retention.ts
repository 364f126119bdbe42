import { s3VersioningAndRetention } from "../../../../policy-pack/policies/storage/s3-versioning-and-retention";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { bucket, formerBucket, ofUnknownBucket, side } from "./buckets.stack";

const versioned = (status: unknown = "Enabled") =>
  side("versioning", { versioningConfiguration: { status } });
const rule = (more: Record<string, unknown> = {}) => ({
  id: "all",
  status: "Enabled",
  noncurrentVersionExpiration: { noncurrentDays: 30 },
  ...more,
});
const expiring = (...rules: readonly unknown[]) => side("lifecycle", { rules });
const forever =
  "mandatory artifacts-lifecycle: Bucket payments-artifacts keeps noncurrent versions for ever.";

export const table: DecisionTable = {
  rule: s3VersioningAndRetention,
  rows: [
    {
      when: "versions are kept, and expire",
      shows: "pass",
      stack: [bucket(), versioned(), expiring(rule())],
    },
    {
      when: "the bucket's own properties say so",
      shows: "pass",
      stack: [
        bucket({
          versioning: { enabled: true },
          lifecycleRules: [{ enabled: true, noncurrentVersionExpiration: { days: 30 } }],
        }),
      ],
    },
    {
      when: "versions are suspended",
      shows: "violation",
      stack: [bucket(), versioned("Suspended"), expiring(rule())],
      says: [
        "mandatory artifacts-versioning: Bucket payments-artifacts keeps no versions of what is written from now on.",
      ],
      inFull: [
        `Bucket payments-artifacts keeps no versions of what is written from now on.
  at: versioningConfiguration
  why: CICD-SEC-7: what is overwritten or deleted without versions is gone, and so is the proof
  fix: set the status to Enabled`,
      ],
    },
    {
      when: "nothing is said, and the bucket is emptied with its removal",
      shows: "violation",
      stack: [bucket({ forceDestroy: true })],
      says: [
        "mandatory artifacts: Bucket payments-artifacts keeps no versions.",
        "mandatory artifacts: Bucket payments-artifacts keeps noncurrent versions for ever.",
        "mandatory artifacts: Bucket payments-artifacts is emptied when it is removed.",
      ],
    },
    {
      when: "the rule is switched off",
      shows: "violation",
      stack: [bucket(), versioned(), expiring(rule({ status: "Disabled" }))],
      says: [forever],
    },
    {
      when: "only current versions expire",
      shows: "violation",
      stack: [
        bucket(),
        versioned(),
        expiring(rule({ noncurrentVersionExpiration: undefined, expiration: { days: 365 } })),
      ],
      says: [forever],
    },
    {
      when: "a bucket under its former token keeps no versions",
      shows: "violation",
      stack: [formerBucket({ versionings: [{ enabled: false }] }), expiring(rule())],
      says: [
        "mandatory artifacts: Bucket payments-artifacts keeps no versions of what is written from now on.",
      ],
    },
    {
      when: "values are not known yet",
      shows: "unknown",
      stack: [bucket({ forceDestroy: unknown }), versioned(unknown), expiring(rule({ status: unknown }))],
      says: [
        "advisory artifacts-versioning: Undetermined: whether bucket payments-artifacts keeps versions is not known yet.",
        "advisory artifacts-lifecycle: Undetermined: whether noncurrent versions in bucket payments-artifacts ever expire is not known yet.",
        "advisory artifacts: Undetermined: whether bucket payments-artifacts is emptied when it is removed is not known yet.",
      ],
    },
    {
      when: "nobody knows yet whose lifecycle it is",
      shows: "unknown",
      stack: [bucket(), versioned(), side("lifecycle", { ...ofUnknownBucket, rules: [rule()] })],
      says: [
        "advisory artifacts: Undetermined: which bucket artifacts-lifecycle is for is not known yet, and nothing else is said of bucket payments-artifacts.",
      ],
    },
    {
      when: "one of two rules lets versions expire, and AWS reported none when the bucket was made",
      shows: "near miss",
      stack: [
        bucket({ versioning: { enabled: false }, lifecycleRules: unknown }),
        versioned(),
        expiring(
          { id: "uploads", status: "Enabled" },
          rule({ noncurrentVersionExpiration: { noncurrentDays: "1" } }),
        ),
      ],
    },
    {
      when: "there is no bucket",
      shows: "not applicable",
      stack: [versioned("Suspended")],
      notApplicable: ["the stack has no bucket"],
    },
  ],
};
