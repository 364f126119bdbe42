import type { PolicyFinding } from "../rehearsal/result";
import type { EngineMessage, EngineOperation, Step } from "./result";

/** What `preview`, `up` and `destroy` tell while they run, in the order in which it happens. */
export type EngineProgress =
  /** The CLI runs the program, or, in `destroy`, reads the state. */
  | { readonly kind: "started"; readonly operation: EngineOperation; readonly stack: string }
  /** A step began (`unfinished`), or ended in another outcome. */
  | { readonly kind: "step"; readonly step: Step }
  /** A policy found something. */
  | { readonly kind: "finding"; readonly policy: string; readonly finding: PolicyFinding }
  /** The engine, a provider or the program has something to say. */
  | ({ readonly kind: "message" } & EngineMessage)
  /** The run was asked to end: what has begun is brought to its end, nothing new begins. */
  | { readonly kind: "cancelling" };
