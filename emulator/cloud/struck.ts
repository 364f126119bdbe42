import type { FaultKind } from "./faults";
import type { Reply } from "./reply";
import { refused } from "./reply";

/** What becomes of a call that a fault strikes. */
export function struck<Value>(fault: FaultKind | undefined, serve: () => Reply<Value>): Reply<Value> {
  switch (fault) {
    case undefined:
      return serve();
    case "refuse":
      return refused("InternalFailure", "the service refused; it has done nothing");
    case "throttle":
      return refused("ThrottlingException", "Rate exceeded", true);
    case "die-before":
      return { kind: "dead" };
    case "die-after": {
      const reply = serve();
      return reply.kind === "done" ? { kind: "dead", value: reply.value } : { kind: "dead" };
    }
    case "time-out": {
      const reply = serve();
      const message = "timeout while waiting for the resource to be complete";
      return reply.kind === "done" ? { kind: "unfinished", value: reply.value, message } : reply;
    }
    default:
      return fault satisfies never;
  }
}
