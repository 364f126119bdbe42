import type { Condition } from "./condition-block";
import { operators, truthValue } from "./condition-operators";
import type { Operator } from "./condition-operators";
import type { Context, KeyValue } from "./context";
import { requestKey, valueOf } from "./context";
import type { Statement } from "./document";
import type { Truth } from "./kleene";
import { all, any, isUnsure, not, unsure } from "./kleene";
import type { VariableMode } from "./policy-variable";
import { resolveVariables, variableKeys } from "./policy-variable";

/** Whether a request meets all conditions of a statement; one without conditions is always met. */
export function meetsAll(
  statement: Pick<Statement, "conditions" | "unknownConditions" | "variables">,
  context: Context,
): Truth {
  const { conditions, unknownConditions, variables } = statement;
  const met = all(conditions.map((condition) => meets(condition, context, variables)));
  return unknownConditions.length === 0 ? met : all([met, unsure(...unknownConditions)]);
}

/** Whether a request meets one condition. An operator that IAM does not have is never sure. */
export function meets(condition: Condition, context: Context, variables: VariableMode = "live"): Truth {
  const actual = valueOf(context, condition.key);
  if (condition.operator === "null") return meetsNull(condition, actual);
  const operator = operators.get(condition.operator);
  if (!operator) return unsure(condition.path);
  if (actual === "unknown") return unsure(requestKey(condition.key), ...condition.unknown);
  if (actual === "absent") return meetsWithoutKey(condition, operator);
  const truths = actual.map((value) => compareAll(condition, operator, value, context, variables));
  if (condition.qualifier === "ForAllValues") return all(truths);
  if (condition.qualifier === "ForAnyValue") return any(truths);
  // Which of several values counts without a qualifier is not documented; it is sure where all agree.
  if (truths.every((truth) => truth === true)) return true;
  if (truths.every((truth) => truth === false)) return false;
  return truths.length > 1 ? unsure(condition.path) : (truths[0] ?? unsure(condition.path));
}

/**
 * Whether the outcome hangs on a key of the request that the context leaves open. Such a condition may be met by
 * one request and not by another.
 */
export function leavesOpen(
  condition: Condition,
  context: Context,
  variables: VariableMode = "live",
): boolean {
  if (!isUnsure(meets(condition, context, variables))) return false;
  if (valueOf(context, condition.key) === "unknown") return true;
  return (
    variables === "live" &&
    condition.values.some((value) => variableKeys(value).some((key) => valueOf(context, key) === "unknown"))
  );
}

/** A key that a request does not have (IAM guide, "Condition operators" and "…IfExists"; "Set operators"). */
function meetsWithoutKey({ qualifier, ifExists, path }: Condition, { negated }: Operator): Truth {
  if (qualifier === "ForAllValues") return true;
  // Whether IfExists makes up for the missing value that ForAnyValue wants is not documented.
  if (qualifier === "ForAnyValue") return ifExists ? unsure(path) : false;
  return ifExists || negated;
}

/** One value of the request against all values of the condition: met by one of them, or by none if negated. */
function compareAll(
  { values, unknown, path }: Condition,
  operator: Operator,
  actual: string,
  context: Context,
  variables: VariableMode,
): Truth {
  // IAM does not say what a comparison with no value means.
  if (values.length === 0 && unknown.length === 0) return unsure(path);
  const compare = (written: string): Truth => {
    const resolved = operator.variables
      ? resolveVariables(written, context, variables, path)
      : ({ kind: "text", text: written } as const);
    if (resolved.kind === "null") return false;
    if (resolved.kind === "unknown") return resolved.unsure;
    return operator.compares(resolved.text, actual) ?? unsure(path);
  };
  const found = any([...values.map(compare), ...(unknown.length > 0 ? [unsure(...unknown)] : [])]);
  return operator.negated ? not(found) : found;
}

/** `true` asks for a key that is not there, `false` for one that is. */
function meetsNull({ key, values, unknown, qualifier, ifExists, path }: Condition, actual: KeyValue): Truth {
  if (qualifier !== undefined || ifExists || values.length + unknown.length === 0) return unsure(path);
  const truths = values.map((value): Truth => {
    const wanted = truthValue(value);
    if (wanted === undefined) return unsure(path);
    return actual === "unknown" ? unsure(requestKey(key)) : wanted === (actual === "absent");
  });
  return any(unknown.length > 0 ? [...truths, unsure(...unknown)] : truths);
}
