/** A call that is made under an identity. */
export interface Call {
  readonly action: string;
  /** An ARN, a pattern of ARNs, or `*` for an action that takes no resource. */
  readonly resource: string;
  readonly why: string;
  /** Where it is stated: a component's `calls`, or the page that says that a service makes it. */
  readonly source: string;
  /** It is made only in some circumstances: to hold it is right, to lack it is no fault. */
  readonly optional?: boolean;
}

export function callsOf(
  resource: string,
  actions: readonly string[],
  why: string,
  source: string,
  optional = false,
): readonly Call[] {
  return actions.map((action) => ({ action, resource, why, source, ...(optional ? { optional } : {}) }));
}
