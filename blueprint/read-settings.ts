import type { Problem } from "./problems";
import type { Settings } from "./settings";
import { withoutSecrets } from "./settings-reader/echo";
import type { WrittenSettings } from "./settings-reader/finding";
import { problemsOfIssue } from "./settings-reader/issues";
import { normalise } from "./settings-reader/normalise";
import { settingsRules } from "./settings-reader/rules";
import { salvage } from "./settings-reader/salvage";
import { settingsSchema } from "./settings-reader/schema";

/**
 * Raw values by key without the `delivery:` prefix, as the engine hands them over: strings, or parsed JSON of
 * structured values (see rawFromConfigStrings and rawFromStackFile).
 */
export type RawSettings = Readonly<Record<string, unknown>>;

export type ReadResult =
  | { readonly ok: true; readonly settings: Settings; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/**
 * Reads a stack's settings. All problems come out together: those of single values, and those between values
 * as far as the values are right. It never throws, and no message repeats a secret.
 *
 * @param today decides whether a waiver has passed
 */
export function readSettings(raw: RawSettings, today: Date): ReadResult {
  const parsed = settingsSchema.safeParse(raw);
  const issues = parsed.success ? [] : parsed.error.issues;
  const shape = issues.flatMap((issue) => problemsOfIssue(issue, raw));
  const written = (salvage(raw, issues.flatMap(faultyPaths)) ?? {}) as WrittenSettings;
  const findings = settingsRules.flatMap((rule) => rule(written, today));
  const warnings = findings.filter(({ level }) => level === "warning");
  const problems = [...shape, ...findings.filter(({ level }) => level === "problem")];
  return parsed.success && problems.length === 0
    ? { ok: true, settings: normalise(parsed.data), warnings: presentable(warnings) }
    : { ok: false, problems: presentable(problems), warnings: presentable(warnings) };
}

/** Where the schema found fault; unknown keys are at fault themselves, not the mapping around them. */
function faultyPaths(issue: {
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}): readonly (readonly PropertyKey[])[] {
  return issue.keys === undefined ? [issue.path] : issue.keys.map((key) => [...issue.path, key]);
}

const keyOrder = Object.keys(settingsSchema.shape);

/** In the order of the settings, and without any secret that a person may have pasted. */
function presentable(findings: readonly Problem[]): readonly Problem[] {
  const rank = ({ path }: Problem): number => {
    const index = keyOrder.indexOf(/^delivery:(\w*)/.exec(path)?.[1] ?? "");
    return index < 0 ? keyOrder.length : index;
  };
  return findings
    .map(({ path, got, allowed, fix }) => ({
      path: withoutSecrets(path),
      got: withoutSecrets(got),
      allowed: withoutSecrets(allowed),
      fix: withoutSecrets(fix),
    }))
    .sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path, "en", { numeric: true }));
}
