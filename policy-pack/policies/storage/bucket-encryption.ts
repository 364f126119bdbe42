import type { Field } from "../../reader/field";
import type { Stack } from "../../stack/stack";
import { keyInStack } from "../../stack/customer-key";
import type { Side } from "./bucket-sides";

/** How a bucket encrypts what it is given, by one rule of its default encryption. */
export interface EncryptionRule {
  readonly path: string;
  /** `aws:kms`, `aws:kms:dsse`, `AES256`; undefined while it is not known. */
  readonly algorithm: string | undefined;
  readonly key: "ours" | "aws" | "unknown";
  /** Whether one data key serves many objects; undefined while it is not known. */
  readonly bucketKey: boolean | undefined;
  /** Paths of what is not known. */
  readonly unknown: readonly string[];
}

/** The rules of a side resource, or of the bucket's own property; the path of what can't be read. */
export function encryptionRules(stack: Stack, side: Side): readonly EncryptionRule[] | string {
  const rules = ruleFields(side.field);
  return typeof rules === "string" ? rules : rules.map((rule) => readRule(stack, side, rule));
}

/** `rules` of a side resource; `rule` and `rules` inside of the bucket's own property. */
function ruleFields(field: Field): readonly Field[] | string {
  const list = field.list();
  if (list.kind !== "known") return list.path;
  const found: Field[] = [];
  for (const one of list.value) {
    if (one.entries().kind === "unknown") return one.path;
    const inner = ["rule", "rules"].map((key) => one.at(key)).find((nested) => !nested.isAbsent());
    if (!inner) {
      found.push(one);
      continue;
    }
    const nested = inner.list();
    if (nested.kind !== "known") return nested.path;
    found.push(...nested.value);
  }
  return found;
}

function readRule(stack: Stack, { resource, property }: Side, rule: Field): EncryptionRule {
  const [applied = rule.at("applyServerSideEncryptionByDefault")] = [
    "applyServerSideEncryptionByDefault",
    "applyServerSideEncryptionByDefaults",
  ].flatMap((key) => {
    const list = rule.at(key).list();
    return list.kind === "known" ? list.value : list.kind === "unknown" ? [rule.at(key)] : [];
  });
  const algorithm = applied.at("sseAlgorithm").text();
  const keyField = applied.at("kmsMasterKeyId");
  const answer = keyInStack(keyField, resource, property, stack);
  const text = keyField.text();
  // A key that is given, and made from nothing that the stack shows, is given all the same.
  const key = answer.kind === "absent" && text.kind === "unknown" ? text : answer;
  const bucketKey = rule.at("bucketKeyEnabled").text();
  return {
    path: rule.path,
    algorithm:
      algorithm.kind === "known" ? algorithm.value : algorithm.kind === "absent" ? "AES256" : undefined,
    // Without a key of its own SSE-KMS takes AWS's.
    key: key.kind === "absent" ? "aws" : key.kind,
    bucketKey:
      bucketKey.kind === "unknown" ? undefined : bucketKey.kind === "known" && bucketKey.value === "true",
    unknown: [
      ...(algorithm.kind === "unknown" ? [algorithm.path] : []),
      ...(key.kind === "unknown" ? [key.path] : []),
      ...(bucketKey.kind === "unknown" ? [bucketKey.path] : []),
    ],
  };
}
