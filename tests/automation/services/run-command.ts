import { spawn } from "node:child_process";
import { join } from "node:path";
import { repository } from "../project";
import type { AwsServer } from "./aws-server";
import { caller } from "./aws-server";

export interface CommandRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the compiled command in a folder, as a person would: AWS is found through the environment alone. */
export function runDelivery(
  call: readonly string[],
  {
    directory,
    server,
    environment = {},
  }: { directory: string; server: AwsServer; environment?: NodeJS.ProcessEnv },
): Promise<CommandRun> {
  const child = spawn(process.execPath, [join(repository, "bin", "delivery.js"), ...call], {
    cwd: directory,
    env: {
      PATH: process.env["PATH"],
      HOME: directory,
      AWS_ENDPOINT_URL: server.endpoint,
      AWS_ACCESS_KEY_ID: caller.accessKeyId,
      AWS_SECRET_ACCESS_KEY: caller.secretAccessKey,
      ...environment,
    },
  });
  const parts = { stdout: "", stderr: "" };
  child.stdout.on("data", (part: Buffer) => (parts.stdout += part.toString()));
  child.stderr.on("data", (part: Buffer) => (parts.stderr += part.toString()));
  return new Promise((resolve) => child.once("close", (exitCode) => resolve({ exitCode, ...parts })));
}
