import type { ChildProcess } from "node:child_process";
import { Client, credentials, Server, ServerCredentials, status } from "@grpc/grpc-js";
import type { MethodDefinition, sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";

const unlimited = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
  "grpc.enable_http_proxy": 0,
};
const asItIs = (bytes: Buffer): Buffer => bytes;

/** Starts the pack with what it must find in its environment. */
type StartPack = (environment: Readonly<Record<string, string>>) => ChildProcess;

/**
 * Stands between the engine and a policy pack, as the official host does: the pack starts only when the engine has
 * said which stack it is for, and finds the stack's settings in its environment. All else is passed on unread.
 */
export class AnalyzerProxy {
  private readonly server = new Server(unlimited);
  private pack: ChildProcess | undefined;
  private client: Client | undefined;
  private ready: (client: Promise<Client>) => void = () => undefined;
  private readonly started = new Promise<Client>((resolve) => {
    this.ready = resolve;
  });

  constructor(private readonly start: StartPack) {
    const methods = Object.entries(
      AnalyzerService as unknown as Record<string, MethodDefinition<never, never>>,
    );
    this.server.addService(
      Object.fromEntries(methods.map(([name, definition]) => [name, { ...definition, ...rawBytes }])),
      Object.fromEntries(methods.map(([name, { path }]) => [name, this.handler(name, path)])),
    );
  }

  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(error);
        else resolve(port);
      });
    });
  }

  close(): void {
    this.client?.close();
    this.pack?.kill();
    this.server.forceShutdown();
  }

  private handler(name: string, path: string) {
    return (call: ServerUnaryCall<Buffer, Buffer>, respond: sendUnaryData<Buffer>): void => {
      switch (name) {
        case "handshake":
          respond(null, Buffer.alloc(0));
          return;
        case "configureStack":
          this.configure(AnalyzerStackConfigureRequest.deserializeBinary(call.request));
          break;
        default:
      }
      this.started
        .then((client) => {
          client.makeUnaryRequest(path, asItIs, asItIs, call.request, (error, answer) => {
            if (error) respond(error);
            else respond(null, answer ?? Buffer.alloc(0));
          });
        })
        .catch((error: unknown) => respond({ code: status.UNAVAILABLE, details: String(error) }));
    };
  }

  private configure(request: AnalyzerStackConfigureRequest): void {
    if (this.pack) return;
    const configuration = request
      .getConfigMap()
      .toArray()
      .map(([key, value]): [string, string] => [key, value]);
    const pack = this.start({
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(configuration)),
      PULUMI_NODEJS_ORGANIZATION: request.getOrganization(),
      PULUMI_NODEJS_PROJECT: request.getProject(),
      PULUMI_NODEJS_STACK: request.getStack(),
      PULUMI_NODEJS_DRY_RUN: String(request.getDryRun()),
    });
    this.pack = pack;
    this.ready(this.connect(pack));
  }

  /** The first line that a pack prints is its port. */
  private connect(pack: ChildProcess): Promise<Client> {
    return new Promise((resolve, reject) => {
      let printed = "";
      pack.stdout?.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        const port = /^(\d+)\r?\n/.exec(printed)?.[1];
        if (port === undefined) return;
        this.client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), unlimited);
        resolve(this.client);
      });
      pack.once("close", (code) =>
        reject(new Error(`the policy pack ended with exit code ${String(code)} before it was ready`)),
      );
    });
  }
}

const rawBytes = {
  requestSerialize: asItIs,
  requestDeserialize: asItIs,
  responseSerialize: asItIs,
  responseDeserialize: asItIs,
};
