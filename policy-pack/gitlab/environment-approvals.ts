import type { Field } from "../reader/field";
import type { Access } from "./access";
import { accessOf } from "./access";
import type { Asking } from "./approvals";
import { countIn } from "./approvals";

/** Who may deploy to a protected environment, and who has to approve it. */
export interface EnvironmentProtection {
  readonly deployers: readonly Access[];
  readonly unknownDeployers: readonly string[];
  readonly approvers: readonly Access[];
  readonly approvals: readonly Asking[];
}

export function environmentProtection(properties: Field): EnvironmentProtection {
  // The older name of the list is still in use beside the newer one.
  const lists = [properties.at("deployAccessLevelsAttributes"), properties.at("deployAccessLevels")];
  const deployers: Access[] = [];
  const unknownDeployers: string[] = [];
  for (const list of lists) {
    const entries = list.list();
    if (entries.kind === "unknown") unknownDeployers.push(entries.path);
    for (const entry of entries.kind === "known" ? entries.value : []) {
      const access = accessOf(entry);
      if (access.kind === "unknown") unknownDeployers.push(access.path);
      else deployers.push(access);
    }
  }
  return { deployers, unknownDeployers, ...approvalsIn(properties.at("approvalRules")) };
}

function approvalsIn(rules: Field): Pick<EnvironmentProtection, "approvers" | "approvals"> {
  const list = rules.list();
  if (list.kind === "absent") return { approvers: [], approvals: [] };
  if (list.kind === "unknown")
    return {
      approvers: [],
      approvals: [{ approvers: "somebody", required: undefined, unknown: [list.path], counts: false }],
    };
  const read = list.value.flatMap((rule) => {
    const access = accessOf(rule);
    if (access.kind === "nobody") return [];
    const count = rule.at("requiredApprovals");
    // Left out, GitLab asks for one.
    const required = count.isAbsent() ? 1 : countIn(count);
    const unknown = [
      ...(access.kind === "unknown" ? [access.path] : []),
      ...(required === undefined ? [count.path] : []),
    ];
    const isKnown = access.kind !== "unknown" && access.isKnown;
    const approvals: Asking = {
      approvers: isKnown ? [keyOf(access)] : "somebody",
      required,
      unknown: isKnown ? unknown : [rule.path, ...unknown],
      counts: access.kind !== "unknown",
    };
    return [{ access, approvals }];
  });
  return {
    approvers: read.flatMap(({ access }) => (access.kind === "unknown" ? [] : [access])),
    approvals: read.map(({ approvals }) => approvals),
  };
}

/** A role holds those of higher roles too, so two roles always have people in common. */
function keyOf({ kind, who }: Access): string {
  return kind === "role" ? "a role" : who;
}

/** The approvers who may deploy too, as far as the entries show. */
export function inBoth({ deployers, approvers }: EnvironmentProtection): readonly Access[] {
  const keys = new Set(deployers.filter(({ isKnown }) => isKnown).map(keyOf));
  return approvers.filter((one) => one.isKnown && keys.has(keyOf(one)));
}
