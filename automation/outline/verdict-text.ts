import type { RejectionResult, StackResult } from "../rehearsal/result";
import { marked, wrapped } from "./lines";
import type { Colors } from "./lines";
import { policyLines, wordOf } from "./policy-lines";
import { counted, nameOf, realResources } from "./things";

/** What the policies and the emulated services say, and the verdict in one line. */
export function verdictLines(result: StackResult, colors: Colors): string[] {
  const { policies, rejections, failure } = result;
  return [
    ...(policies.length === 0
      ? []
      : [colors.bold("Policies"), ...policyLines(policies, result.assumptions, colors)]),
    ...(rejections.length === 0 ? [] : [colors.bold("Refused by AWS or GitLab")]),
    ...alike(rejections).flatMap(([{ rule, message, source }, urns]) => [
      ...marked(colors.red("✗"), `${rule}: ${message}`),
      ...wrapped(`at ${namesOf(urns)} · source: ${source}`, 4).map(colors.dim),
    ]),
    ...(failure === null ? [] : [colors.bold("Did not finish"), ...failureLines(failure)]),
    colors.bold("Verdict"),
    `  ${result.verdict === "clean" ? colors.green("✓ clean") : colors.red("✗ refused")}: ${summary(result)}`,
  ];
}

/** A failure keeps its own lines: they may be a stack trace. */
function failureLines(failure: string): readonly string[] {
  return failure.split("\n").map((line) => `  ${line}`.trimEnd());
}

/** Rejections with the same words are shown once, with all resources at fault. */
function alike(
  rejections: readonly RejectionResult[],
): readonly (readonly [RejectionResult, readonly (string | null)[]])[] {
  const groups = new Map<string, [RejectionResult, (string | null)[]]>();
  for (const rejection of rejections) {
    const key = `${rejection.rule}\n${rejection.message}\n${rejection.source}`;
    const group = groups.get(key) ?? [rejection, []];
    group[1].push(rejection.urn);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Names that a group of rejections shows before it counts the rest. */
const namesShown = 3;

function namesOf(urns: readonly (string | null)[]): string {
  const names = urns.slice(0, namesShown).map((urn) => (urn === null ? "the stack" : nameOf(urn)));
  const more = urns.length - names.length;
  return names.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function summary(result: StackResult): string {
  const { policies, rejections, failure } = result;
  const count = (word: ReturnType<typeof wordOf>): number =>
    policies.filter((policy) => wordOf(policy) === word).length;
  const parts = [
    failure === null ? "" : "did not finish",
    policies.length === 0 ? "no policy was asked" : `${counted(count("pass"), "policy", "policies")} passed`,
    count("violation") === 0 ? "" : `${count("violation")} violated`,
    count("undetermined") === 0 ? "" : `${count("undetermined")} undetermined`,
    count("exempted") === 0 ? "" : `${count("exempted")} exempted`,
    count("not-applicable") === 0 ? "" : `${count("not-applicable")} not applicable`,
    rejections.length === 0
      ? `AWS and GitLab would accept all ${counted(realResources(result).length, "resource", "resources")}`
      : counted(rejections.length, "rejection", "rejections"),
  ];
  return parts.filter((part) => part !== "").join(", ");
}
