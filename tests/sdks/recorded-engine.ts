import { getMonitor, setMocks, type MockCallArgs, type MockResourceArgs } from "@pulumi/pulumi/runtime";
import type { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import type {
  ReadResourceRequest,
  RegisterResourceRequest,
  ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";

/** What the engine was asked, as it went over the wire: a secret is still marked as one. */
export interface Request {
  readonly kind: "register" | "read" | "invoke";
  readonly token: string;
  readonly inputs: unknown;
  /** Version of the plugin that is to answer. */
  readonly version: string;
  readonly secretOutputs?: readonly string[];
  /** Of the resource that is read. */
  readonly id?: string;
}

/**
 * Puts an engine in place of the real one that makes every resource with its inputs as state.
 *
 * @param answer What functions return.
 * @returns The requests, in order; it grows as they come.
 */
export async function recordEngine(answer: (args: MockCallArgs) => object): Promise<Request[]> {
  await setMocks({
    newResource: ({ name, id, inputs }: MockResourceArgs) => ({
      id: id ?? `${name}-id`,
      state: inputs as Record<string, unknown>,
    }),
    call: answer,
  });

  // Mocks are told less than the engine: neither versions nor what is secret. So the requests are read too.
  const requests: Request[] = [];
  const monitor = getMonitor() as unknown as MockMonitor;
  const registerResource = monitor.registerResource.bind(monitor);
  const readResource = monitor.readResource.bind(monitor);
  const invoke = monitor.invoke.bind(monitor);
  monitor.registerResource = (request: RegisterResourceRequest, callback) => {
    requests.push({
      kind: "register",
      token: request.getType(),
      inputs: request.getObject()?.toJavaScript(),
      version: request.getVersion(),
      secretOutputs: request.getAdditionalsecretoutputsList(),
    });
    return registerResource(request, callback);
  };
  monitor.readResource = (request: ReadResourceRequest, callback) => {
    requests.push({
      kind: "read",
      token: request.getType(),
      id: request.getId(),
      inputs: request.getProperties()?.toJavaScript(),
      version: request.getVersion(),
      secretOutputs: request.getAdditionalsecretoutputsList(),
    });
    return readResource(request, callback);
  };
  monitor.invoke = (request: ResourceInvokeRequest, callback) => {
    requests.push({
      kind: "invoke",
      token: request.getTok(),
      inputs: request.getArgs()?.toJavaScript(),
      version: request.getVersion(),
    });
    return invoke(request, callback);
  };
  return requests;
}
