import type { Field } from "../reader/field";
import type { StackResource } from "../reader/resource";
import type { Stack } from "./stack";
import { tokens } from "./tokens";

/** Whose key something is encrypted with. */
export type KeyAnswer =
  | { readonly kind: "ours" }
  /** A key of AWS's own, of which nobody decides who uses it. */
  | { readonly kind: "aws" }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly path: string };

const keyTypes: readonly string[] = [
  tokens.key,
  tokens.alias,
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
];

/**
 * What the text alone says. An alias that doesn't begin with `alias/aws/` names a key of the customer (KMS
 * guide, "Aliases": the prefix is reserved, and an alias can't be given to AWS's keys). An id or ARN of a key
 * doesn't say whose it is.
 */
export function keyInText(field: Field): KeyAnswer {
  const text = field.text();
  if (text.kind === "absent" || (text.kind === "known" && text.value === "")) return { kind: "absent" };
  if (text.kind === "unknown") return { kind: "unknown", path: text.path };
  const alias = /(?:^|:)alias\/(aws\/)?/i.exec(text.value);
  if (!alias) return { kind: "unknown", path: field.path };
  return { kind: alias[1] === undefined ? "ours" : "aws" };
}

/**
 * The same among the resources of the stack: a key of the stack is ours by its id or ARN, and by being what the
 * property is made from, though its ARN is not known yet. `property` is the resource's own property in which
 * the field stands. An unknown value that is made from nothing is what the provider announces for a property
 * that nobody gave, and counts as absent.
 */
export function keyInStack(field: Field, resource: StackResource, property: string, stack: Stack): KeyAnswer {
  const answer = keyInText(field);
  if (answer.kind !== "unknown") return answer;
  const text = field.text();
  if (text.kind === "known") {
    const { value } = text;
    const named = ["arn", "keyId", "id"].some((own) =>
      keyTypes.some((type) => stack.named(type, value, own) !== undefined),
    );
    return named ? { kind: "ours" } : answer;
  }
  const sources = resource.madeFrom(property);
  if (sources.some(({ type }) => keyTypes.includes(type))) return { kind: "ours" };
  return sources.length === 0 ? { kind: "absent" } : answer;
}
