import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Order } from "../../../emulator/cloud/order";
import type { Branch } from "../../../emulator/tree";
import { ask } from "./cloud-client";
import { answer, unimplemented } from "./grpc-answer";
import type { Session } from "./session";
import { openSession } from "./session";

/** Serves a stand-in of a provider, backed by the emulated cloud, as the engine's plugin of that name and version. */
export function serveProvider(provider: "aws" | "gitlab", version: string): void {
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  server.addService(ResourceProviderService, serviceOf(provider, version));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  endWithEngine();
}

/** An engine that is killed cannot end its plugins, so that they look whether it is still there. */
function endWithEngine(): void {
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit(1);
  }, 500).unref();
}

function serviceOf(provider: "aws" | "gitlab", version: string): UntypedServiceImplementation {
  let session: Session | undefined;
  const order = (urn: string, inputs: Branch): Order => {
    if (!session) throw new Error("The provider is used before it is configured");
    return { urn, type: typeIn(urn), name: nameIn(urn), inputs, place: session(inputs) };
  };
  const changed = (request: messages.DiffRequest) =>
    ask("change", {
      type: typeIn(request.getUrn()),
      before: branchOf(request.getOldInputs()),
      after: branchOf(request.getNews()),
    });

  const served: UntypedServiceImplementation = {
    getPluginInfo: answer(() => new PluginInfo().setVersion(version)),
    checkConfig: answer((request: messages.CheckRequest) =>
      new messages.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: answer((request: messages.DiffRequest) => {
      const [before, after] = [branchOf(request.getOldInputs()), branchOf(request.getNews())];
      const same = JSON.stringify(before) === JSON.stringify(after);
      const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
      return new messages.DiffResponse().setChanges(same ? DIFF_NONE : DIFF_SOME);
    }),
    configure: answer(async (request: messages.ConfigureRequest) => {
      session = await openSession(provider, branchOf(request.getArgs()));
      return new messages.ConfigureResponse().setSupportspreview(true).setAcceptresources(true);
    }),
    check: answer(async (request: messages.CheckRequest) => {
      const before = request.getOlds();
      const inputs = await ask("named", {
        order: order(request.getUrn(), branchOf(request.getNews())),
        ...(before ? { before: branchOf(before) } : {}),
      });
      return new messages.CheckResponse().setInputs(structOf(inputs));
    }),
    diff: answer(async (request: messages.DiffRequest) => {
      const { inputs, replacing, oldGoesFirst } = await changed(request);
      const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
      return new messages.DiffResponse()
        .setChanges(inputs.length === 0 ? DIFF_NONE : DIFF_SOME)
        .setDiffsList([...inputs])
        .setReplacesList([...replacing])
        .setDeletebeforereplace(oldGoesFirst);
    }),
    create: answer(async (request: messages.CreateRequest) => {
      const asked = order(request.getUrn(), branchOf(request.getProperties()));
      if (request.getPreview())
        return new messages.CreateResponse().setProperties(structOf(await ask("foresee", { order: asked })));
      const { id, outputs } = await ask("create", { order: asked });
      return new messages.CreateResponse().setId(id).setProperties(structOf(outputs));
    }),
    read: answer(async (request: messages.ReadRequest) => {
      const asked = order(request.getUrn(), branchOf(request.getInputs()));
      const thing = await ask("read", { order: { ...asked, id: request.getId() } });
      if (!thing) return new messages.ReadResponse();
      return new messages.ReadResponse()
        .setId(thing.id)
        .setInputs(structOf(thing.inputs))
        .setProperties(structOf(thing.outputs));
    }),
    update: answer(async (request: messages.UpdateRequest) => {
      const news = branchOf(request.getNews());
      if (request.getPreview()) {
        const old = Object.entries(branchOf(request.getOlds()));
        const given = branchOf(request.getOldInputs());
        const computed = Object.fromEntries(old.filter(([key]) => !(key in given)));
        return new messages.UpdateResponse().setProperties(structOf({ ...computed, ...news }));
      }
      const asked = { ...order(request.getUrn(), news), id: request.getId() };
      const { outputs } = await ask("update", { order: asked });
      return new messages.UpdateResponse().setProperties(structOf(outputs));
    }),
    delete: answer(async (request: messages.DeleteRequest) => {
      const asked = order(request.getUrn(), branchOf(request.getOldInputs()));
      await ask("delete", { order: { ...asked, id: request.getId() } });
      return new Empty();
    }),
    invoke: answer(async (request: messages.InvokeRequest) => {
      const args = branchOf(request.getArgs());
      const { place } = order("", args);
      const outputs = await ask("invoke", { token: request.getTok(), args, place });
      return new messages.InvokeResponse().setReturn(structOf(outputs));
    }),
    cancel: answer(() => new Empty()),
  };
  const rest = Object.keys(ResourceProviderService).filter((method) => !(method in served));
  return { ...Object.fromEntries(rest.map((method) => [method, unimplemented])), ...served };
}

function branchOf(struct: Struct | undefined): Branch {
  return struct?.toJavaScript() ?? {};
}

function structOf(values: Branch): Struct {
  return Struct.fromJavaScript(values);
}

/** `urn:pulumi:<stack>::<project>::<parent type>$<type>::<name>` */
function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
