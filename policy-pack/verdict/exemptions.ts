import { daysLeft } from "../config/days";
import { matches } from "../iam/glob";
import type { Field } from "../reader/field";
import { isGate } from "./gates";

/** A finding that is accepted until a day, with who answers for it. */
export interface Exemption {
  /** Name of the policy. */
  readonly policy: string;
  /** Glob of the resources' URNs: `*` is any text. */
  readonly urn: string;
  readonly reason: string;
  readonly ticket: string;
  readonly owner: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  readonly expires: string;
  /** Second person; demanded for a rule of the gate. */
  readonly approvedBy?: string;
  /** Where it stands in the policy config. */
  readonly path: string;
}

/** What is wrong with an exemption; one that has a problem exempts nothing. */
export interface ExemptionProblem {
  readonly path: string;
  readonly what: string;
  readonly fix: string;
}

export interface ReadExemptions {
  readonly valid: readonly Exemption[];
  readonly problems: readonly ExemptionProblem[];
}

/** As much of a rule as an exemption is held against. */
export interface Exemptible {
  readonly name: string;
  readonly number: number;
}

/** Most days that an exemption may run. */
const longestDays = 366;

/** Reads `exemptions` of the policy `exemption-valid`; every entry is held against all rules of the pack. */
export function readExemptions(field: Field, rules: readonly Exemptible[], today: Date): ReadExemptions {
  const list = field.list();
  if (list.kind === "absent") return { valid: [], problems: [] };
  if (list.kind === "unknown")
    return {
      valid: [],
      problems: [
        { path: list.path, what: "the exemptions can't be read.", fix: "write them as a list of objects" },
      ],
    };
  const valid: Exemption[] = [];
  const problems: ExemptionProblem[] = [];
  for (const entry of list.value) {
    const read = readExemption(entry, rules, today);
    if (Array.isArray(read)) problems.push(...(read as readonly ExemptionProblem[]));
    else valid.push(read as Exemption);
  }
  return { valid, problems };
}

function readExemption(
  entry: Field,
  rules: readonly Exemptible[],
  today: Date,
): Exemption | readonly ExemptionProblem[] {
  const problems: ExemptionProblem[] = [];
  const problem = (field: Field, what: string, fix: string) => problems.push({ path: field.path, what, fix });
  const demanded = (key: string): string => {
    const text = entry.at(key).text();
    if (text.kind === "known" && text.value.trim() !== "") return text.value;
    problem(entry.at(key), `${key} is missing.`, `state ${key}`);
    return "";
  };
  const [policy, urn, reason, ticket, owner, expires] = [
    demanded("policy"),
    demanded("urn"),
    demanded("reason"),
    demanded("ticket"),
    demanded("owner"),
    demanded("expires"),
  ];
  const rule = rules.find(({ name }) => name === policy);
  if (policy !== "" && !rule)
    problem(
      entry.at("policy"),
      `no policy is called ${JSON.stringify(policy)}.`,
      "use a name of docs/policies.md",
    );
  const approvedBy = entry.at("approvedBy").text();
  if (rule && isGate(rule) && approvedBy.kind !== "known")
    problem(
      entry.at("approvedBy"),
      `${rule.name} is a rule of the gate, and nobody approved its exemption.`,
      "state approvedBy: a second person who answers for it",
    );
  if (urn !== "" && isTooWide(urn))
    problem(
      entry.at("urn"),
      `${JSON.stringify(urn)} is too wide.`,
      "name at least type and name of the resource, such as *::aws:s3/bucket:Bucket::logs",
    );
  if (expires !== "") problems.push(...judgeExpiry(entry.at("expires"), expires, today));
  if (problems.length > 0) return problems;
  return {
    policy,
    urn,
    reason,
    ticket,
    owner,
    expires,
    ...(approvedBy.kind === "known" ? { approvedBy: approvedBy.value } : {}),
    path: entry.path,
  };
}

function judgeExpiry({ path }: Field, expires: string, today: Date): readonly ExemptionProblem[] {
  const days = daysLeft(expires, today);
  if (days === undefined)
    return [
      {
        path,
        what: `${JSON.stringify(expires)} is no day.`,
        fix: "write the last day as YYYY-MM-DD, in quotes",
      },
    ];
  if (days < 0)
    return [
      {
        path,
        what: `it expired on ${expires}.`,
        fix: "mend what it excused, or decide anew with a later day",
      },
    ];
  if (days > longestDays)
    return [
      {
        path,
        what: `${expires} is more than ${longestDays} days ahead.`,
        fix: `set a day within ${longestDays} days`,
      },
    ];
  return [];
}

/** Type and name must each hold more than wildcards. */
function isTooWide(urn: string): boolean {
  const parts = urn.split("::");
  const name = parts.at(-1) ?? "";
  const type = parts.at(-2) ?? "";
  const says = (text: string) => /[A-Za-z0-9]/.test(text);
  return parts.length < 2 || !says(name) || !/[A-Za-z0-9]:[A-Za-z0-9]/.test(type);
}

/** The exemption that covers a finding. Letter case counts in URNs. */
export function exemptionOf(
  exemptions: readonly Exemption[],
  policy: string,
  urn: string,
): Exemption | undefined {
  if (urn === "") return undefined;
  return exemptions.find((exemption) => exemption.policy === policy && matches(exemption.urn, urn));
}

/** What a covered finding says of its exemption. */
export function exemptionNote({ reason, ticket, owner, expires, approvedBy }: Exemption): string {
  const second = approvedBy === undefined ? "" : `, approved by ${approvedBy}`;
  return `exempted until ${expires}: ${reason} (${ticket}, ${owner}${second})`;
}
