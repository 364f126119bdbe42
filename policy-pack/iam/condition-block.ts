import type { Field } from "../reader/field";
import { textsOf } from "../reader/field";

/** One comparison of a condition block: operator, key, values. It is met when one of the values compares. */
export interface Condition {
  /** The operator without qualifier and `IfExists`, lower case: `stringequals`. */
  readonly operator: string;
  readonly qualifier?: "ForAllValues" | "ForAnyValue";
  /** Also met when the request has no such key. */
  readonly ifExists: boolean;
  /** Lower case, as IAM compares keys without regard to case: `aws:sourceaccount`. */
  readonly key: string;
  readonly values: readonly string[];
  /** Paths of values that are not known. */
  readonly unknown: readonly string[];
  readonly path: string;
}

/** Reads a block; `unknown` are paths of parts of which not even operator and key are known. */
export function readConditions(block: Field): {
  readonly conditions: readonly Condition[];
  readonly unknown: readonly string[];
} {
  const operators = block.entries();
  if (operators.kind === "absent") return { conditions: [], unknown: [] };
  if (operators.kind === "unknown") return { conditions: [], unknown: [operators.path] };
  const conditions: Condition[] = [];
  const unknown: string[] = [];
  for (const [written, comparisons] of operators.value) {
    const keys = comparisons.entries();
    if (keys.kind !== "known") {
      unknown.push(comparisons.path);
      continue;
    }
    for (const [key, values] of keys.value) {
      const { texts, unknown: hidden } = textsOf(values);
      conditions.push({
        ...readOperator(written),
        key: key.toLowerCase(),
        values: texts,
        unknown: hidden,
        path: values.path,
      });
    }
  }
  return { conditions, unknown };
}

function readOperator(written: string): Pick<Condition, "operator" | "qualifier" | "ifExists"> {
  const parts = /^(?:(forallvalues|foranyvalue):)?(.+?)(ifexists)?$/i.exec(written);
  const qualifier = parts?.[1]?.toLowerCase();
  return {
    operator: (parts?.[2] ?? written).toLowerCase(),
    ...(qualifier === "forallvalues" ? { qualifier: "ForAllValues" as const } : {}),
    ...(qualifier === "foranyvalue" ? { qualifier: "ForAnyValue" as const } : {}),
    ifExists: parts?.[3] !== undefined,
  };
}
