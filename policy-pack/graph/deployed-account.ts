import { accountOf } from "../iam/arn";
import type { Step } from "./pipeline";

/**
 * The production account into which a deploy action itself says that it deploys. Deploying changes by its
 * nature, so nothing outside the pipeline can make it harmless.
 */
export function deployedAccount({ field }: Step, productionAccounts: readonly string[]): string | undefined {
  const category = field.at("category").text();
  if (category.kind !== "known" || category.value !== "Deploy") return undefined;
  const roles = [field.at("roleArn"), field.at("configuration").at("RoleArn")];
  return roles
    .map((role) => role.text())
    .map((role) => (role.kind === "known" ? accountOf(role.value) : undefined))
    .find((account) => account !== undefined && productionAccounts.includes(account));
}
