import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import type { sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
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
import type { InvokeAnswer } from "../../emulator/world";
import type { RegisteredResource } from "./registered-resource";
import { readRequest, registration } from "./requests";
import type { StackIdentity } from "./urn";
import { structOf, unwrapped, valuesOf } from "./wire";
import type { Branch, Tree } from "../../emulator/tree";

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
  register(resource: RegisteredResource): { readonly id: string; readonly state: Branch } | undefined;
  /** The state of a resource that is read. */
  read(resource: RegisteredResource, id: string): Branch;
  invoke(token: string, args: Branch, provider: RegisteredResource | undefined): InvokeAnswer;
  /** What a component, or the stack, publishes; as on the wire. */
  publish(urn: string, outputs: Branch): void;
  noteSecret(plain: Tree): void;
}

/**
 * The resource monitor of one stack's preview: the gRPC service that the SDK's runner talks to. As in a real
 * preview, a resource that is only planned is answered with its inputs and nothing else, so that everything
 * AWS would compute stays unknown to the program.
 */
export class StackMonitor {
  readonly resources = new Map<string, RegisteredResource>();
  private readonly server = new Server({ "grpc.max_receive_message_length": -1 });

  constructor(
    private readonly identity: StackIdentity,
    private readonly host: ResourceHost,
  ) {
    this.server.addService(ResourceMonitorService, this.monitorService());
  }

  /** Starts listening; gives the address for `--monitor`. */
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

  private readonly noteSecret = (plain: Tree): void => this.host.noteSecret(plain);

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
        const state = this.host.read(resource, request.getId());
        this.resources.set(resource.urn, resource);
        return new ReadResourceResponse().setUrn(resource.urn).setProperties(structOf(state));
      }),
      invoke: answer((request) => {
        const args = unwrapped(valuesOf(request.getArgs()), this.noteSecret);
        const given = this.host.invoke(request.getTok(), args, this.findProvider(request.getProvider()));
        if ("rejection" in given) throw new Error(given.rejection);
        return new InvokeResponse().setReturn(structOf(given.outputs));
      }),
      registerResourceOutputs: answer((request) => {
        const outputs = valuesOf(request.getOutputs());
        unwrapped(outputs, this.noteSecret);
        this.host.publish(request.getUrn(), outputs);
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
