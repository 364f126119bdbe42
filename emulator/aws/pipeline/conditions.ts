import type { Subject } from "../../subject";
import type { Branch } from "../../tree";
import { at, isGiven, listAt, textAt } from "../../tree";
import type { Stage } from "./declaration";

const page = "CodePipeline user guide: stage-conditions";

/** What a stage may do on entry, success and failure. */
export function judgeConditions(subject: Subject, stages: readonly Stage[]): void {
  for (const { label, tree } of stages) {
    const say = (message: string): void =>
      subject.reject("stage-condition", `stage '${label}': ${message}`, page);
    judgeResult(tree, "beforeEntry.condition.result", ["FAIL", "SKIP"], say);
    judgeResult(tree, "onSuccess.condition.result", ["ROLLBACK", "FAIL"], say);
    judgeResult(tree, "onFailure.result", ["ROLLBACK", "RETRY"], say);
    judgeResult(tree, "onFailure.condition.result", ["ROLLBACK"], say);
    judgeSkip(tree, say);
    judgeRetry(tree, say);
    const rollsBack = ["onSuccess.condition.result", "onFailure.result", "onFailure.condition.result"].some(
      (path) => textAt(tree, path) === "ROLLBACK",
    );
    if (rollsBack && subject.text("executionMode") === "PARALLEL")
      say("ROLLBACK does not go with 'executionMode' PARALLEL");
  }
}

type Say = (message: string) => void;

function judgeResult(tree: Branch, path: string, allowed: readonly string[], say: Say): void {
  const result = textAt(tree, path);
  const known = ["ROLLBACK", "FAIL", "RETRY", "SKIP"];
  if (result !== undefined && known.includes(result) && !allowed.includes(result))
    say(`'${path}' is ${result}; allowed: ${allowed.join(", ")}`);
}

function judgeSkip(tree: Branch, say: Say): void {
  if (textAt(tree, "beforeEntry.condition.result") !== "SKIP") return;
  for (const rule of listAt(tree, "beforeEntry.condition.rules")) {
    const provider = textAt(rule, "ruleTypeId.provider");
    if (provider !== undefined && provider !== "LambdaInvoke" && provider !== "VariableCheck")
      say(`SKIP goes with rules LambdaInvoke and VariableCheck only, not ${provider}`);
  }
}

function judgeRetry(tree: Branch, say: Say): void {
  const retries = isGiven(at(tree, "onFailure.retryConfiguration"));
  const result = textAt(tree, "onFailure.result");
  if (retries && result !== undefined && result !== "RETRY")
    say(`'onFailure.retryConfiguration' goes with the result RETRY, not ${result}`);
  if (retries && isGiven(at(tree, "onFailure.condition")))
    say("'onFailure.retryConfiguration' and 'onFailure.condition' exclude each other");
}
