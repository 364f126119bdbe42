/**
 * s3-access-logs
 *
 * Buckets that hold artifacts log who reads and writes them, into another bucket.
 *
 * Why: only the log says afterwards who replaced an artifact, or took it.
 *
 * Level: the stack's, advisory; which bucket holds artifacts is said by pipelines and build projects.
 *
 * Not seen: data events of a trail, which say the same. A bucket that only receives logs needs none of its own.
 */
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { Bucket, Side } from "./bucket-sides";
import { bucketNamed } from "./bucket-sides";
import { artifactBuckets } from "./bucket-uses";
import { judgeSides } from "./judge-bucket";

export const s3AccessLogs: Rule = {
  number: 89,
  name: "s3-access-logs",
  title: "Access to artifacts is logged",
  description: "Buckets that hold artifacts log every access to another bucket.",
  severity: "low",
  level: "advisory",
  onUnknown: "advisory",
  remediation: "Give the bucket a BucketLogging with another bucket as its target.",
  parameters: {},
  stack: (stack) => {
    const buckets = artifactBuckets(stack);
    if (buckets.length === 0) return notApplicable("no bucket of the stack holds artifacts");
    return judged(
      buckets.flatMap((bucket) =>
        judgeSides(
          bucket,
          "logging",
          { says: "holds artifacts, and nothing logs who reads and writes them.", why, fix },
          (side) => judgeTarget(stack, bucket, side),
        ),
      ),
    );
  },
};

const why = "without the log nobody learns afterwards who replaced an artifact, or took it";
const fix = "add a BucketLogging whose targetBucket is a bucket for logs";

function judgeTarget(stack: Stack, bucket: Bucket, side: Side): readonly Finding[] {
  const { resource, property, field } = side;
  const list = field.list();
  const [logging = field] = list.kind === "known" ? list.value : [];
  const target = logging.at("targetBucket");
  const { urn } = resource;
  const text = target.text();
  if (text.kind === "absent" || (text.kind === "known" && text.value === ""))
    return [
      {
        kind: "violation",
        urn,
        what: `Bucket ${bucket.label} holds artifacts, and the log of its access goes nowhere.`,
        at: [target.path],
        why,
        fix,
      },
    ];
  const named = bucketNamed(stack, resource, property === "" ? "targetBucket" : property, target);
  if (named === bucket.resource)
    return [
      {
        kind: "violation",
        urn,
        what: `Bucket ${bucket.label} logs access to itself.`,
        at: [target.path],
        why: "whoever writes artifacts can overwrite the log, and every log entry makes another",
        fix,
      },
    ];
  if (named !== undefined || text.kind === "known") return [];
  return [
    {
      kind: "undetermined",
      urn,
      what: `where bucket ${bucket.label} logs its access is not known yet.`,
      at: [target.path],
      why,
      fix: "write targetBucket as a literal, or pass it from a bucket of this stack",
    },
  ];
}
