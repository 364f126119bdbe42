import { s3OwnerEnforced } from "../../../../policy-pack/policies/storage/s3-owner-enforced";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { bucket, formerBucket, ofUnknownBucket, side } from "./buckets.stack";

const owned = (objectOwnership: unknown) => side("ownership", { rule: { objectOwnership } });

export const table: DecisionTable = {
  rule: s3OwnerEnforced,
  rows: [
    { when: "the owner owns every object", shows: "pass", stack: [bucket(), owned("BucketOwnerEnforced")] },
    {
      when: "there are no controls",
      shows: "violation",
      stack: [bucket()],
      says: ["mandatory artifacts: Bucket payments-artifacts has no ownership controls."],
    },
    {
      when: "the owner is preferred",
      shows: "violation",
      stack: [bucket(), owned("BucketOwnerPreferred")],
      says: [
        "mandatory artifacts-ownership: Objects of bucket payments-artifacts may belong to whoever writes them (BucketOwnerPreferred).",
      ],
      inFull: [
        `Objects of bucket payments-artifacts may belong to whoever writes them (BucketOwnerPreferred).
  at: rule.objectOwnership
  why: CICD-SEC-7: what another account writes is that account's, with an ACL that no policy shows
  fix: set objectOwnership to BucketOwnerEnforced`,
      ],
    },
    {
      when: "who owns is not known yet",
      shows: "unknown",
      stack: [bucket(), owned(unknown)],
      says: [
        "advisory artifacts-ownership: Undetermined: who owns the objects of bucket payments-artifacts is not known yet.",
      ],
    },
    {
      when: "nobody knows yet whose controls they are",
      shows: "unknown",
      stack: [
        bucket(),
        side("ownership", { ...ofUnknownBucket, rule: { objectOwnership: "BucketOwnerEnforced" } }),
      ],
      says: [
        "advisory artifacts: Undetermined: which bucket artifacts-ownership is for is not known yet, and nothing else is said of bucket payments-artifacts.",
      ],
    },
    {
      when: "the rule is a list, and the bucket has its former token",
      shows: "near miss",
      stack: [formerBucket({}), side("ownership", { rule: [{ objectOwnership: "BucketOwnerEnforced" }] })],
    },
    {
      when: "there is no bucket",
      shows: "not applicable",
      stack: [owned("ObjectWriter")],
      notApplicable: ["the stack has no bucket"],
    },
  ],
};
