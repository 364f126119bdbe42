import { line, listLine, wayLine } from "./message-line";

/** One thing that a policy has to say, to a person who must act on it. */
export interface Finding {
  readonly kind: "violation" | "undetermined";
  /** The resource to change; `""`: the stack or its configuration as a whole. */
  readonly urn: string;
  /** What is wrong, or what could not be seen; one sentence that names the thing at fault. */
  readonly what: string;
  /** How one gets there, step by step, where there is a way. */
  readonly way?: readonly string[];
  /** The cheapest edge of the way to cut, in words and with its place. */
  readonly cut?: string;
  /** Exact places: input paths, settings. */
  readonly at: readonly string[];
  readonly why: string;
  readonly fix: string;
  /** Shown, never blocking, by a stated rule: a thing taken on trust, or one that the catalogue only advises. */
  readonly advisory?: boolean;
}

export type Verdict =
  | { readonly kind: "not-applicable"; readonly reason: string }
  | { readonly kind: "judged"; readonly findings: readonly Finding[] };

export function notApplicable(reason: string): Verdict {
  return { kind: "not-applicable", reason };
}

export function judged(findings: readonly Finding[]): Verdict {
  return { kind: "judged", findings };
}

/** The text of a finding. Whoever reads only its first word learns whether something is wrong or unseen. */
export function messageOf(finding: Finding, notes: readonly string[] = []): string {
  const { kind, what, way, cut, at, why, fix } = finding;
  return [
    kind === "undetermined" ? `Undetermined: ${line(what)}` : line(what),
    ...(way && way.length > 0 ? [`  way: ${wayLine(way)}`] : []),
    ...(cut === undefined ? [] : [`  cut: ${line(cut)}`]),
    ...(at.length > 0 ? [`  at: ${listLine(at)}`] : []),
    `  why: ${line(why)}`,
    `  fix: ${line(fix)}`,
    ...notes.map((note) => `  note: ${line(note)}`),
  ].join("\n");
}
