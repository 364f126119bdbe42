import type { Environment } from "./settings";

/**
 * Beginnings of the names that CloudFormation gives to what an environment's stacks create. It puts the
 * stack's name first and shortens it to 24 characters when the whole would exceed the service's limit.
 */
export function physicalNamePrefixes(environment: Pick<Environment, "stacks">): readonly string[] {
  return [...new Set(environment.stacks.map((pattern) => pattern.replace(/[*?].*$/, "").slice(0, 24)))];
}
