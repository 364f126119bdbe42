/**
 * s3-cmk
 *
 * Every bucket encrypts by default with a KMS key of ours (aws:kms, or aws:kms:dsse), and with a bucket key, so
 * that one data key serves many objects; dsse has no bucket keys. A key is ours when it is named by an alias
 * that is not AWS's, when it is a key of the stack, or when the value is made from one though not known yet.
 *
 * Why: OWASP CICD-SEC-7. With a key of ours the key's policy decides once more who reads an artifact; AWS's own
 * key has a policy that nobody writes, and can't be used across accounts.
 *
 * Level: the stack's; bucket, encryption and key are three resources.
 *
 * Not seen: what a single object is encrypted with (s3-deny-wrong-key). A bucket that only receives access logs
 * can't have SSE-KMS and is passed over. A key of another stack named by id or ARN is undetermined, because that
 * doesn't tell it from AWS's own.
 */
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { EncryptionRule } from "./bucket-encryption";
import { encryptionRules } from "./bucket-encryption";
import type { Bucket, Side } from "./bucket-sides";
import { isOnlyLogTarget } from "./bucket-uses";
import { judgeBuckets, judgeSides } from "./judge-bucket";

export const s3Cmk: Rule = {
  number: 84,
  name: "s3-cmk",
  title: "Buckets encrypt with a key of ours",
  description: "Every bucket encrypts by default with a KMS key of ours and a bucket key.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Give the bucket a BucketServerSideEncryptionConfiguration with sseAlgorithm aws:kms, the ARN of a key of yours, and bucketKeyEnabled true.",
  parameters: {},
  stack: (stack) =>
    judgeBuckets(stack, (bucket) =>
      isOnlyLogTarget(stack, bucket)
        ? []
        : judgeSides(
            bucket,
            "encryption",
            { says: "encrypts with S3's own key, by default of S3.", why, fix },
            (side) => judgeSide(stack, bucket, side),
          ),
    ),
};

const why =
  "CICD-SEC-7: only the policy of a key of our own decides, beside the bucket's, who reads and replaces what is in it";
const fix = "set sseAlgorithm aws:kms, kmsMasterKeyId to a key of this stack, and bucketKeyEnabled true";

function judgeSide(stack: Stack, bucket: Bucket, side: Side): readonly Finding[] {
  const rules = encryptionRules(stack, side);
  if (typeof rules === "string") return [undetermined(bucket, side, [rules])];
  if (rules.length === 0)
    return [violation(bucket, side, "encrypts with S3's own key, by default of S3.", [])];
  return rules.flatMap((rule) => judgeRule(bucket, side, rule));
}

function judgeRule(bucket: Bucket, side: Side, rule: EncryptionRule): readonly Finding[] {
  const { algorithm, key, bucketKey, unknown, path } = rule;
  if (algorithm !== undefined && !/^aws:kms(:dsse)?$/.test(algorithm))
    return [violation(bucket, side, `encrypts with S3's own key (${algorithm.slice(0, 40)}).`, [path])];
  if (key === "aws") return [violation(bucket, side, "encrypts with a key of AWS's own.", [path])];
  if (bucketKey === false && algorithm === "aws:kms")
    return [violation(bucket, side, "asks KMS for a data key an object, for want of a bucket key.", [path])];
  return unknown.length > 0 ? [undetermined(bucket, side, unknown)] : [];
}

function violation({ label }: Bucket, { resource }: Side, says: string, at: readonly string[]): Finding {
  return { kind: "violation", urn: resource.urn, what: `Bucket ${label} ${says}`, at, why, fix };
}

function undetermined({ label }: Bucket, { resource }: Side, at: readonly string[]): Finding {
  return {
    kind: "undetermined",
    urn: resource.urn,
    what: `whether bucket ${label} encrypts with a key of ours can't be seen.`,
    at,
    why,
    fix: "name the key by its alias, or manage it in this stack; write the rest as literals",
  };
}
