import { lookupRolePattern } from "../../graph/bootstrap-roles";
import { allowed, isExact, matchesAction } from "../../iam/allowance";
import type { Document } from "../../iam/document";
import type { Identities } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { Reading } from "../../reader/field";
import { bootstrapRoleIn, changingRolePatterns } from "./bootstrap-names";

/** What lets somebody take a bootstrap role that changes production. */
export type Taking =
  | { readonly kind: "no" }
  /** `by` is what the document says, `example` a role that it covers. */
  | { readonly kind: "yes"; readonly by: string; readonly example: string }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

const assume = "sts:assumerole";

/** Whether documents allow to assume a bootstrap role of production, the lookup role aside. */
export function takesBootstrapRole(
  documents: readonly Document[],
  production: readonly string[],
  qualifier: Reading<string>,
  { partitions }: Identities,
): Taking {
  const { exact, wide } = targetsOf(documents);
  for (const arn of exact) {
    const role = bootstrapRoleIn(arn, qualifier);
    if (!role || role.purpose === "lookup" || !production.includes(role.account)) continue;
    const answer = allowed(documents, assume, arn);
    if (answer.kind !== "no") return answer;
  }
  if (!wide) return { kind: "no" };
  const paths = new Set<string>();
  for (const account of production)
    for (const partition of partitions)
      for (const pattern of changingRolePatterns(partition, account)) {
        const answer = allowed(documents, assume, pattern, [lookupRolePattern(partition, account)]);
        if (answer.kind === "yes") return answer;
        if (answer.kind === "unknown") for (const path of answer.paths) paths.add(path);
      }
  return paths.size > 0 ? { kind: "unknown", paths: [...paths] } : { kind: "no" };
}

/** Whether somebody may assume it, and stands outside of production, where only the role's own trust keeps out. */
export function standsOutside({ accountId }: Principal, production: readonly string[]): boolean {
  return accountId.kind !== "known" || !production.includes(accountId.value);
}

/** Roles that statements name in full, and whether there are others. */
function targetsOf(documents: readonly Document[]): {
  readonly exact: readonly string[];
  readonly wide: boolean;
} {
  const exact = new Set<string>();
  let wide = documents.some(({ unknown }) => unknown.length > 0);
  for (const { statements } of documents)
    for (const { effect, actions, resources } of statements) {
      if (effect !== "Allow" || matchesAction(actions, assume) === "no") continue;
      for (const pattern of resources.patterns)
        if (!resources.negated && isExact(pattern)) exact.add(pattern);
        else wide = true;
      if (resources.negated || resources.unknown.length > 0 || actions.unknown.length > 0) wide = true;
    }
  return { exact: [...exact], wide };
}
