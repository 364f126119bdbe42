import { s3PublicAccessBlock } from "../../../../policy-pack/policies/storage/s3-public-access-block";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { bucket, closed, formerBucket, ofUnknownBucket, side } from "./buckets.stack";

export const table: DecisionTable = {
  rule: s3PublicAccessBlock,
  rows: [
    { when: "a bucket has a closed block", shows: "pass", stack: [bucket(), side("block", closed)] },
    {
      when: "a bucket has no block",
      shows: "violation",
      stack: [bucket()],
      says: ["mandatory artifacts: Bucket payments-artifacts has no public access block."],
      inFull: [
        `Bucket payments-artifacts has no public access block.
  why: CICD-SEC-7: without the block one wrong policy or ACL opens the bucket to everybody
  fix: add a BucketPublicAccessBlock with blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets true`,
      ],
    },
    {
      when: "one flag is off and one is left out",
      shows: "violation",
      stack: [
        bucket(),
        side("block", { ...closed, ignorePublicAcls: undefined, restrictPublicBuckets: false }),
      ],
      says: [
        "mandatory artifacts-block: The public access block of bucket payments-artifacts is not closed.",
      ],
      inFull: [
        `The public access block of bucket payments-artifacts is not closed.
  at: ignorePublicAcls, restrictPublicBuckets
  why: CICD-SEC-7: without the block one wrong policy or ACL opens the bucket to everybody
  fix: set all four flags to true`,
      ],
    },
    {
      when: "the block is another bucket's",
      shows: "violation",
      stack: [bucket(), side("block", { ...closed, bucket: "payments-reports" })],
      says: ["mandatory artifacts: Bucket payments-artifacts has no public access block."],
    },
    {
      when: "a second block opens the bucket again",
      shows: "violation",
      stack: [
        formerBucket({}),
        side("block", closed),
        side("block", { ...closed, blockPublicAcls: false }, { name: "second-block" }),
      ],
      says: ["mandatory second-block: The public access block of bucket payments-artifacts is not closed."],
    },
    {
      when: "a flag is not known yet",
      shows: "unknown",
      stack: [bucket(), side("block", { ...closed, blockPublicAcls: unknown })],
      says: [
        "advisory artifacts-block: Undetermined: whether the public access block of bucket payments-artifacts is closed is not known yet.",
      ],
    },
    {
      when: "nobody knows yet whose block it is",
      shows: "unknown",
      stack: [bucket(), side("block", { ...closed, ...ofUnknownBucket })],
      says: [
        "advisory artifacts: Undetermined: which bucket artifacts-block is for is not known yet, and nothing else is said of bucket payments-artifacts.",
      ],
    },
    {
      when: "the block names its bucket by what is not known yet, but made from it",
      shows: "near miss",
      stack: [
        bucket({ bucket: unknown }),
        side("block", { ...closed, ...ofUnknownBucket }, { madeFrom: { bucket: ["artifacts"] } }),
      ],
    },
    {
      when: "the flags are texts",
      shows: "near miss",
      stack: [bucket(), side("block", Object.fromEntries(Object.keys(closed).map((flag) => [flag, "true"])))],
    },
    {
      when: "there is no bucket",
      shows: "not applicable",
      stack: [side("block", { ...closed, blockPublicAcls: false })],
      notApplicable: ["the stack has no bucket"],
    },
  ],
};
