import { isExact } from "../../iam/allowance";
import { contextOf } from "../../iam/context";
import { evaluate } from "../../iam/evaluate";
import type { Statement } from "../../iam/document";
import { matches } from "../../iam/glob";
import type { Principal } from "../../identities/principal";

/** Whether a machine acts as a role: a service, a CI job by its token, or a role that a machine acts as. */
export type Machine =
  | { readonly kind: "no" }
  /** In words, from the machine to the role. */
  | { readonly kind: "yes"; readonly way: readonly string[]; readonly at: readonly string[] }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

const person: Machine = { kind: "no" };

/**
 * Looks for a machine behind a role, through all roles that may become it. A machine has no second factor, so a
 * trust that demands one holds it off.
 */
export function machineBehind(role: Principal, roles: readonly Principal[]): Machine {
  const seen = new Set([role]);
  const paths = new Set<string>();
  let round: readonly { readonly role: Principal; readonly way: readonly string[] }[] = [
    { role, way: [`role ${role.label}`] },
  ];
  while (round.length > 0) {
    const following: { role: Principal; way: readonly string[] }[] = [];
    for (const link of round) {
      const found = machineIn(link.role);
      if (found.kind === "yes") return { ...found, way: [...found.way, ...link.way] };
      if (found.kind === "unknown") for (const path of found.paths) paths.add(path);
      for (const candidate of roles) {
        if (seen.has(candidate)) continue;
        const answer = mayBecome(candidate, link.role);
        if (answer.kind === "no") continue;
        seen.add(candidate);
        if (answer.kind === "yes")
          following.push({ role: candidate, way: [`role ${candidate.label}`, ...link.way] });
        // Nobody knows whether it may, and a person's role would not matter.
        else if (machineIn(candidate).kind !== "no") for (const path of answer.paths) paths.add(path);
      }
    }
    round = following;
  }
  return paths.size > 0 ? { kind: "unknown", paths: [...paths] } : person;
}

/** The machine that a role's own trust lets in. */
export function machineIn({ trust }: Principal): Machine {
  if (!trust) return person;
  const paths = [...trust.unknown];
  for (const { effect, principals, actions, path } of trust.statements) {
    if (effect !== "Allow" || !mayAssume(actions)) continue;
    if (!principals || principals.negated) {
      paths.push(path);
      continue;
    }
    for (const { kind, value } of principals.entries) {
      if (kind === "Service") return { kind: "yes", way: [`service ${value}`], at: [path] };
      if (kind === "Federated" && !value.includes(":saml-provider/"))
        return { kind: "yes", way: [`tokens of ${value}`], at: [path] };
    }
    paths.push(...principals.unknown);
  }
  return paths.length > 0 ? { kind: "unknown", paths } : person;
}

const assuming = ["sts:assumerole", "sts:assumerolewithwebidentity", "sts:assumerolewithsaml"];

function mayAssume({ negated, patterns, unknown }: Statement["actions"]): boolean {
  return (
    negated || unknown.length > 0 || assuming.some((one) => patterns.some((pattern) => matches(pattern, one)))
  );
}

function mayBecome(
  one: Principal,
  other: Principal,
):
  | { readonly kind: "yes" }
  | { readonly kind: "no" }
  | { readonly kind: "unknown"; readonly paths: readonly string[] } {
  const [arn, ...others] = one.arnPatterns;
  const [target] = other.arnPatterns;
  if (!other.trust || !namesAws(other.trust.statements)) return { kind: "no" };
  if (arn === undefined || target === undefined || others.length > 0) return { kind: "no" };
  if (!isExact(arn) || !isExact(target)) return { kind: "no" };
  const label = `policies of role ${one.label}`;
  const { answer, paths } = evaluate(
    {
      principal: { kind: "role", arn },
      action: "sts:AssumeRole",
      resource: target,
      context: contextOf({ "aws:MultiFactorAuthPresent": "false" }, "unknown"),
    },
    {
      identity: one.documents.map((document) => ({ label, document })),
      resource: { label: `trust of role ${other.label}`, document: other.trust },
      ...(one.boundary.kind === "known"
        ? { boundaries: [{ label: `boundary of role ${one.label}`, document: one.boundary.document }] }
        : {}),
    },
  );
  if (answer === "unknown") return { kind: "unknown", paths };
  return { kind: answer === "allowed" ? "yes" : "no" };
}

/** Most roles trust services only, and no role may become those. */
function namesAws(statements: readonly Statement[]): boolean {
  return statements.some(
    ({ principals }) =>
      principals !== undefined &&
      (principals.negated ||
        principals.unknown.length > 0 ||
        principals.entries.some(({ kind }) => kind === "AWS")),
  );
}
