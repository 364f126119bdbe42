import type { Rule } from "../../../policy-pack/verdict/rule";
import type { Circumstances, Written } from "../handed";

/** What a row shows; every table has at least one of each of the first four. */
export type Shows = "pass" | "violation" | "unknown" | "near miss" | "not applicable";

/** One line of a decision table: a stack, and all that the policy says of it. */
export interface Row {
  /** The rule that the row holds, as a continuation of "… when". */
  readonly when: string;
  readonly shows: Shows;
  readonly stack: readonly Written[];
  /** Settings, the policy's config, the pack's shared config. Default: the settings of the road. */
  readonly circumstances?: Circumstances;
  /** Each finding as `level resource: first line`; a pass and a near miss have none. */
  readonly says?: readonly string[];
  /** Whole messages, in the order of `says`; at least one row of a table has them. */
  readonly inFull?: readonly string[];
  /** Reasons for which a check did not apply. */
  readonly notApplicable?: readonly string[];
}

export interface DecisionTable {
  readonly rule: Rule;
  readonly rows: readonly Row[];
  /** Why no row shows an unknown, where nothing that the rule looks at can ever be unknown. */
  readonly nothingUnknown?: string;
}
