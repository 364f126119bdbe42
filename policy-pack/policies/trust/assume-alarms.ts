import type { Principal } from "../../identities/principal";
import type { Field } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

type Answer =
  | { readonly kind: "yes" }
  | { readonly kind: "no" }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

/**
 * Whether a rule of EventBridge in the role's account passes on that it was assumed: an event of STS by CloudTrail
 * (`aws.sts`, `AssumeRole`, `requestParameters.roleArn`), enabled, and with a target.
 */
export function alarmOn(role: Principal, stack: Stack): Answer {
  const paths: string[] = [];
  for (const rule of stack.ofType(tokens.eventRule)) {
    const account = accountOfProvider(rule.provider);
    if (account.kind === "known" && role.accountId.kind === "known" && account.value !== role.accountId.value)
      continue;
    const answer = together([matchesAssume(rule, role), isEnabled(rule), hasTarget(rule, stack)]);
    if (answer.kind === "yes") return answer;
    if (answer.kind === "unknown") paths.push(...answer.paths.map((path) => `${rule.name}.${path}`));
  }
  return paths.length > 0 ? { kind: "unknown", paths } : { kind: "no" };
}

function matchesAssume(rule: StackResource, role: Principal): Answer {
  const field = rule.properties.at("eventPattern");
  if (field.isAbsent()) return { kind: "no" };
  const pattern = field.json();
  const detail = pattern.at("detail");
  return together([
    holds(pattern.at("source"), "aws.sts"),
    holds(pattern.at("detail-type"), "AWS API Call via CloudTrail"),
    holds(detail.at("eventSource"), "sts.amazonaws.com"),
    holds(detail.at("eventName"), "AssumeRole"),
    // Any key that is not looked at narrows the rule in a way that is not followed here.
    onlyKeys(pattern, ["source", "detail-type", "detail"]),
    onlyKeys(detail, ["eventSource", "eventName", "requestParameters"]),
    onlyKeys(detail.at("requestParameters"), ["roleArn"]),
    holdsRole(detail.at("requestParameters").at("roleArn"), role),
  ]);
}

/** A part of a pattern that is left out lets everything through (EventBridge guide, "Event patterns"). */
function holds(field: Field, wanted: string): Answer {
  return someItem(
    field,
    (text) => text === wanted,
    () => false,
  );
}

function holdsRole(field: Field, role: Principal): Answer {
  return someItem(
    field,
    (text) => role.isNamedBy(text),
    (filter) => {
      const [prefix, suffix] = [filter.at("prefix").text(), filter.at("suffix").text()];
      const arns = role.arnPatterns;
      if (prefix.kind === "known") return arns.every((arn) => arn.startsWith(prefix.value));
      return suffix.kind === "known" && arns.every((arn) => arn.endsWith(suffix.value));
    },
  );
}

function someItem(
  field: Field,
  isText: (text: string) => boolean,
  isFilter: (filter: Field) => boolean,
): Answer {
  const list = field.list();
  if (list.kind === "absent") return { kind: "yes" };
  if (list.kind === "unknown") return { kind: "unknown", paths: [list.path] };
  const paths: string[] = [];
  for (const item of list.value) {
    const text = item.text();
    if (text.kind === "known" ? isText(text.value) : isFilter(item)) return { kind: "yes" };
    if (text.kind === "unknown" && item.entries().kind === "unknown") paths.push(text.path);
  }
  return paths.length > 0 ? { kind: "unknown", paths } : { kind: "no" };
}

function onlyKeys(field: Field, known: readonly string[]): Answer {
  const entries = field.entries();
  if (entries.kind === "absent") return { kind: "yes" };
  if (entries.kind === "unknown") return { kind: "unknown", paths: [entries.path] };
  return entries.value.every(([key]) => known.includes(key)) ? { kind: "yes" } : { kind: "no" };
}

function isEnabled(rule: StackResource): Answer {
  const state = rule.properties.at("state").text();
  if (state.kind === "known" && state.value === "DISABLED") return { kind: "no" };
  const old = rule.properties.at("isEnabled").text();
  return old.kind === "known" && old.value === "false" ? { kind: "no" } : { kind: "yes" };
}

function hasTarget(rule: StackResource, stack: Stack): Answer {
  const name = rule.properties.at("name").text();
  const paths: string[] = [];
  for (const target of stack.ofType(tokens.eventTarget)) {
    const own = target.properties.at("rule").text();
    if (target.madeFrom("rule").some(({ urn }) => urn === rule.urn)) return { kind: "yes" };
    if (own.kind === "known" && name.kind === "known" && own.value === name.value) return { kind: "yes" };
    if (own.kind !== "known" && target.madeFrom("rule").length === 0) paths.push("name");
  }
  return paths.length > 0 ? { kind: "unknown", paths } : { kind: "no" };
}

function together(answers: readonly Answer[]): Answer {
  if (answers.some(({ kind }) => kind === "no")) return { kind: "no" };
  const paths = answers.flatMap((answer) => (answer.kind === "unknown" ? answer.paths : []));
  return paths.length > 0 ? { kind: "unknown", paths } : { kind: "yes" };
}
