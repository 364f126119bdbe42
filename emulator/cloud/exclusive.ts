import type { Entity, Inventory } from "../inventory";
import { textsOf } from "../policy/document";
import { textAt } from "../tree";
import { tokens } from "../type-tokens";

/** What goes because an exclusive list of a role's policies does not name it. */
export function leftOut(world: Inventory, { type, site, inputs }: Entity): readonly Entity[] {
  const others = (member: string, key: string, kept: readonly string[]): readonly Entity[] =>
    world
      .of(member, site, textAt(inputs, "roleName") ?? "")
      .filter((policy) => !kept.includes(textAt(policy.inputs, key) ?? ""));
  switch (type) {
    case "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive":
      return others(tokens.rolePolicy, "name", textsOf(inputs["policyNames"]));
    case "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive":
      return others(tokens.attachment, "policyArn", textsOf(inputs["policyArns"]));
    default:
      return [];
  }
}
