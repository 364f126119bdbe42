import type { Branch } from "../tree";

/** What a service says to a call, or what became of the connection to it. */
export type Reply<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | {
      readonly kind: "refused";
      /** The service's name for it, e.g. `EntityAlreadyExists`. */
      readonly code: string;
      readonly message: string;
      /** The provider's own retries are meant to get over it. */
      readonly passing: boolean;
    }
  /** The service did it, and the provider did not live to see it complete: it knows the id and no more. */
  | { readonly kind: "unfinished"; readonly value: Value; readonly message: string }
  /** The provider's process dies; what the service had done by then is told to nobody but the journal. */
  | { readonly kind: "dead"; readonly value?: Value };

/** A thing as its service shows it. */
export interface Thing {
  readonly id: string;
  readonly inputs: Branch;
  readonly outputs: Branch;
}

export function done<Value>(value: Value): Reply<Value> {
  return { kind: "done", value };
}

export function refused(code: string, message: string, passing = false): Reply<never> {
  return { kind: "refused", code, message, passing };
}
