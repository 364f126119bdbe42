import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import type { sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  LogSeverity,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  DeploymentInfo,
  ReadResourceResponse,
  RegisterPackageResponse,
  RegisterResourceResponse,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { RegisteredResource } from "./registered-resource";
import { readRequest, registration } from "./requests";
import type { StackIdentity } from "./urn";
import { structOf, unwrapped, valuesOf } from "./wire";
import type { Values } from "./wire";

/**
 * What the engine of a preview can do here. `resourceReferences` and `outputValues` are off, so a resource
 * handed as an input arrives as its id, which is also how the engine hands it to a policy pack. Transforms
 * and hooks are off: the SDK then fails with a message, where ignoring them would show another program.
 */
const features: ReadonlySet<string> = new Set([
  "secrets",
  "deletedWith",
  "replaceWith",
  "aliasSpecs",
  "parameterization",
]);

/** Who answers for what exists: the emulated world, and whoever watches the registrations. */
export interface ResourceHost {
  /** The state of a resource that exists already (an import); undefined for what a preview only plans. */
  register(resource: RegisteredResource): { readonly id: string; readonly state: Values } | undefined;
  /** The state of a resource that is read; undefined: there is none. */
  read(resource: RegisteredResource): Values | undefined;
  invoke(
    token: string,
    args: Values,
    provider: RegisteredResource | undefined,
  ): { readonly result: Values } | { readonly failure: string };
  /** What a component, or the stack, publishes; as on the wire. */
  publish(urn: string, outputs: Values): void;
  noteSecret(plain: unknown): void;
}

export interface LogLine {
  readonly severity: "info" | "warning" | "error";
  readonly text: string;
}

/**
 * The engine of one stack's preview: the two gRPC services that the SDK's runner talks to. As in a real
 * preview, a resource that is only planned is answered with its inputs and nothing else, so that everything
 * AWS would compute stays unknown to the program.
 */
export class StackMonitor {
  readonly resources = new Map<string, RegisteredResource>();
  readonly logs: LogLine[] = [];
  private readonly server = new Server({ "grpc.max_receive_message_length": -1 });
  private rootUrn = "";

  constructor(
    private readonly identity: StackIdentity,
    private readonly host: ResourceHost,
  ) {
    this.server.addService(ResourceMonitorService, this.monitorService());
    this.server.addService(EngineService, this.engineService());
  }

  /** Starts listening; gives the address for `--monitor` and `--engine`. */
  listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(error);
        else resolve(`127.0.0.1:${port}`);
      });
    });
  }

  close(): void {
    this.server.forceShutdown();
  }

  private readonly findProvider = (reference: string): RegisteredResource | undefined =>
    this.resources.get(reference.slice(0, reference.lastIndexOf("::")));

  private readonly noteSecret = (plain: unknown): void => this.host.noteSecret(plain);

  private monitorService(): IResourceMonitorServer {
    const nothing = answer(() => new Empty());
    return {
      getDeploymentInfo: answer(() => new DeploymentInfo()),
      supportsFeature: answer((request) =>
        new SupportsFeatureResponse().setHassupport(features.has(request.getId())),
      ),
      registerResource: answer((request) => {
        const resource = registration(request, this.identity, this.findProvider, this.noteSecret);
        if (this.resources.has(resource.urn)) throw new Error(`Duplicate resource URN '${resource.urn}'`);
        this.resources.set(resource.urn, resource);
        const existing = this.host.register(resource);
        const response = new RegisterResourceResponse().setUrn(resource.urn).setObject(resource.properties);
        return existing ? response.setId(existing.id).setObject(structOf(existing.state)) : response;
      }),
      readResource: answer((request) => {
        const resource = readRequest(request, this.identity, this.findProvider, this.noteSecret);
        const state = this.host.read(resource);
        if (!state) throw new Error(`resource '${request.getId()}' does not exist`);
        this.resources.set(resource.urn, resource);
        return new ReadResourceResponse().setUrn(resource.urn).setProperties(structOf(state));
      }),
      invoke: answer((request) => {
        const args = unwrapped(valuesOf(request.getArgs()), this.noteSecret) as Values;
        const given = this.host.invoke(request.getTok(), args, this.findProvider(request.getProvider()));
        if ("failure" in given) throw new Error(given.failure);
        return new InvokeResponse().setReturn(structOf(given.result));
      }),
      registerResourceOutputs: answer((request) => {
        this.host.publish(request.getUrn(), valuesOf(request.getOutputs()));
        return new Empty();
      }),
      registerPackage: answer((request) =>
        new RegisterPackageResponse().setRef(`${request.getName()}@${request.getVersion()}`),
      ),
      signalAndWaitForShutdown: nothing,
      call: refuse("methods of remote components"),
      registerStackTransform: refuse("transforms"),
      registerStackInvokeTransform: refuse("invoke transforms"),
      registerResourceHook: refuse("resource hooks"),
      registerErrorHook: refuse("error hooks"),
    };
  }

  private engineService(): IEngineServer {
    return {
      log: answer((request) => {
        this.note(request);
        return new Empty();
      }),
      getRootResource: answer(() => new GetRootResourceResponse().setUrn(this.rootUrn)),
      setRootResource: answer((request) => {
        this.rootUrn = request.getUrn();
        return new SetRootResourceResponse();
      }),
      startDebugging: answer(() => new Empty()),
      requirePulumiVersion: answer(() => new RequirePulumiVersionResponse()),
    };
  }

  private note(request: LogRequest): void {
    const severity = request.getSeverity();
    if (severity === LogSeverity.DEBUG) return;
    const name =
      severity === LogSeverity.ERROR ? "error" : severity === LogSeverity.WARNING ? "warning" : "info";
    this.logs.push({ severity: name, text: request.getMessage() });
  }
}

/** A handler that answers at once; what it throws reaches the program as the error of its call. */
function answer<Request, Response>(handle: (request: Request) => Response) {
  return (call: ServerUnaryCall<Request, Response>, respond: sendUnaryData<Response>): void => {
    try {
      respond(null, handle(call.request));
    } catch (error) {
      respond({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
    }
  };
}

function refuse(what: string) {
  return (_call: unknown, respond: sendUnaryData<never>): void =>
    respond({ code: status.UNIMPLEMENTED, details: `the rehearsal does not run ${what}` });
}
