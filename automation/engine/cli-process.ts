import { spawn } from "node:child_process";
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { endsWithUs } from "../rehearsal/child-processes";

/** A command of the CLI that did not end well. */
export class CliFailure extends Error {
  override readonly name = "CliFailure";

  constructor(
    /** The first word after `pulumi`. */
    readonly command: string,
    /** Of the CLI's own taxonomy, such as 3 for credentials and 6 for a stack that is not there; null: killed. */
    readonly exitCode: number | null,
    readonly stdout: string,
    readonly stderr: string,
  ) {
    super(stderr.trim() || stdout.trim() || `pulumi ended with exit code ${exitCode ?? "none"}`);
  }
}

interface CliOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/**
 * Runs the CLI as the Automation API does, but in a process group of its own: a Ctrl-C at a terminal reaches a
 * whole group, and the CLI takes a second interrupt, that of the caller's AbortSignal, for "leave everything as it is".
 * It also ends with its exit code, which the Automation API drops.
 */
export function inOwnGroup(cli: PulumiCommand): PulumiCommand {
  const { command } = cli;
  return Object.assign(cli, { run });

  function run(
    args: readonly string[],
    cwd: string,
    environment: Readonly<Record<string, string>>,
    onOutput?: (text: string) => void,
    onError?: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<CliOutput> {
    const [verb = ""] = args;
    const child = spawn(command, [...args, "--non-interactive"], {
      cwd,
      env: {
        ...process.env,
        ...environment,
        PULUMI_AUTOMATION_API: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
      },
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
    });
    endsWithUs(child);
    const interrupt = (): boolean => child.kill("SIGINT");
    signal?.addEventListener("abort", interrupt, { once: true });
    if (signal?.aborted === true) interrupt();
    const [stdout, stderr] = [collect(child.stdout, onOutput), collect(child.stderr, onError)];
    return new Promise<CliOutput>((resolve, reject) => {
      child.once("error", (error) => reject(new CliFailure(verb, null, "", error.message)));
      child.once("close", (code) => {
        if (code === 0) resolve({ stdout: stdout(), stderr: stderr(), code });
        else reject(new CliFailure(verb, code, stdout(), stderr()));
      });
    }).finally(() => signal?.removeEventListener("abort", interrupt));
  }
}

function collect(stream: NodeJS.ReadableStream, onText: ((text: string) => void) | undefined): () => string {
  const parts: string[] = [];
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    parts.push(text);
    onText?.(text);
  });
  return () => parts.join("");
}
