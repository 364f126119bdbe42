import type { Field } from "../reader/field";
import { textsOf } from "../reader/field";

/** Whom a statement names: `Principal`, or all others when `negated` (`NotPrincipal`). */
export interface Principals {
  readonly negated: boolean;
  readonly entries: readonly Principal[];
  /** Paths of principals that are not known. */
  readonly unknown: readonly string[];
}

/**
 * One principal as written. `"*"` stands as `{ kind: "AWS", value: "*" }`, which means the same (IAM guide,
 * "AWS JSON policy elements: Principal"). A bare account id stands as it is written.
 */
export interface Principal {
  readonly kind: "AWS" | "Service" | "Federated" | "CanonicalUser";
  readonly value: string;
  readonly path: string;
}

const kinds = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

/** Undefined where a statement has neither element, as in an identity policy. */
export function readPrincipals(positive: Field, negative: Field): Principals | undefined {
  const negated = positive.isAbsent() && !negative.isAbsent();
  const field = negated ? negative : positive;
  if (field.isAbsent()) return undefined;
  const whole = field.text();
  if (whole.kind === "known") {
    return whole.value === "*"
      ? { negated, entries: [{ kind: "AWS", value: "*", path: field.path }], unknown: [] }
      : { negated, entries: [], unknown: [field.path] };
  }
  const parts = field.entries();
  if (parts.kind !== "known") return { negated, entries: [], unknown: [parts.path] };
  const entries: Principal[] = [];
  const unknown: string[] = [];
  for (const [key, part] of parts.value) {
    const kind = kinds.find((one) => one.toLowerCase() === key.toLowerCase());
    if (!kind) {
      unknown.push(part.path);
      continue;
    }
    const { texts, unknown: hidden } = textsOf(part);
    entries.push(...texts.map((value) => ({ kind, value, path: part.path })));
    unknown.push(...hidden);
  }
  return { negated, entries, unknown };
}
