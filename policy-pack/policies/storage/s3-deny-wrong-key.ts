/**
 * s3-deny-wrong-key
 *
 * A bucket that holds artifacts denies puts that name another encryption than its own: every PutObject that asks for
 * an algorithm other than the default's is surely denied, and the default is a KMS key of ours. A put that names
 * no algorithm gets the default.
 *
 * Why: whoever writes chooses the encryption. An artifact under another key escapes the policy of ours, and the
 * next action can't read it.
 *
 * Level: the stack's, advisory; bucket, policy and encryption are three resources.
 *
 * Not seen: a put that names the default's algorithm and another KMS key. Who may write at all is
 * iam-artifact-writers. Which buckets hold artifacts is known by a pipeline's stores and by what build projects
 * put.
 */
import { contextOf } from "../../iam/context";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { EncryptionRule } from "./bucket-encryption";
import { encryptionRules } from "./bucket-encryption";
import { objectWrites, passesDenials } from "./bucket-requests";
import type { Bucket, Side } from "./bucket-sides";
import { artifactBuckets } from "./bucket-uses";
import { judgeSides } from "./judge-bucket";

export const s3DenyWrongKey: Rule = {
  number: 85,
  name: "s3-deny-wrong-key",
  title: "Artifacts are written under our key only",
  description: "Artifact buckets deny puts that name another encryption than the bucket's key.",
  severity: "medium",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Deny s3:PutObject where s3:x-amz-server-side-encryption is given and is not aws:kms, and make the key of yours the bucket's default.",
  parameters: {},
  stack: (stack) => {
    const buckets = artifactBuckets(stack);
    if (buckets.length === 0) return notApplicable("no bucket of the stack holds artifacts");
    return judged(buckets.flatMap((bucket) => judgeBucket(stack, bucket)));
  },
};

const why = "whoever writes an artifact chooses its encryption, unless the bucket denies the choice";
const fix =
  "add a statement: Effect Deny, Principal *, Action s3:PutObject, Resource bucket/*, Condition StringNotEquals s3:x-amz-server-side-encryption aws:kms and Null s3:x-amz-server-side-encryption false";

function judgeBucket(stack: Stack, bucket: Bucket): readonly Finding[] {
  const rules = bucket.said("encryption").map((side) => encryptionRules(stack, side));
  const known = rules.flatMap((one) => (typeof one === "string" ? [] : one));
  const unclear = rules.filter((one) => typeof one === "string");
  const paths = [...unclear, ...known.flatMap(({ unknown }) => unknown)];
  if (paths.length === 0 && (known.length === 0 || known.some((rule) => !isOurs(rule))))
    return [
      {
        kind: "violation",
        urn: bucket.resource.urn,
        what: `Artifacts in bucket ${bucket.label} are not encrypted with a key of ours by default, so no denial can hold them to it.`,
        at: [],
        why,
        fix: "make a KMS key of yours the bucket's default encryption",
      },
    ];
  const algorithm = known[0]?.algorithm ?? "aws:kms";
  return judgeSides(
    bucket,
    "policy",
    { says: "holds artifacts and takes them under whichever encryption their writer names.", why, fix },
    (side) => judgePolicy(bucket, side, algorithm),
  );
}

function isOurs({ algorithm, key }: EncryptionRule): boolean {
  return key === "ours" && algorithm !== undefined && /^aws:kms(:dsse)?$/.test(algorithm);
}

/** What a put can name beside the default (S3 reference, PutObject, x-amz-server-side-encryption). */
const algorithms = ["AES256", "aws:kms", "aws:kms:dsse"] as const;

function judgePolicy(bucket: Bucket, side: Side, own: string): readonly Finding[] {
  const { urn } = side.resource;
  for (const algorithm of algorithms.filter((one) => one !== own)) {
    const context = contextOf(
      {
        "s3:x-amz-server-side-encryption": algorithm,
        "s3:x-amz-server-side-encryption-aws-kms-key-id": algorithm === "AES256" ? null : undefined,
      },
      "unknown",
    );
    const answer = passesDenials(bucket, side, objectWrites, context);
    if (answer.kind === "yes")
      return [
        {
          kind: "violation",
          urn,
          what: `Bucket ${bucket.label} holds artifacts and takes puts that ask for ${algorithm} instead of the bucket's key.`,
          at: [side.property],
          why,
          fix,
        },
      ];
    if (answer.kind === "unknown")
      return [
        {
          kind: "undetermined",
          urn,
          what: `whether the policy of bucket ${bucket.label} denies puts under another encryption can't be seen.`,
          at: answer.paths.slice(0, 5),
          why,
          fix: "write the policy from the bucket's name instead of its outputs; then it can be read at preview",
        },
      ];
  }
  return [];
}
