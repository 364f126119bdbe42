import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Cloud } from "../../emulator/cloud/cloud";
import type { Order, OrderFor } from "../../emulator/cloud/order";
import { changeOf } from "../../emulator/cloud/replacement";
import type { Change } from "../../emulator/cloud/replacement";
import type { Reply, Thing } from "../../emulator/cloud/reply";
import { done } from "../../emulator/cloud/reply";
import type { Place } from "../../emulator/registration";
import type { Branch } from "../../emulator/tree";

/** What a stand-in provider may ask, by the name of the call. */
export interface CloudCalls {
  assume: (ask: { readonly roleArn: string }) => Reply<string>;
  named: (ask: { readonly order: Order; readonly before?: Branch }) => Reply<Branch>;
  change: (ask: { readonly type: string; readonly before: Branch; readonly after: Branch }) => Reply<Change>;
  foresee: (ask: { readonly order: Order }) => Reply<Branch>;
  create: (ask: { readonly order: Order }) => Reply<Thing>;
  read: (ask: { readonly order: OrderFor }) => Reply<Thing | undefined>;
  update: (ask: { readonly order: OrderFor }) => Reply<Thing>;
  delete: (ask: { readonly order: OrderFor }) => Reply<null>;
  invoke: (ask: { readonly token: string; readonly args: Branch; readonly place: Place }) => Reply<Branch>;
}

/** Serves a cloud to the stand-in providers, on this machine only. */
export class CloudServer {
  private readonly server: Server;

  constructor(cloud: Cloud) {
    const calls: CloudCalls = {
      assume: ({ roleArn }) => cloud.credentials.assume(roleArn),
      named: ({ order, before }) => done(cloud.named(order, before)),
      change: ({ type, before, after }) => done(changeOf(type, before, after)),
      foresee: ({ order }) => done(cloud.foresee(order)),
      create: ({ order }) => cloud.create(order),
      read: ({ order }) => cloud.read(order),
      update: ({ order }) => cloud.update(order),
      delete: ({ order }) => cloud.delete(order),
      invoke: ({ token, args, place }) => cloud.invoke(token, args, place),
    };
    this.server = createServer((request, response) => {
      void answer(calls, request).then(
        (text) => response.end(text),
        (error: unknown) => {
          response.statusCode = 500;
          response.end(error instanceof Error ? (error.stack ?? error.message) : String(error));
        },
      );
    });
  }

  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.server.listen(0, "127.0.0.1", () => {
        resolve(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
      });
    });
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

async function answer(calls: CloudCalls, request: IncomingMessage): Promise<string> {
  const name = (request.url ?? "").slice(1);
  if (!isCall(calls, name)) throw new Error(`The cloud knows no call ${name}`);
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const call = calls[name] as (ask: unknown) => Reply<unknown>;
  return JSON.stringify(call(JSON.parse(body)));
}

function isCall(calls: CloudCalls, name: string): name is keyof CloudCalls {
  return Object.hasOwn(calls, name);
}
