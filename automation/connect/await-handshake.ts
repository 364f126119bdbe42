import type { CodeStarConnectionsClient } from "@aws-sdk/client-codestar-connections";
import type { ServiceFailure } from "../accounts/service-failure";
import { failure, isPassing } from "../accounts/service-failure";
import type { Clock } from "../clock";
import type { FoundConnection } from "./find-connection";
import { readConnection } from "./find-connection";

export interface HandshakeWait {
  readonly client: CodeStarConnectionsClient;
  readonly connection: FoundConnection;
  readonly timeoutMinutes: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Told about once a minute, and of every call that failed and is tried again. */
  readonly onWaiting: (text: string) => void;
}

export type HandshakeEnd =
  | { readonly kind: "ended"; readonly connection: FoundConnection }
  | { readonly kind: "still-pending" }
  | ServiceFailure;

const pauseMs = 5_000;
const tellEveryMs = 60_000;

/** Waits until the connection is no longer PENDING. A failure that may pass does not end the wait. */
export async function awaitHandshake(wait: HandshakeWait): Promise<HandshakeEnd> {
  const { client, clock, signal, onWaiting } = wait;
  const { arn } = wait.connection;
  const startedAt = clock.now().getTime();
  const endsAt = startedAt + wait.timeoutMinutes * 60_000;
  let toldAt = startedAt;
  for (;;) {
    const left = endsAt - clock.now().getTime();
    if (left <= 0) return { kind: "still-pending" };
    await clock.sleep(Math.min(pauseMs, left), signal);
    if (signal?.aborted === true)
      return failure("interrupted", `waiting for the handshake of ${arn}`, "it was interrupted");
    const read = await readConnection(client, arn, signal);
    const now = clock.now().getTime();
    if (read.kind === "failure") {
      if (!isPassing(read)) return read;
      onWaiting(`${read.message}; trying again`);
    } else if (read.connection.status !== "PENDING") {
      return { kind: "ended", connection: read.connection };
    } else if (now - toldAt >= tellEveryMs) {
      toldAt = now;
      onWaiting(`still PENDING, ${minutes(endsAt - now)} left`);
    }
  }
}

function minutes(ms: number): string {
  const count = Math.max(0, Math.ceil(ms / 60_000));
  return count === 1 ? "1 minute" : `${count} minutes`;
}
