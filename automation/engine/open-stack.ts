import type { PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import { CliFailure, inOwnGroup } from "./cli-process";
import type { EngineOptions } from "./options";
import type { EngineError } from "./result";

/**
 * The stack, ready for the Automation API, or why there is none. What the CLI itself says against the stack is thrown.
 * The Automation API is loaded here and not before: it takes half a second, which a rehearsal need not wait for.
 */
export async function openStack(
  { projectDirectory, stack: name, environment = {} }: EngineOptions,
  create: boolean,
): Promise<{ readonly stack: Stack } | { readonly error: EngineError }> {
  const { LocalWorkspace, PulumiCommand, Stack } = await import("@pulumi/pulumi/automation/index.js");
  let command: PulumiCommand;
  try {
    command = await PulumiCommand.get();
  } catch (error) {
    return { error: withoutCli(error instanceof Error ? error.message : String(error)) };
  }
  const workspace = await LocalWorkspace.create({
    workDir: projectDirectory,
    pulumiCommand: inOwnGroup(command),
    envVars: { ...environment },
  });
  try {
    return { stack: await Stack.select(name, workspace) };
  } catch (error) {
    if (!create || !(error instanceof CliFailure) || !isMissingStack(error)) throw error;
    return { stack: await Stack.create(name, workspace) };
  }
}

function withoutCli(message: string): EngineError {
  const install = "https://www.pulumi.com/docs/install/";
  if (message.includes("ENOENT"))
    return {
      code: "cli-missing",
      message: `There is no \`pulumi\` on the PATH. Install the Pulumi CLI: ${install}`,
      urns: [],
    };
  const said = message.replace(/^[^]*err\?: Error: /, "").trim();
  return { code: "cli-too-old", message: `${said}\nInstall the newest Pulumi CLI: ${install}`, urns: [] };
}

function isMissingStack({ exitCode, stderr }: CliFailure): boolean {
  return exitCode === 6 || /no stack named .* found/i.test(stderr);
}
