import type { Knowledge } from "../../config/knowledge";
import { accountOf } from "../../iam/arn";
import type { Finding } from "../../verdict/finding";
import type { Actor } from "./actors";
import { actorNamed } from "./actors";
import { shown } from "./listing";

/** The listed approvers as the stack and the policy config know them. */
export interface Approvers {
  /** ARNs; undefined where nobody says who may approve. */
  readonly listed: readonly string[] | undefined;
  /** Those of them that are known, in full or by what this stack gives them. */
  readonly found: readonly Actor[];
  /** ARNs of which stack and policy config don't tell everything. */
  readonly unseen: readonly string[];
  /** Path of the list. */
  readonly path: string;
}

export function approversOf({ approverRoles }: Knowledge, actors: readonly Actor[]): Approvers {
  if (approverRoles.kind !== "known")
    return { listed: undefined, found: [], unseen: [], path: approverRoles.path };
  const named = approverRoles.value.map((arn) => ({ arn, actor: actorNamed(actors, arn) }));
  return {
    listed: approverRoles.value,
    found: named.flatMap(({ actor }) => actor ?? []),
    unseen: named.flatMap(({ arn, actor }) => (actor?.isWhole === true ? [] : [arn])),
    path: "approverRoles",
  };
}

/** A role that settings name and that is found in neither stack nor policy config may hold anything. */
export function unseenRole(role: string, arn: string, question: string, urn: string, why: string): Finding {
  return {
    kind: "undetermined",
    urn,
    what: `${role} ${shown(arn)} is in neither the stack nor the policy config, so ${question} can't be seen.`,
    at: ["world.externalRoles"],
    why,
    fix: "describe the role in the policy config, under `world.externalRoles` of exemption-valid, with its whole trust and policies and the day on which they were looked at",
  };
}

/** ARN of the role that Pulumi assumes in the account of the pipeline, where the settings name it. */
export function provisionerOf({ provisioningRole, devopsAccount }: Knowledge): string | undefined {
  if (provisioningRole.kind !== "known" || devopsAccount.kind !== "known") return undefined;
  if (accountOf(provisioningRole.value) !== undefined) return provisioningRole.value;
  return `arn:aws:iam::${devopsAccount.value}:role/${provisioningRole.value}`;
}
