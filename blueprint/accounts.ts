import { roleArn } from "./arns";
import { DeliveryNames } from "./names";
import type { Settings } from "./settings";
import { standing } from "./targets";

/** One provider an account: how Pulumi gets in, and the guard that it is the right one. */
export interface AccountPlan {
  readonly accountId: string;
  /** Region of the provider; every regional resource names its own. */
  readonly region: string;
  readonly provisioningRoleArn: string;
  /** Whose account it is: `devops`, or the environment's name. */
  readonly owner: string;
}

/** The DevOps account first, then the accounts of the environments; a planned target starts no provider. */
export function planAccounts(settings: Settings): readonly AccountPlan[] {
  const { place } = new DeliveryNames(settings);
  const targets = settings.environments.flatMap((environment) =>
    // Adopted bootstrap roles are somebody else's: nothing is created there, so nobody needs to get in.
    settings.workload.bootstrap === "adopt"
      ? []
      : standing(environment).map(({ accountId, region }) => ({
          accountId,
          region,
          owner: environment.name,
        })),
  );
  const accounts = new Map<string, { accountId: string; region: string; owner: string }>();
  for (const account of [{ ...place, owner: "devops" }, ...targets]) {
    // The first region that an account is named with serves its provider.
    if (!accounts.has(account.accountId)) accounts.set(account.accountId, account);
  }
  return [...accounts.values()].map(({ accountId, region, owner }) => ({
    accountId,
    region,
    provisioningRoleArn: roleArn({ accountId, region }, settings.provisioningRole),
    owner,
  }));
}
