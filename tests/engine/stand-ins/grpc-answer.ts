import { Metadata, status } from "@grpc/grpc-js";
import type { sendUnaryData, ServerUnaryCall, ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Thing } from "../../../emulator/cloud/reply";
import { CloudError } from "./cloud-client";

/** A handler; what it throws becomes the error of its call. */
export function answer<Request, Response>(handle: (request: Request) => Response | Promise<Response>) {
  return (call: ServerUnaryCall<Request, Response>, respond: sendUnaryData<Response>): void => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then((response) => respond(null, response))
      .catch((error: unknown) => respond(errorOf(error)));
  };
}

export function unimplemented(_call: unknown, respond: sendUnaryData<never>): void {
  respond({ code: status.UNIMPLEMENTED, details: "not served by the engine tests' stand-in" });
}

function errorOf(error: unknown): Partial<ServiceError> {
  const details = error instanceof Error ? error.message : String(error);
  if (!(error instanceof CloudError) || error.unfinished === undefined || error.unfinished === null)
    return { code: status.UNKNOWN, details };
  return { code: status.UNKNOWN, details, metadata: halfMade(error.unfinished as Thing, details) };
}

/** How a provider tells the engine of what exists and is not complete, so that it gets into the state. */
function halfMade(thing: Thing, reason: string): Metadata {
  const failed = new ErrorResourceInitFailed()
    .setId(thing.id)
    .setProperties(Struct.fromJavaScript(thing.outputs))
    .setInputs(Struct.fromJavaScript(thing.inputs))
    .setReasonsList([reason]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const full = new Status().setCode(status.UNKNOWN).setMessage(reason).setDetailsList([detail]);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(full.serializeBinary()));
  return metadata;
}
