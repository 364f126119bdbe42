import { createRequire } from "node:module";
import { Server } from "@grpc/grpc-js";
import type { Policies } from "@pulumi/policy";
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import {
  AnalyzeRequest,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { register } from "../../../policy-pack/verdict/register";
import type { Rule } from "../../../policy-pack/verdict/rule";
import type { Written } from "../handed";
import { inStack, request } from "../pack-process";

/** How the SDK's server answers one kind of call. */
type Handler<Request, Response> = (
  call: { readonly request: Request },
  callback: (error: Error | null | undefined, response?: Response) => void,
) => unknown;
type MakeHandler<Request> = (
  name: string,
  version: string,
  level: string,
  policies: Policies,
) => Handler<Request, AnalyzeResponse>;

/** What the SDK's server is made of; it exports this, and does not declare it. */
interface SdkServer {
  readonly makeAnalyzeRpcFun: MakeHandler<AnalyzeRequest>;
  readonly makeAnalyzeStackRpcFun: MakeHandler<AnalyzeStackRequest>;
  readonly serve: (name: string, version: string, level: string, pack: { policies: Policies }) => void;
}

const sdk = createRequire(__filename)("@pulumi/policy/server") as SdkServer;

/** A stack, message by message as the engine sends it. */
export interface Messages {
  readonly alone: readonly AnalyzeRequest[];
  readonly together: AnalyzeStackRequest;
}

/** Written to bytes and read again, so that nothing is shared with another stack's. */
export function messages(stack: readonly Written[]): Messages {
  const together = new AnalyzeStackRequest().setResourcesList(stack.map(inStack));
  return {
    alone: stack.map((one) => AnalyzeRequest.deserializeBinary(request(one).serializeBinary())),
    together: AnalyzeStackRequest.deserializeBinary(together.serializeBinary()),
  };
}

/** The pack behind the SDK's own handlers, in this process. */
export class Analyzer {
  private readonly policies: Policies;
  private readonly alone: Handler<AnalyzeRequest, AnalyzeResponse>;
  private readonly together: Handler<AnalyzeStackRequest, AnalyzeResponse>;

  constructor(rules: readonly Rule[]) {
    this.policies = [...register(rules)];
    this.alone = sdk.makeAnalyzeRpcFun("pack", "1.0.0", "advisory", this.policies);
    this.together = sdk.makeAnalyzeStackRpcFun("pack", "1.0.0", "advisory", this.policies);
  }

  /** Everything that is said of a stack, as `level policy urn: message`. */
  async judge(stack: readonly Written[]): Promise<readonly string[]> {
    const [said = []] = await this.judgeAtOnce([stack]);
    return said;
  }

  /** The same of several: first the resources of all are in flight together, then the stacks as a whole. */
  async judgeAtOnce(stacks: readonly (readonly Written[])[]): Promise<readonly (readonly string[])[]> {
    const sent = stacks.map(messages);
    const alone = await Promise.all(
      sent.map(async (one) => {
        const said: string[] = [];
        for (const message of one.alone) said.push(...linesOf(await answered(this.alone, message)));
        return said;
      }),
    );
    const together = await Promise.all(sent.map((one) => answered(this.together, one.together)));
    return alone.map((said, index) => {
      const response = together[index];
      return [...said, ...(response ? linesOf(response) : [])];
    });
  }
}

function linesOf(response: AnalyzeResponse): readonly string[] {
  return response.getDiagnosticsList().map((one) => {
    const level = one.getEnforcementlevel() === EnforcementLevel.MANDATORY ? "mandatory" : "advisory";
    return `${level} ${one.getPolicyname()} ${one.getUrn()}: ${one.getMessage()}`;
  });
}

function answered<Request, Response>(handler: Handler<Request, Response>, asked: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    handler({ request: asked }, (error, response) => {
      if (response) resolve(response);
      else reject(error ?? new Error("there was no answer"));
    });
  });
}

let configureHandler: Handler<ConfigureAnalyzerRequest, object> | undefined;

/** Replaces the config of all packs of this process, as the engine does before a preview. */
export async function configure(config: Readonly<Record<string, object>>): Promise<void> {
  configureHandler ??= caughtFromServer();
  const asked = new ConfigureAnalyzerRequest();
  for (const [policy, properties] of Object.entries(config))
    asked
      .getPolicyconfigMap()
      .set(
        policy,
        new PolicyConfig()
          .setEnforcementlevel(EnforcementLevel.MANDATORY)
          .setProperties(Struct.fromJavaScript(properties as Record<string, JavaScriptValue>)),
      );
  await answered(configureHandler, ConfigureAnalyzerRequest.deserializeBinary(asked.serializeBinary()));
}

/** The SDK hands its handler for `Configure` to nobody but the server that it starts: here to one that never listens. */
function caughtFromServer(): Handler<ConfigureAnalyzerRequest, object> {
  const held: { configure?: Handler<ConfigureAnalyzerRequest, object> } = {};
  const { addService, bindAsync } = Object.getOwnPropertyDescriptors(Server.prototype);
  Server.prototype.addService = (_, implementation) => {
    held.configure = implementation["configure"] as unknown as Handler<ConfigureAnalyzerRequest, object>;
  };
  Server.prototype.bindAsync = () => undefined;
  try {
    sdk.serve("pack", "1.0.0", "advisory", { policies: [] });
  } finally {
    Object.defineProperties(Server.prototype, { addService, bindAsync });
  }
  const { configure: caught } = held;
  if (!caught) throw new Error("the SDK starts its server in another way");
  return caught;
}
