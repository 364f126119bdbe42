import type { ScanConfiguration } from "../../blueprint/step-configuration";
import type { Finding } from "./finding";
import { isAtLeast, neverWaived } from "./finding";

/** A finding with what becomes of it. */
export interface JudgedFinding extends Finding {
  /** Last day of the waiver that covers it (YYYY-MM-DD, UTC). */
  readonly waivedUntil?: string;
  /** Last day of a waiver that covered it and counts no more. */
  readonly waiverExpired?: string;
  /** A waiver names it, but no waiver covers its rule. */
  readonly waiverIgnored?: true;
}

export interface Verdict {
  readonly findings: readonly JudgedFinding[];
  /** Open findings at or above the threshold: not empty means that the scan fails. */
  readonly failing: readonly JudgedFinding[];
}

/**
 * Applies waivers and threshold. A waiver covers exactly its rule and resource, through the day it names, and
 * never one of the rules in neverWaived.
 *
 * @param today YYYY-MM-DD in UTC.
 */
export function judge(
  findings: readonly Finding[],
  { failOn, waivers }: Pick<ScanConfiguration, "failOn" | "waivers">,
  today: string,
): Verdict {
  const judged = findings.map((found): JudgedFinding => {
    const expiries = waivers
      .filter(({ rule, resource }) => rule === found.rule && resource === found.resource)
      .map(({ expires }) => expires)
      .sort();
    const latest = expiries.at(-1);
    if (latest === undefined) return found;
    if (neverWaived.includes(found.rule)) return { ...found, waiverIgnored: true };
    return latest >= today ? { ...found, waivedUntil: latest } : { ...found, waiverExpired: latest };
  });
  return {
    findings: judged,
    failing: judged.filter(
      ({ severity, waivedUntil }) => waivedUntil === undefined && isAtLeast(severity, failOn),
    ),
  };
}

/** One finding in words: what and where, then what was found and what is allowed. */
export function describeFinding(found: JudgedFinding): string {
  const standing =
    found.waivedUntil !== undefined
      ? ` (waived until ${found.waivedUntil})`
      : found.waiverExpired !== undefined
        ? ` (its waiver expired on ${found.waiverExpired})`
        : found.waiverIgnored === true
          ? " (no waiver covers this rule)"
          : "";
  return (
    `${found.severity} ${found.rule}: ${found.resource} in ${found.file}${standing}\n` +
    `      found:   ${found.found}\n      allowed: ${found.allowed}`
  );
}
