import { createColors } from "picocolors";
import type { AwsClients } from "../accounts/account-access";
import { isPassing } from "../accounts/service-failure";
import type { Clock } from "../clock";
import { systemClock } from "../clock";
import { exitCodes } from "../exit-codes";
import { failureExitCode, failureText } from "../failure-text";
import type { JsonOption } from "../json-output";
import { writeJson } from "../json-output";
import type { Surroundings } from "../rehearse-command";
import type { StatusResult } from "./status";
import { openStatus } from "./status";
import { statusText } from "./status-text";

export interface StatusCommandOptions {
  readonly stack: string;
  readonly watch?: boolean;
  readonly json?: JsonOption;
}

export interface StatusStandIns {
  readonly aws?: AwsClients;
  readonly clock?: Clock;
  /** Ends the watching. */
  readonly signal?: AbortSignal;
}

const watchEveryMs = 10_000;

/** Shows the status once, or again whenever it has changed; gives the exit code. */
export async function statusCommand(
  { stack, watch = false, json }: StatusCommandOptions,
  around: Surroundings,
  { aws, clock = systemClock, signal }: StatusStandIns = {},
): Promise<number> {
  const show = shower(stack, watch, json, around, clock);
  const options = { projectDirectory: around.directory, stack, today: clock.now() };
  const reader = await openStatus({ ...options, ...(aws ? { aws } : {}), ...(signal ? { signal } : {}) });
  if (reader.kind !== "reader") return show(reader);
  for (;;) {
    const now = await reader.read();
    const passes = now.kind === "failure" && isPassing(now);
    if (watch && passes) around.stderr.write(`${now.message}; trying again\n`);
    else {
      const code = show(now);
      if (!watch || now.kind === "failure") return code;
    }
    await clock.sleep(watchEveryMs, signal);
    if (signal?.aborted === true) return exitCodes.interrupted;
  }
}

/** Shows each result that differs from the one before; gives the exit code that it stands for. */
function shower(
  stack: string,
  watch: boolean,
  json: JsonOption,
  around: Surroundings,
  clock: Clock,
): (result: StatusResult) => number {
  const { stdout, stderr, environment } = around;
  const plain = environment["NO_COLOR"] !== undefined && environment["NO_COLOR"] !== "";
  const colors = createColors(stdout.isTTY === true && !plain);
  // On a terminal the times that have passed go on, too.
  const redraws = watch && stdout.isTTY === true;
  let last = "";
  return (result) => {
    const text = JSON.stringify({ version: 1, command: "status", stack, ...result });
    const changed = text !== last;
    last = text;
    if (watch && json === true) {
      // One object a line, so that a reader knows where each ends.
      if (changed) stdout.write(`${text}\n`);
    } else if ((changed || redraws) && !writeJson(json, { command: "status", stack, ...result }, around)) {
      if (result.kind === "pipeline") {
        const clear = redraws ? "\u001b[2J\u001b[H" : "";
        stdout.write(`${clear}${statusText(result, clock.now(), colors)}`);
      } else if (result.kind === "no-pipeline")
        stderr.write(`There is no pipeline ${result.pipeline} yet. ${result.fix}\n`);
      else stderr.write(failureText(result));
    }
    if (result.kind === "pipeline") return exitCodes.clean;
    return result.kind === "no-pipeline" ? exitCodes.refused : failureExitCode(result);
  };
}
