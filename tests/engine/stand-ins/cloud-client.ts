import type { Reply } from "../../../emulator/cloud/reply";
import type { CloudCalls } from "../cloud-server";

type Ask<Name extends keyof CloudCalls> = Parameters<CloudCalls[Name]>[0];
type Value<Name extends keyof CloudCalls> =
  ReturnType<CloudCalls[Name]> extends Reply<infer Given> ? Given : never;

/** The service refused, or did not finish. */
export class CloudError extends Error {
  constructor(
    message: string,
    /** What a half-made thing is so far. */
    readonly unfinished?: unknown,
  ) {
    super(message);
  }
}

/** As the real providers: several tries with a pause, then the refusal stands. */
const tries = 6;
const pauseMilliseconds = 20;

/** Asks the cloud that the tests serve; their address is in the environment of every process of a run. */
export async function ask<Name extends keyof CloudCalls>(name: Name, body: Ask<Name>): Promise<Value<Name>> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = await send(name, body);
    switch (reply.kind) {
      case "done":
        return reply.value;
      case "unfinished":
        throw new CloudError(reply.message, reply.value);
      case "dead":
        process.kill(process.pid, "SIGKILL");
        return new Promise(() => undefined);
      case "refused":
        if (!reply.passing || attempt === tries) throw new CloudError(`${reply.code}: ${reply.message}`);
        await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds * attempt));
        break;
      default:
        return reply satisfies never;
    }
  }
}

async function send<Name extends keyof CloudCalls>(name: Name, body: Ask<Name>): Promise<Reply<Value<Name>>> {
  const address = process.env["DELIVERY_EMULATED_CLOUD"];
  if (address === undefined)
    throw new Error("DELIVERY_EMULATED_CLOUD is not set: this provider works for the engine tests only");
  const response = await fetch(`${address}/${name}`, { method: "POST", body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return JSON.parse(text) as Reply<Value<Name>>;
}
