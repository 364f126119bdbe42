import type { Stack } from "@pulumi/pulumi/automation";
import { CliFailure } from "./cli-process";
import { Secrets } from "../rehearsal/secrets";
import { credentialsIn } from "./credentials";
import type { CliEvent } from "./engine-event";
import { failureOf } from "./failure";
import { openStack } from "./open-stack";
import type { EngineOptions } from "./options";
import type { EngineProgress } from "./progress";
import { Recording } from "./recording";
import type { EngineError, EngineOperation, EngineResult } from "./result";

/** One run of the engine: what is asked of the stack once it is open. */
export interface EngineRun {
  readonly operation: EngineOperation;
  readonly options: EngineOptions;
  /** Nothing is changed: steps end as `planned`. */
  readonly dry: boolean;
  /** Creates the stack where it is missing. */
  readonly create: boolean;
  /** What the settings' reader warns of. */
  readonly warnings: string;
  /** What speaks against the run, to be found before the engine is asked; undefined: nothing. */
  readonly against?: (stack: Stack) => Promise<EngineError | undefined>;
  readonly act: (stack: Stack, told: ToldOptions) => Promise<unknown>;
}

/** Options of the Automation API that every run has. */
export interface ToldOptions {
  readonly onEvent: (event: CliEvent) => void;
  readonly signal?: AbortSignal;
  readonly color: "never";
  readonly refresh: boolean;
}

/** Runs the engine and makes one result of whatever comes of it. Throws nothing that the CLI or the engine say. */
export async function runEngine(run: EngineRun): Promise<EngineResult> {
  const { operation, options } = run;
  const startedAt = performance.now();
  const secrets = new Secrets();
  credentialsIn({ ...process.env, ...options.environment }).forEach(secrets.note);
  const recording = new Recording(run.dry ? "planned" : "done", secrets, teller(options.onProgress));
  const error = await errorOf(run, recording);
  const common = {
    version: 1 as const,
    operation,
    stack: options.stack,
    steps: [...recording.steps],
    unchanged: recording.unchanged,
    policies: [...recording.policies],
    messages: recording.messages,
    outputs: recording.outputs,
    warnings: run.warnings,
    durationMs: Math.round(performance.now() - startedAt),
  };
  return secrets.hideIn<EngineResult>(
    error ? { kind: "failure", error, ...common } : { kind: "done", ...common },
  );
}

async function errorOf(run: EngineRun, recording: Recording): Promise<EngineError | undefined> {
  const { operation, options } = run;
  const { signal } = options;
  try {
    signal?.throwIfAborted();
    const opened = await openStack(options, run.create);
    if ("error" in opened) return opened.error;
    const against = await run.against?.(opened.stack);
    if (against) return against;
    signal?.throwIfAborted();
    teller(options.onProgress)({ kind: "started", operation, stack: options.stack });
    await run.act(opened.stack, {
      onEvent: recording.take,
      color: "never",
      refresh: options.refresh === true,
      ...(signal ? { signal } : {}),
    });
    return undefined;
  } catch (thrown) {
    // After an update the Automation API asks the CLI for more than the result needs: what fails there, fails nothing.
    const afterwards = thrown instanceof CliFailure && thrown.command !== operation;
    if (recording.succeeded && afterwards) return undefined;
    return failureOf(thrown, recording, { stack: options.stack, aborted: signal?.aborted === true });
  }
}

/** A listener that throws must not end an update half-way. */
function teller(onProgress: EngineOptions["onProgress"]): (progress: EngineProgress) => void {
  return (progress) => {
    try {
      onProgress?.(progress);
    } catch {
      // The caller's own fault, and nothing that the stack could help.
    }
  };
}

/** A run that was refused before the CLI was asked. */
export function refused(
  operation: EngineOperation,
  { stack }: EngineOptions,
  error: EngineError,
): EngineResult {
  return {
    kind: "failure",
    error,
    version: 1,
    operation,
    stack,
    steps: [],
    unchanged: 0,
    policies: [],
    messages: [],
    outputs: {},
    warnings: "",
    durationMs: 0,
  };
}
