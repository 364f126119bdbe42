import type { PolicyFinding, PolicyResult } from "../rehearsal/result";
import type { Colors } from "./lines";
import { marked, wrapped } from "./lines";
import { nameOf } from "./things";

/** Passed policies that are named one by one; of more only the number is told. */
const namesShown = 6;

/** What the policies say: in a word those that passed, by their reasons those that don't apply, in full the rest. */
export function policyLines(
  policies: readonly PolicyResult[],
  assumptions: readonly string[],
  colors: Colors,
): readonly string[] {
  const passed = policies.filter(({ outcome }) => outcome === "pass").map(({ name }) => name);
  const spoken = policies.filter(({ outcome }) => outcome === "violation" || outcome === "undetermined");
  return [
    ...(passed.length === 0 ? [] : marked(colors.green("✓"), passedText(passed))),
    ...byReason(policies).flatMap(([reason, names]) =>
      marked(colors.dim("–"), `does not apply, as ${reason}: ${names.join(", ")}`),
    ),
    ...assumptions.flatMap((assumption) => marked(colors.dim("≈"), `assumed: ${assumption}`)),
    ...spoken.flatMap((policy) => [
      ...marked(markOf(policy, colors), `${policy.name}: ${wordOf(policy)}`),
      ...policy.findings.flatMap(({ level, message, urn }) => [
        ...wrapped(`${level}: ${message}`, 4, 6),
        ...(urn === null ? [] : wrapped(`at ${nameOf(urn)}`, 6).map(colors.dim)),
      ]),
    ]),
  ];
}

function passedText(names: readonly string[]): string {
  return names.length <= namesShown
    ? `passed: ${names.join(", ")}`
    : `${names.length} policies passed; docs/policies.md lists them, --json tells each`;
}

/** Policies that don't apply, together where they say the same. */
function byReason(policies: readonly PolicyResult[]): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const { name, outcome, reason = "" } of policies) {
    if (outcome !== "not-applicable") continue;
    const shown = reason.startsWith(typeReason) ? noResource : reason;
    groups.set(shown, [...(groups.get(shown) ?? []), name]);
  }
  return [...groups];
}

/** How the SDK begins when it did not call a policy: there is nothing of the types that it looks at. */
const typeReason = "Policy only applies to resources of type ";
const noResource = "the stack has no resource that it looks at";

/** A finding that an exemption covers says so in a note of its own. */
function isExempted({ message }: PolicyFinding): boolean {
  return message.includes("\n  note: exempted until ");
}

/** The outcome in the word that a person reads: what is exempted in all its findings violates nothing. */
export function wordOf({ outcome, findings }: PolicyResult): PolicyResult["outcome"] | "exempted" {
  return findings.length > 0 && findings.every(isExempted) ? "exempted" : outcome;
}

function markOf(policy: PolicyResult, colors: Colors): string {
  if (wordOf(policy) === "exempted") return colors.dim("~");
  return policy.outcome === "violation" ? colors.red("✗") : colors.yellow("?");
}
