import { setTimeout as wait } from "node:timers/promises";

/** Time as what waits sees it; a test has a clock of its own. */
export interface Clock {
  now(): Date;
  /** Ends early, and without an error, when the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
};
