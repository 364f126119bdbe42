import type { Partition } from "../../iam/arn";
import { partitionsOfRegion } from "../../iam/arn";
import type { Could } from "../../iam/could";
import type { Context } from "../../iam/context";
import { readDocument } from "../../iam/document";
import type { Bucket, Side } from "./bucket-sides";
import { passesDenials as passesDenialsOf } from "../../resource-policies/denials";
import { actionsOn } from "../../resource-policies/service-actions";

/** What a request to a bucket is about. */
export interface Aim {
  /** For people. */
  readonly label: string;
  readonly actions: readonly string[];
  /** After the bucket's ARN: a pattern. */
  readonly suffix: string;
}

export const wholeBucket: Aim = {
  label: "the bucket",
  actions: actionsOn("s3", ["bucket"], ["s3:ListBucket", "s3:PutBucketPolicy"]),
  suffix: "",
};
export const objects: Aim = {
  label: "objects",
  actions: actionsOn("s3", ["object"], ["s3:GetObject", "s3:PutObject"]),
  suffix: "/?*",
};
export const objectWrites: Aim = { label: "objects", actions: ["s3:PutObject"], suffix: "/?*" };

/**
 * Whether a bucket's policy lets some request past its denials, whoever asks: `no` means that every request with
 * these keys is surely denied.
 */
export function passesDenials(bucket: Bucket, { field }: Side, aim: Aim, context: Context): Could {
  // A policy is written for the partition of its bucket; of which one that is may not be known.
  const withins = partitionsOf(bucket).map(
    (partition) => `arn:${partition}:s3:::${bucket.name ?? "*"}${aim.suffix}`,
  );
  const answer = passesDenialsOf(readDocument(field, "resource"), aim.actions, withins, context);
  return answer.kind === "yes" && bucket.name === undefined ? { kind: "unknown", paths: ["bucket"] } : answer;
}

function partitionsOf({ resource }: Bucket): readonly Partition[] {
  const own = resource.properties.at("region").text();
  const region =
    own.kind === "known"
      ? own
      : (resource.provider?.inputs.at("region").text() ?? { kind: "absent", path: "" });
  return partitionsOfRegion(region);
}
