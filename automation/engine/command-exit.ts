import { exitCodes } from "../exit-codes";
import type { EngineResult } from "./result";

/** The exit code that tells a script what docs/automation.md says of the result. */
export function exitCodeOf(result: EngineResult): number {
  if (result.kind === "done") return exitCodes.clean;
  const { code } = result.error;
  switch (code) {
    case "policy-violation":
    case "plan-not-kept":
    case "protected-resources":
    case "concurrent-update":
    case "engine":
      return exitCodes.refused;
    case "wrong-settings":
    case "cli-missing":
    case "cli-too-old":
    case "stack-missing":
    case "policy-pack":
    case "plan-unreadable":
      return exitCodes.wrongSettings;
    case "credentials":
      return exitCodes.noAnswer;
    case "aborted":
      return exitCodes.interrupted;
    default:
      return code satisfies never;
  }
}
