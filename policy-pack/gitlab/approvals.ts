import type { Field } from "../reader/field";

/** A rule that asks for approvals. */
export interface Asking {
  /**
   * Who may give them: `group 9970`, `user 7`. `anybody`: whoever may approve at all. `somebody`: people or
   * groups of which not all are known yet.
   */
  readonly approvers: readonly string[] | "anybody" | "somebody";
  /** Undefined: not known. */
  readonly required: number | undefined;
  /** Paths of what is not known: whom it asks, how many, or whether it counts here at all. */
  readonly unknown: readonly string[];
  /** Whether it counts here in any case. */
  readonly counts: boolean;
}

/** How many people have to approve at least, and how many it may be once everything is known. */
export interface Approvals {
  readonly atLeast: number;
  readonly atMost: number;
}

/**
 * Two rules that ask the same group can be answered by the same person: together they ask for as many as the
 * larger one. So only rules that have nobody in common add up.
 */
export function approvalsOf(rules: readonly Asking[], wanted: number): Approvals {
  return {
    atLeast: together(
      rules.flatMap(({ approvers, required, counts }) =>
        counts && required !== undefined ? [{ approvers, required }] : [],
      ),
    ),
    // What is not known is taken as the best that it can be: enough people, and others than everybody else.
    atMost: together(
      rules.map(({ approvers, required = wanted }, index) => ({
        approvers: approvers === "somebody" ? [`somebody ${String(index)}`] : approvers,
        required,
      })),
    ),
  };
}

function together(rules: readonly Required<Pick<Asking, "approvers" | "required">>[]): number {
  const taken = new Set<string>();
  let sum = 0;
  let most = 0;
  for (const { approvers, required = 0 } of [...rules].sort(largestFirst)) {
    most = Math.max(most, required);
    if (typeof approvers === "string" || approvers.some((one) => taken.has(one))) continue;
    for (const one of approvers) taken.add(one);
    sum += required;
  }
  return Math.max(sum, most);
}

function largestFirst(
  one: Pick<Asking, "approvers" | "required">,
  other: Pick<Asking, "approvers" | "required">,
): number {
  return (other.required ?? 0) - (one.required ?? 0) || one.approvers.length - other.approvers.length;
}

/** A whole number, as GitLab counts; undefined: not known, or no number. */
export function countIn(field: Field): number | undefined {
  const text = field.text();
  return text.kind === "known" && /^\d{1,6}$/.test(text.value) ? Number(text.value) : undefined;
}
