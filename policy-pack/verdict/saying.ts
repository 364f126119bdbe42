import type { Exemption } from "./exemptions";
import { exemptionNote } from "./exemptions";
import type { Finding } from "./finding";
import { messageOf } from "./finding";
import { isGate } from "./gates";
import type { Level, Rule } from "./rule";

/** A finding as it is reported. */
export interface Saying {
  readonly message: string;
  readonly urn: string;
  /** Level of this finding; absent: the level that is set for the policy. */
  readonly level?: Level;
}

export type OnUnknown = Level | "ignore";

/** How a finding is said, and at which level; undefined: not at all, because the policy config wants it so. */
export function sayingOf(
  rule: Rule,
  finding: Finding,
  onUnknown: OnUnknown,
  exemption: Exemption | undefined,
): Saying | undefined {
  const { urn } = finding;
  if (exemption) return { urn, level: "advisory", message: messageOf(finding, [exemptionNote(exemption)]) };
  if (finding.advisory) return { urn, level: "advisory", message: messageOf(finding) };
  switch (finding.kind) {
    case "violation":
      return isGate(rule)
        ? {
            urn,
            level: "mandatory",
            message: messageOf(finding, ["mandatory, whatever level the policy config sets"]),
          }
        : { urn, message: messageOf(finding) };
    case "undetermined":
      if (onUnknown !== "ignore") return { urn, level: onUnknown, message: messageOf(finding) };
      return isGate(rule)
        ? {
            urn,
            level: "advisory",
            message: messageOf(finding, [
              "onUnknown: ignore is not taken for a gate; what could not be seen is shown",
            ]),
          }
        : undefined;
    default:
      return finding.kind satisfies never;
  }
}
