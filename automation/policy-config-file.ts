import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isBranch } from "../emulator/tree";
import type { Branch, Tree } from "../emulator/tree";

const name = "policy-config.json";

/** The policy config beside the project, `{}` where there is none, or why it can't be read, ready to be printed. */
export function readPolicyConfig(
  projectDirectory: string,
): { readonly policyConfig: Branch } | { readonly problems: string } {
  const file = join(projectDirectory, name);
  if (!existsSync(file)) return { policyConfig: {} };
  let read: Tree;
  try {
    read = JSON.parse(readFileSync(file, "utf8")) as Tree;
  } catch (error) {
    return { problems: `${name} is no JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
  if (isBranch(read)) return { policyConfig: read };
  return {
    problems: `${name} must be an object: the name of a policy, and its level or its parameters for each.`,
  };
}
