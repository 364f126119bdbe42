import { textsOf } from "../../reader/field";
import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Asking } from "../../gitlab/approvals";
import { countIn } from "../../gitlab/approvals";
import type { Belonging } from "../../gitlab/belongings";

/** A rule about merge requests into one branch. */
export interface ReviewRule extends Asking {
  readonly resource: StackResource;
}

/**
 * The approval rules that count for a branch with these protections. One that asks nobody, or more people than it
 * names, does not: GitLab takes it as approved (merge request approvals, invalid rules).
 */
export function rulesFor(
  rules: readonly Belonging[],
  protections: readonly StackResource[],
): readonly ReviewRule[] {
  return rules.flatMap(({ resource, sure }): readonly ReviewRule[] => {
    const { name, properties } = resource;
    const scope = scopeOf(resource, protections);
    if (scope === "elsewhere") return [];
    const required = countIn(properties.at("approvalsRequired"));
    const asked = approversOf(properties);
    if (asked.approvers === "nobody") return [];
    if (required !== undefined && asked.atMost !== undefined && required > asked.atMost) return [];
    const unclear = [
      ...(sure ? [] : ["project"]),
      ...(scope === "unknown" ? ["protectedBranchIds"] : []),
      ...(asked.isCertain ? [] : asked.unknown),
    ];
    const unknown = [
      ...new Set([...unclear, ...asked.unknown, ...(required === undefined ? ["approvalsRequired"] : [])]),
    ];
    return [
      {
        resource,
        approvers: asked.approvers,
        required,
        counts: unclear.length === 0,
        unknown: unknown.map((path) => `${name}.${path}`),
      },
    ];
  });
}

interface Asked {
  readonly approvers: Asking["approvers"] | "nobody";
  /** Whether it surely asks somebody, though not all of them are known. */
  readonly isCertain: boolean;
  readonly unknown: readonly string[];
  /** How many there are, where it asks only people. */
  readonly atMost?: number;
}

function approversOf(properties: Field): Asked {
  const type = properties.at("ruleType").text();
  const kind = type.kind === "known" ? type.value.toLowerCase() : undefined;
  // It asks for approvals of what a report found, and for none where it found nothing.
  if (kind === "report_approver") return { approvers: "nobody", isCertain: true, unknown: [] };
  if (kind === "any_approver") return { approvers: "anybody", isCertain: true, unknown: [] };
  const lists = [properties.at("groupIds"), properties.at("userIds")] as const;
  const [groups, users] = lists.map(textsOf);
  const members = lists.map((list) => list.list());
  const hidden = members.flatMap((list) => (list.kind === "unknown" ? [list.path] : []));
  const size = members.reduce((sum, list) => sum + (list.kind === "known" ? list.value.length : 0), 0);
  const unknown = [...(groups?.unknown ?? []), ...(users?.unknown ?? [])];
  if (unknown.length > 0)
    return { approvers: "somebody", isCertain: size > 0, unknown: size > 0 ? unknown : hidden };
  if (size === 0)
    return type.kind === "unknown"
      ? { approvers: "somebody", isCertain: false, unknown: ["ruleType"] }
      : { approvers: "nobody", isCertain: true, unknown: [] };
  const people = users?.texts ?? [];
  return {
    approvers: [...(groups?.texts ?? []).map((id) => `group ${id}`), ...people.map((id) => `user ${id}`)],
    isCertain: true,
    unknown: [],
    ...(groups?.texts.length === 0 ? { atMost: people.length } : {}),
  };
}

/** Whether a rule counts for the branch: for all, for all protected ones, or for listed protections. */
function scopeOf(
  rule: StackResource,
  protections: readonly StackResource[],
): "here" | "elsewhere" | "unknown" {
  const everywhere = rule.properties.at("appliesToAllProtectedBranches").text();
  if (everywhere.kind === "known" && everywhere.value.toLowerCase() === "true") return "here";
  const list = rule.properties.at("protectedBranchIds");
  const { texts, unknown } = textsOf(list);
  if (texts.length + unknown.length === 0) return everywhere.kind === "unknown" ? "unknown" : "here";
  const ids = protections.map(({ properties }) => properties.at("branchProtectionId").text());
  if (ids.some((id) => id.kind === "known" && texts.includes(id.value))) return "here";
  const makers = rule.madeFrom("protectedBranchIds");
  if (makers.length > 0 && makers.every((maker) => protections.includes(maker))) return "here";
  const isSure =
    unknown.length === 0 && everywhere.kind !== "unknown" && ids.every(({ kind }) => kind === "known");
  return isSure ? "elsewhere" : "unknown";
}
