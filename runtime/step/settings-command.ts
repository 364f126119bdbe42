import type { CommandResult } from "./command";
import { StepFailure } from "./step-failure";

/** Runs a command of the settings; a failing one ends the step with its own exit code and one line. */
export async function runSettingsCommand(
  name: string,
  command: string,
  run: () => Promise<CommandResult>,
  log: (line: string) => void,
): Promise<void> {
  log(`\n— ${name}: ${command}`);
  const { exitCode } = await run();
  if (exitCode !== 0) {
    throw new StepFailure(`${name} failed: "${command}" ended with exit code ${exitCode}.`, exitCode);
  }
}
