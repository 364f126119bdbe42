/** How grave a finding is, from least to most. */
export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/**
 * What Scan looks for and how grave each is. `critical` is what the road does not give at all; `high` is what
 * would make a release unsafe or unrepeatable.
 */
export const scanRules = {
  "foreign-destination": "critical",
  "foreign-role": "critical",
  "foreign-asset-destination": "critical",
  "executable-asset": "critical",
  "asset-key": "critical",
  "image-option": "critical",
  "foreign-code": "critical",
  "nested-stack": "critical",
  transform: "critical",
  "role-without-boundary": "high",
  "iam-user": "high",
  "unversioned-parameter": "high",
} as const satisfies Readonly<Record<string, Severity>>;

export type ScanRule = keyof typeof scanRules;

/**
 * Rules that no waiver covers: what they find would change a target without being in the report, so nobody
 * could approve it.
 */
export const neverWaived: readonly ScanRule[] = ["nested-stack", "transform"];

export interface Finding {
  readonly rule: ScanRule;
  readonly severity: Severity;
  /** What a waiver names: `<stack>`, `<stack>/<logical id>` or `<stack>/<asset hash>`. */
  readonly resource: string;
  /** File inside the assembly. */
  readonly file: string;
  readonly found: string;
  readonly allowed: string;
}

export function finding(rule: ScanRule, about: Omit<Finding, "rule" | "severity">): Finding {
  return { rule, severity: scanRules[rule], ...about };
}

export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(threshold);
}
