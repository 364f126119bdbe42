import { textList } from "./environments";
import type { Reading } from "../reader/field";
import { firstGiven, known } from "../reader/reading";
import type { Setup } from "../verdict/rule";

/** A list of texts of the policy's own config. One that can't be read is unknown, never the default. */
export function listParameter(
  { parameters }: Setup,
  name: string,
  otherwise: readonly string[] = [],
): Reading<readonly string[]> {
  return firstGiven(textList(parameters.at(name)), () => known(otherwise));
}

/** Schema of a list of texts. */
export function listSchema(description: string, otherwise: readonly string[] = []) {
  return {
    type: "array" as const,
    items: { type: "string" as const },
    default: [...otherwise],
    description,
  };
}
