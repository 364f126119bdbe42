import { parseArn } from "../../iam/arn";
import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

/**
 * The key of the stack that an artifact store names, by alias or ARN, or by the outputs that it is made from. A
 * text: the path of what keeps it from being found. Undefined: the store has none, or one outside of the stack.
 */
export function readsKey(
  id: Field,
  pipeline: StackResource,
  stack: Stack,
): StackResource | string | undefined {
  const text = id.text();
  if (text.kind === "absent") return undefined;
  if (text.kind === "unknown") {
    const keys = pipeline.madeFrom("artifactStores").filter(({ type }) => type === tokens.key);
    return keys.length === 1 ? keys[0] : text.path;
  }
  const name = parseArn(text.value)?.resource ?? text.value;
  const byArn = stack.named(tokens.key, text.value, "arn");
  if (byArn) return byArn;
  const alias = stack.named(tokens.alias, name);
  return alias?.madeFrom("targetKeyId").find(({ type }) => type === tokens.key);
}
