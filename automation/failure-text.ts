import type { ServiceFailure } from "./accounts/service-failure";
import { exitCodes } from "./exit-codes";
import type { SettingsRefusal } from "./one-stack";
import { wrapped } from "./outline/lines";

/** What kept a command from its answer, for a person. */
export function failureText(failed: ServiceFailure | SettingsRefusal): string {
  if (failed.kind === "refusal") return `${failed.problems}\n`;
  const { doing, message, fix } = failed;
  const lines = [...wrapped(`Failed ${doing}.`, 0), ...wrapped(message, 2), ...wrapped(`To do: ${fix}.`, 2)];
  return `${lines.join("\n")}\n`;
}

export function failureExitCode(failed: ServiceFailure | SettingsRefusal): number {
  if (failed.kind === "refusal") return exitCodes.wrongSettings;
  return failed.code === "interrupted" ? exitCodes.interrupted : exitCodes.noAnswer;
}
