import { Provider } from "@pulumi/aws/provider";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import type { AccountPlan } from "../blueprint/accounts";

export interface AccountsArgs {
  readonly app: string;
  readonly accounts: readonly AccountPlan[];
}

/**
 * One explicit provider an account. It assumes that account's provisioning role and refuses to work in any
 * other account; regions are set on the resources, so that an account needs one plugin process only.
 */
export class Accounts extends ComponentResource {
  private readonly providers: ReadonlyMap<string, Provider>;

  constructor(name: string, args: AccountsArgs, opts?: ComponentResourceOptions) {
    super("delivery:index:Accounts", name, {}, opts);
    this.providers = new Map(
      args.accounts.map((account) => [
        account.accountId,
        new Provider(
          `${name}-${account.accountId}`,
          {
            region: account.region,
            allowedAccountIds: [account.accountId],
            assumeRoles: [{ roleArn: account.provisioningRoleArn, sessionName: `${args.app}-delivery` }],
            defaultTags: { tags: { "delivery:app": args.app, "delivery:owner": account.owner } },
          },
          { parent: this },
        ),
      ]),
    );
    this.registerOutputs({});
  }

  /** The provider of an account that the blueprint named. */
  of(accountId: string): Provider {
    const provider = this.providers.get(accountId);
    if (!provider) throw new Error(`The blueprint names no account ${accountId}`);
    return provider;
  }
}
