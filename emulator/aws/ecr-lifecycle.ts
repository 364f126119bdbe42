import { quoted } from "../judge-shape";
import type { Subject } from "../subject";
import type { Tree } from "../tree";
import { at, holdsUnknown, isBranch, isMissing, listAt, textAt, textsAt } from "../tree";

/** An ECR lifecycle policy: rules with a priority of their own, a selection and the one action. */
export function judgeLifecycle(subject: Subject): void {
  const policy = readTree(subject.at("policy"));
  if (policy === undefined) return;
  const say = (message: string): void => subject.reject("ecr-lifecycle", `'policy': ${message}`);
  const rules = listAt(policy, "rules");
  if (!isBranch(policy) || rules.length === 0) {
    say("is not an object with 'rules'");
    return;
  }
  const priorities = rules.map((rule) => textAt(rule, "rulePriority"));
  rules.forEach((rule, index) => {
    const name = `rule ${index + 1}`;
    const priority = priorities[index];
    if (isMissing(at(rule, "rulePriority"))) say(`${name} has no rulePriority`);
    else if (priority !== undefined && priorities.indexOf(priority) !== index)
      say(`${name} has the rulePriority ${priority} of another rule`);
    allowed(at(rule, "action.type"), ["expire", "transition"], `${name} action.type`, say);
    allowed(
      at(rule, "selection.tagStatus"),
      ["tagged", "untagged", "any"],
      `${name} selection.tagStatus`,
      say,
    );
    allowed(
      at(rule, "selection.countType"),
      ["imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned"],
      `${name} selection.countType`,
      say,
    );
    if (isMissing(at(rule, "selection.countNumber"))) say(`${name} has no selection.countNumber`);
    const count = textAt(rule, "selection.countType");
    if (count?.startsWith("since") && isMissing(at(rule, "selection.countUnit")))
      say(`${name} counts days and has no selection.countUnit`);
    const tags = [...textsAt(rule, "selection.tagPrefixList"), ...textsAt(rule, "selection.tagPatternList")];
    if (textAt(rule, "selection.tagStatus") === "tagged" && tags.length === 0 && !holdsUnknown(rule))
      say(`${name} selects tagged images without tagPrefixList or tagPatternList`);
  });
}

function readTree(value: Tree | undefined): Tree | undefined {
  if (isMissing(value) || holdsUnknown(value)) return undefined;
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as Tree;
  } catch {
    return value;
  }
}

function allowed(
  value: Tree | undefined,
  values: readonly string[],
  where: string,
  say: (message: string) => void,
): void {
  if (isMissing(value)) say(`${where} is missing; allowed: ${values.join(", ")}`);
  else if (!values.some((allowedValue) => allowedValue === value))
    say(`${where} is ${quoted(value)}; allowed: ${values.join(", ")}`);
}
