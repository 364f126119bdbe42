import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { credentials, status } from "@grpc/grpc-js";
import type { ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { ConfigureAnalyzerRequest, PolicyConfig } from "@pulumi/pulumi/proto/analyzer_pb";
import type {
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzerInfo,
  AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { endsWithUs } from "./child-processes";
import { levelNumber } from "./policy-config";
import type { PolicySetting } from "./policy-config";
import { localConnections } from "./program";
import type { StackIdentity } from "./urn";
import { structOf } from "./wire";

/** The pack could not answer: it did not start, it died, or a policy of it threw. */
export class PolicyPackFailure extends Error {}

type Callback<Response> = (error: ServiceError | null, response: Response) => void;

/**
 * A policy pack, unmodified, in its own process and folder, for one stack: the stack's configuration is in
 * its environment, as the official language host puts it there.
 */
export class PolicyPack {
  private readonly printed: string[] = [];
  private readonly client: Promise<AnalyzerClient>;
  private readonly ended: Promise<void>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = new Promise((resolve) => child.once("close", () => resolve()));
    this.client = new Promise((resolve, reject) => {
      let line = "";
      child.stdout?.on("data", (chunk: Buffer) => {
        line += chunk.toString();
        const port = /^(\d+)\r?\n/.exec(line)?.[1];
        if (port)
          resolve(new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), channelOptions));
      });
      child.stderr?.on("data", (chunk: Buffer) => this.printed.push(chunk.toString()));
      child.once("error", reject);
      void this.ended.then(() => reject(this.failure()));
    });
    // Whoever asks next is told; until then nobody listens, which is no fault of the program.
    this.client.catch(() => undefined);
  }

  static start(
    directory: string,
    identity: StackIdentity,
    configuration: Readonly<Record<string, string>>,
  ): PolicyPack {
    const runner = createRequire(join(directory, "index.js")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [runner, "no-engine", "."], {
      cwd: directory,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        ...localConnections,
        PULUMI_CONFIG: JSON.stringify(configuration),
        PULUMI_NODEJS_ORGANIZATION: "organization",
        PULUMI_NODEJS_PROJECT: identity.project,
        PULUMI_NODEJS_STACK: identity.stack,
        PULUMI_NODEJS_DRY_RUN: "true",
      },
    });
    endsWithUs(child);
    return new PolicyPack(child);
  }

  get processId(): number | undefined {
    return this.child.pid;
  }

  info(): Promise<AnalyzerInfo> {
    return this.ask((client, done) => client.getAnalyzerInfo(new Empty(), done));
  }

  async configure(settings: ReadonlyMap<string, PolicySetting>): Promise<void> {
    const request = new ConfigureAnalyzerRequest();
    for (const [name, { level, properties }] of settings) {
      const config = new PolicyConfig()
        .setEnforcementlevel(levelNumber(level))
        .setProperties(structOf(properties));
      request.getPolicyconfigMap().set(name, config);
    }
    await this.ask<Empty>((client, done) => client.configure(request, done));
  }

  analyze(request: AnalyzeRequest): Promise<AnalyzeResponse> {
    return this.ask((client, done) => client.analyze(request, done));
  }

  analyzeStack(request: AnalyzeStackRequest): Promise<AnalyzeResponse> {
    return this.ask((client, done) => client.analyzeStack(request, done));
  }

  async close(): Promise<void> {
    const client = await this.client.catch(() => undefined);
    client?.close();
    this.child.kill();
  }

  private async ask<Response>(
    call: (client: AnalyzerClient, done: Callback<Response>) => void,
  ): Promise<Response> {
    const client = await this.client;
    const answer = await new Promise<{ response: Response } | { error: ServiceError }>((resolve) => {
      call(client, (error, response) => resolve(error ? { error } : { response }));
    });
    if ("response" in answer) return answer.response;
    if (answer.error.code !== status.UNAVAILABLE) throw new PolicyPackFailure(answer.error.details);
    // A connection breaks a moment before its process is known to have ended, and how it ended is what counts.
    await this.ended;
    throw this.failure();
  }

  private failure(): PolicyPackFailure {
    const { exitCode, signalCode } = this.child;
    const how = signalCode ? `was ended by ${signalCode}` : `ended with exit code ${String(exitCode)}`;
    return new PolicyPackFailure(
      `the policy pack ${how}\n${stripVTControlCharacters(this.printed.join("")).trim()}`.trim(),
    );
  }
}

const channelOptions = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
  "grpc.enable_http_proxy": 0,
};
