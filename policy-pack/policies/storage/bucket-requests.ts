import type { Partition } from "../../iam/arn";
import { partitionsOfRegion } from "../../iam/arn";
import type { Could } from "../../iam/could";
import { couldAllow } from "../../iam/could";
import type { Context } from "../../iam/context";
import type { Document } from "../../iam/document";
import { readDocument } from "../../iam/document";
import type { Bucket, Side } from "./bucket-sides";
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
 * these keys is surely denied. Held against a statement that allows everything to everybody.
 */
export function passesDenials(bucket: Bucket, { field }: Side, aim: Aim, context: Context): Could {
  const policy = readDocument(field, "resource");
  const documents = [allowingAll, { ...policy, statements: policy.statements.filter(isDeny) }];
  let first: Could | undefined;
  // A policy is written for the partition of its bucket; of which one that is may not be known.
  for (const partition of partitionsOf(bucket)) {
    const within = `arn:${partition}:s3:::${bucket.name ?? "*"}${aim.suffix}`;
    const answer = couldAllow(documents, aim.actions, within, { context });
    if (answer.kind === "no") return answer;
    first ??= answer;
  }
  const answer = first ?? { kind: "unknown", paths: [field.path] };
  if (answer.kind === "yes" && (policy.unknown.length > 0 || bucket.name === undefined))
    return { kind: "unknown", paths: policy.unknown.length > 0 ? policy.unknown : ["bucket"] };
  return answer;
}

function isDeny({ effect }: Document["statements"][number]): boolean {
  return effect === "Deny";
}

const all = { negated: false, patterns: ["*"], unknown: [] } as const;

const allowingAll: Document = {
  statements: [
    {
      path: "",
      effect: "Allow",
      actions: all,
      resources: all,
      conditions: [],
      unknownConditions: [],
      conditional: false,
    },
  ],
  unknown: [],
};

function partitionsOf({ resource }: Bucket): readonly Partition[] {
  const own = resource.properties.at("region").text();
  const region =
    own.kind === "known"
      ? own
      : (resource.provider?.inputs.at("region").text() ?? { kind: "absent", path: "" });
  return partitionsOfRegion(region);
}
