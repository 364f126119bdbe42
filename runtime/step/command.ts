import { spawn } from "node:child_process";
import { constants } from "node:os";

export interface CommandOptions {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Written to standard input; absent: the command reads nothing. */
  readonly input?: string;
  /** Keep standard output for the caller instead of showing it. */
  readonly capture?: boolean;
}

export interface CommandResult {
  readonly exitCode: number;
  /** Empty unless captured. */
  readonly output: string;
}

/** Runs one program with exact arguments, without a shell. */
export type CommandRunner = (argv: readonly string[], options: CommandOptions) => Promise<CommandResult>;

/** Runs the program for real; output is streamed. A program ended by a signal gives 128 + its number, as in a shell. */
export const runCommand: CommandRunner = (argv, options) =>
  new Promise((resolve, reject) => {
    const [program, ...parameters] = argv;
    if (program === undefined) throw new Error("There is no command to run.");
    const child = spawn(program, parameters, {
      cwd: options.folder,
      env: options.environment ?? process.env,
      stdio: [
        options.input === undefined ? "ignore" : "pipe",
        options.capture === true ? "pipe" : "inherit",
        "inherit",
      ],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stdin?.end(options.input);
    child.on("error", (error) => reject(new Error(`Cannot run ${program}: ${error.message}`)));
    child.on("close", (code, signal) =>
      resolve({
        exitCode: code ?? (signal === null ? 1 : 128 + constants.signals[signal]),
        output: Buffer.concat(chunks).toString("utf8"),
      }),
    );
  });

/** A command line as the settings give it, for the shell that CodeBuild uses too. */
export function shell(command: string): readonly string[] {
  return ["bash", "-c", command];
}
