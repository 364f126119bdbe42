import { parseArn } from "../../iam/arn";
import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

/** Whose key encrypts something. */
export type KeyBehind =
  /** A key that the customer manages. */
  | { readonly kind: "own" }
  /** A key that AWS manages: anybody whom the service lets read may decrypt. */
  | { readonly kind: "aws" }
  | { readonly kind: "unknown"; readonly path: string };

/** By which kind of name a key is called. */
export type KeyName = "aws alias" | "alias" | "key";

/** Aliases that begin with `aws/` are AWS's, and nobody else may take such a name (KMS guide, "Aliases"). */
export function keyNameOf(text: string): KeyName {
  const resource = parseArn(text)?.resource ?? text;
  if (resource.startsWith("alias/aws/")) return "aws alias";
  return resource.startsWith("alias/") ? "alias" : "key";
}

/**
 * Whose key a field names: by its literal, where that is an alias or a key of the stack; else by the resource
 * from which the property is made, though the key's ARN is not known yet. The ARN of a key that is not in the
 * stack may be one of AWS's own.
 */
export function keyBehind(stack: Stack, resource: StackResource, property: string, field: Field): KeyBehind {
  const text = field.text();
  if (text.kind !== "known") {
    const made = resource.madeFrom(property).some(({ type }) => type === tokens.key || type === tokens.alias);
    return made ? { kind: "own" } : { kind: "unknown", path: field.path };
  }
  const named = keyNameOf(text.value);
  switch (named) {
    case "aws alias":
      return { kind: "aws" };
    case "alias":
      return { kind: "own" };
    case "key": {
      const found =
        stack.named(tokens.key, text.value, "arn") ?? stack.named(tokens.key, text.value, "keyId");
      return found ? { kind: "own" } : { kind: "unknown", path: `${field.path} = ${text.value}` };
    }
    default:
      return named satisfies never;
  }
}
