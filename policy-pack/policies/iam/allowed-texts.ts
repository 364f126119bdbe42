import { textsOf } from "../../reader/field";
import type { Setup } from "../../verdict/rule";

/**
 * The texts of the parameter `allow`, in lower case. What can't be read of it allows nothing; nothing is allowed
 * by default.
 */
export function allowedTexts({ parameters }: Setup): ReadonlySet<string> {
  return new Set(textsOf(parameters.at("allow")).texts.map((text) => text.toLowerCase()));
}

/** The schema of `allow`. */
export function allowSchema(description: string) {
  return {
    allow: {
      type: "array" as const,
      items: { type: "string" as const },
      default: [],
      description: `${description} Default: none.`,
    },
  };
}
