import { UnknownValueError } from "@pulumi/policy";
import type { Verdict } from "./finding";
import { judged } from "./finding";
import type { Rule } from "./rule";

/** A check that breaks has proved nothing: that is a finding of its policy, and stops no other. */
export function failClosed(rule: Rule, urn: string, check: () => Verdict): Verdict {
  try {
    return check();
  } catch (error) {
    return judged([
      {
        kind: error instanceof UnknownValueError ? "undetermined" : "violation",
        urn,
        what: `The check itself failed (${originOf(error)}), so nothing is proved.`,
        at: [],
        why: "a check that did not run must not count as passed",
        fix: `report this as a defect of the policy ${rule.name}, with the input that causes it`,
      },
    ]);
  }
}

/** Kind and place of an error. Never its text, which may quote an input. */
function originOf(error: unknown): string {
  if (!(error instanceof Error)) return "something other than an error was thrown";
  const place = /([\w.-]+\.[jt]s:\d+):\d+/.exec(error.stack ?? "")?.[1];
  return place === undefined ? error.name : `${error.name} in ${place}`;
}
