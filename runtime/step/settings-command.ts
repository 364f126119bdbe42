import type { CommandResult } from "./command";
import { StepFailure } from "./step-failure";

/** Runs a command of the settings; a failing one ends the step with its own exit code and one line. */
export async function runSettingsCommand(
  name: string,
  command: string,
  run: () => Promise<CommandResult>,
): Promise<void> {
  process.stdout.write(`\n— ${name}: ${command}\n`);
  const { exitCode } = await run();
  if (exitCode !== 0) {
    throw new StepFailure(`${name} failed: "${command}" ended with exit code ${exitCode}.`, exitCode);
  }
}
