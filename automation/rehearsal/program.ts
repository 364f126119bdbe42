import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { endsWithUs } from "./child-processes";
import type { StackIdentity } from "./urn";

export interface ProgramRun {
  readonly identity: StackIdentity;
  readonly projectDirectory: string;
  /** The stack's configuration as the CLI hands it over: full key → text, structured values as JSON. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Address of the monitor. */
  readonly address: string;
  /** Twice as slow from some hundred resources on; only worth it to show where a failure came from. */
  readonly stackTraces: boolean;
  readonly onStart?: (processId: number | undefined) => void;
}

export interface ProgramEnd {
  /** Null: a signal ended it. */
  readonly exitCode: number | null;
  /** What the program printed, both streams in order. */
  readonly printed: string;
}

/**
 * Runs the project's program, unmodified, as a preview: through the SDK's own runner, which is what the
 * language host of the CLI starts, with the same arguments and environment. It is given no engine, so it
 * prints its messages instead of sending them; sent, the SDK's debug messages go one call after the other
 * and take as long as all the rest.
 */
export function runProgram(run: ProgramRun): Promise<ProgramEnd> {
  const { identity, projectDirectory, address } = run;
  const runner = createRequire(join(projectDirectory, "index.js")).resolve("@pulumi/pulumi/cmd/run");
  const child = spawn(
    process.execPath,
    [
      ...(run.stackTraces ? [] : ["--stack-trace-limit=0"]),
      runner,
      ...["--monitor", address],
      ...["--project", identity.project, "--stack", identity.stack, "--organization", "organization"],
      ...["--root-directory", projectDirectory, "--pwd", projectDirectory],
      ...["--parallel", "16", "--dry-run"],
      ".",
    ],
    {
      cwd: projectDirectory,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        ...localConnections,
        NODE_NO_WARNINGS: "1",
        PULUMI_CONFIG: JSON.stringify(run.configuration),
        PULUMI_CONFIG_SECRET_KEYS: "[]",
        PULUMI_NODEJS_TYPESCRIPT: "true",
        PULUMI_NODEJS_TSCONFIG_PATH: join(projectDirectory, "tsconfig.json"),
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      },
    },
  );
  endsWithUs(child);
  run.onStart?.(child.pid);
  const printed: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, printed: printed.join("") }));
  });
}

/** gRPC would otherwise send calls to this very machine through the proxy that the environment names. */
export const localConnections = { no_grpc_proxy: "127.0.0.1" };
