export type Operation = "create" | "read" | "update" | "delete";

/** One call that reached a service, in order. */
export interface Call {
  readonly operation: Operation;
  readonly type: string;
  readonly urn: string;
  /** Empty for a creation that was not done. */
  readonly id: string;
  /** `done`, or the code of the refusal or fault. */
  readonly outcome: string;
}
