import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import type { EngineSurroundings } from "./engine-shell";

/** Exit code by the signal that ended the command at once, as shells have it. */
const codes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs a command of the engine with this process's terminal and signals. The first signal asks the engine to end; a second
 * one ends this process at once, and with it the CLI, which then leaves things half-done.
 */
export async function atTerminal(command: (around: EngineSurroundings) => Promise<number>): Promise<void> {
  const end = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (end.signal.aborted) process.exit(codes[signal]);
      end.abort();
    });
  }
  const ask = async (question: string): Promise<string> => {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    // While it reads, a Ctrl-C comes to it alone. The end of the input is an answer as well: no.
    lines.on("SIGINT", () => lines.close());
    const closed = once(lines, "close").then(() => "");
    const answer = await Promise.race([
      lines.question(question, { signal: end.signal }).catch(() => ""),
      closed,
    ]);
    lines.close();
    return answer;
  };
  process.exitCode = await command({
    directory: process.cwd(),
    environment: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: end.signal,
    ...(process.stdin.isTTY ? { ask } : {}),
  });
}
