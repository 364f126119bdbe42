import type { Clock } from "../../../automation/clock";

/** Time that passes only by sleeping. */
export function testClock(start = "2026-11-25T12:00:00Z"): Clock & { readonly sleptMs: readonly number[] } {
  let now = Date.parse(start);
  const sleptMs: number[] = [];
  return {
    sleptMs,
    now: () => new Date(now),
    sleep: (ms) => {
      sleptMs.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}
