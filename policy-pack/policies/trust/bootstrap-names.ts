import { parseArn } from "../../iam/arn";
import type { Principal } from "../../identities/principal";
import type { Reading } from "../../reader/field";

/** What a role of a CDK bootstrap is for (bootstrap template, names `cdk-<qualifier>-<purpose>-role-<account>-<region>`). */
export const bootstrapPurposes = [
  "deploy",
  "file-publishing",
  "image-publishing",
  "lookup",
  "cfn-exec",
] as const;

/** `other`: a role with the qualifier in its name that the template does not have. */
export type BootstrapPurpose = (typeof bootstrapPurposes)[number] | "other";

/** Undefined for a role that belongs to no bootstrap, by name (any qualifier, or the given one) and by tag. */
export function purposeOf(
  { label, resource }: Pick<Principal, "label" | "resource">,
  qualifier: Reading<string>,
): BootstrapPurpose | undefined {
  const byName = purposeInName(label, qualifier);
  if (byName) return byName;
  const tag = resource?.properties.at("tags").at("aws-cdk:bootstrap-role").text();
  if (tag?.kind !== "known") return undefined;
  return bootstrapPurposes.find((purpose) => purpose === tag.value) ?? "other";
}

export function purposeInName(name: string, qualifier: Reading<string>): BootstrapPurpose | undefined {
  const lower = name.toLowerCase();
  const found = bootstrapPurposes.find((purpose) =>
    new RegExp(`^cdk-[a-z0-9_]+(-[a-z0-9_]+)*-${purpose}-role-`).test(lower),
  );
  if (found) return found;
  return qualifier.kind === "known" && lower.startsWith(`cdk-${qualifier.value.toLowerCase()}-`)
    ? "other"
    : undefined;
}

/** The purpose of a role that an ARN names in full, and its account. */
export function bootstrapRoleIn(
  arn: string,
  qualifier: Reading<string>,
): { readonly account: string; readonly purpose: BootstrapPurpose } | undefined {
  const parsed = parseArn(arn);
  if (parsed?.service !== "iam" || !parsed.resource.startsWith("role/")) return undefined;
  const purpose = purposeInName(parsed.resource.split("/").at(-1) ?? "", qualifier);
  return purpose && { account: parsed.accountId, purpose };
}

/** ARNs of the roles by which a bootstrap of an account changes it: all but the one for lookups. */
export function changingRolePatterns(partition: string, account: string): readonly string[] {
  return bootstrapPurposes
    .filter((purpose) => purpose !== "lookup")
    .map((purpose) => `arn:${partition}:iam::${account}:role/cdk-*-${purpose}-role-${account}-*`);
}
