import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConnectOptions, ConnectProgress, ConnectResult } from "../../../automation/connect/connect";
import { connect } from "../../../automation/connect/connect";
import { exampleFile, testProject } from "../project";
import type { AwsServer, Responders } from "../services/aws-server";
import { awsServer } from "../services/aws-server";
import type { AwsAnswer } from "../services/aws-wire";
import { testClock } from "../services/test-clock";

export const arn = "arn:aws:codestar-connections:eu-central-1:111111111111:connection/1111-2222";
export const role = "arn:aws:iam::111111111111:role/delivery-provisioner";

/** The settings of `prod` while the handshake is pending. */
export const pendingFile = exampleFile("prod").replace(
  /delivery:connection:\n +handshake: done\n +arn: .*\n/,
  "delivery:connection: { handshake: pending } # Ada does this\n",
);

/** A connection as the service shows it. */
export function connection(status: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    ConnectionName: "payments-gitlab",
    ConnectionArn: arn,
    ConnectionStatus: status,
    ProviderType: "GitLab",
    OwnerAccountId: "111111111111",
    ...more,
  };
}

export function shown(status: string, more: Readonly<Record<string, unknown>> = {}): AwsAnswer {
  return { output: { Connection: connection(status, more) } };
}

export function listed(...connections: readonly ReturnType<typeof connection>[]): readonly AwsAnswer[] {
  return [{ output: { Connections: connections } }];
}

export interface ConnectRun {
  readonly result: ConnectResult;
  readonly progress: readonly ConnectProgress[];
  readonly server: AwsServer;
  readonly sleptMs: readonly number[];
  /** The stack file afterwards. */
  readonly file: string;
}

/** Connects the stack `prod` in a world that answers so. */
export async function connectIn(
  responders: Responders,
  { file = pendingFile, ...options }: Partial<ConnectOptions> & { readonly file?: string } = {},
): Promise<ConnectRun> {
  const server = await awsServer(responders);
  const project = testProject({ program: "", stacks: { prod: file } });
  const clock = testClock();
  const progress: ConnectProgress[] = [];
  try {
    const result = await connect({
      ...{ projectDirectory: project.directory, stack: "prod", aws: server.clients, clock },
      onProgress: (told) => progress.push(told),
      ...options,
    });
    const text = readFileSync(join(project.directory, "Pulumi.prod.yaml"), "utf8");
    return {
      result: withoutFolder(result, project.directory),
      progress,
      server,
      sleptMs: clock.sleptMs,
      file: text,
    };
  } finally {
    project.remove();
    await server.close();
  }
}

function withoutFolder<Result>(result: Result, directory: string): Result {
  return JSON.parse(JSON.stringify(result).replaceAll(`${directory}/`, "")) as Result;
}
