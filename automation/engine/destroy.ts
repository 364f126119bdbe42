import type { Stack } from "@pulumi/pulumi/automation";
import { readProject } from "../project";
import type { EngineOptions } from "./options";
import { protectedIn } from "./protected";
import type { EngineError, EngineResult } from "./result";
import { refused, runEngine } from "./run";

export interface DestroyOptions extends EngineOptions {
  /** Only tells what would be deleted and what would stay. Default: false. */
  readonly dry?: boolean;
}

/**
 * Deletes what the stack has made. While a protected resource remains, nothing at all is deleted: the failure has the
 * code `protected-resources` and lists them. (The engine alone would delete everything beside them first.)
 *
 * What the program retains on delete leaves the state and stays where it is: steps with the operation `retain`.
 */
export async function destroy(options: DestroyOptions): Promise<EngineResult> {
  const opened = readProject(options.projectDirectory);
  if ("problems" in opened)
    return refused("destroy", options, { code: "wrong-settings", message: opened.problems, urns: [] });
  return await runEngine({
    operation: "destroy",
    options,
    dry: options.dry === true,
    create: false,
    warnings: "",
    against: stillProtected,
    act: (stack, told) => (options.dry === true ? stack.previewDestroy(told) : stack.destroy(told)),
  });
}

async function stillProtected(stack: Stack): Promise<EngineError | undefined> {
  const exported = await stack.exportStack();
  const urns = protectedIn(exported.deployment);
  if (urns.length === 0) return undefined;
  const count = urns.length === 1 ? "1 resource is" : `${urns.length} resources are`;
  return {
    code: "protected-resources",
    message: `${count} protected, so nothing was deleted. docs/operations.md says how to let go of each: retire the targets, empty the buckets, then \`pulumi state unprotect <urn>\`.`,
    urns: [...urns],
  };
}
