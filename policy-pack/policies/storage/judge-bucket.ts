import type { Stack } from "../../stack/stack";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Bucket, Side, SideKind } from "./bucket-sides";
import { bucketsOf } from "./bucket-sides";

/** Puts every bucket of a stack before a judge. */
export function judgeBuckets(stack: Stack, judge: (bucket: Bucket) => readonly Finding[]): Verdict {
  const buckets = bucketsOf(stack);
  if (buckets.length === 0) return notApplicable("the stack has no bucket");
  return judged(buckets.flatMap(judge));
}

/** What to say where nothing is said of a bucket that should be. */
export interface Missing {
  /** After the bucket's name: `has no public access block.` */
  readonly says: string;
  readonly why: string;
  readonly fix: string;
}

/**
 * Judges every place that says something of this kind; where there is none, that is what is wrong, unless a side
 * resource may turn out to be this bucket's.
 */
export function judgeSides(
  bucket: Bucket,
  kind: SideKind,
  missing: Missing,
  judge: (side: Side) => readonly Finding[],
): readonly Finding[] {
  const said = bucket.said(kind);
  if (said.length > 0) return said.flatMap(judge);
  const { why, fix } = missing;
  const about = { urn: bucket.resource.urn, why };
  const perhaps = bucket.perhaps(kind);
  if (perhaps.length > 0)
    return [
      {
        ...about,
        kind: "undetermined",
        what: `which bucket ${perhaps
          .slice(0, 3)
          .map(({ name }) => name)
          .join(", ")} is for is not known yet, and nothing else is said of bucket ${bucket.label}.`,
        at: perhaps.slice(0, 3).map(({ name }) => `${name}.bucket`),
        fix: "write the bucket's name as a literal, or pass it from exactly one bucket of this stack",
      },
    ];
  return [
    {
      ...about,
      kind: "violation",
      what: `Bucket ${bucket.label} ${missing.says}`,
      at: [],
      fix,
    },
  ];
}
