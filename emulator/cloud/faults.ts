import type { Operation } from "./journal";

/**
 * What may go wrong with one call:
 * - `refuse`: the service refuses and has done nothing;
 * - `throttle`: as `refuse`, and a provider tries again by itself;
 * - `time-out`: the service does it, and the provider stops waiting before it is complete;
 * - `die-before`, `die-after`: the provider's process ends before, or after, the service did it.
 */
export const faultKinds = ["refuse", "throttle", "time-out", "die-before", "die-after"] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly operation: Operation;
  /** The type whose next call it strikes. */
  readonly type: string;
  /** Only this resource of the type. @default - the first that comes */
  readonly urn?: string;
  /** How many calls it strikes. @default 1 */
  readonly times?: number;
}

/** The faults that are still to come. */
export class Faults {
  private readonly waiting: { readonly fault: Fault; left: number }[] = [];
  private readonly struckAlready: Fault[] = [];

  plan(...faults: readonly Fault[]): void {
    for (const fault of faults) this.waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The fault that strikes this call, if any. */
  strike(operation: Operation, type: string, urn: string): FaultKind | undefined {
    const found = this.waiting.find(
      ({ fault, left }) =>
        left > 0 &&
        fault.operation === operation &&
        fault.type === type &&
        (fault.urn === undefined || fault.urn === urn),
    );
    if (!found) return undefined;
    found.left -= 1;
    this.struckAlready.push(found.fault);
    return found.fault.kind;
  }

  /** Those that struck, in order; a fault planned for several calls appears once for each. */
  get struck(): readonly Fault[] {
    return this.struckAlready;
  }

  clear(): void {
    this.waiting.length = 0;
    this.struckAlready.length = 0;
  }
}
