import { accountOf, roleNameOf } from "../../iam/arn";
import type { Identity } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import { isLookupRole } from "../bootstrap-roles";
import type { EdgeWord, Maker } from "./elements";
import { cuttingCosts } from "./elements";
import type { MapBuilder } from "./map-builder";

/** Where production is reached, and nobody can see which account it is. */
export const someAccount = "account:?";

/** Roles and accounts on a map, and the edges from what runs to the roles under which it does. */
export class RoleNodes {
  private readonly ids = new Map<Principal, string>();
  private readonly waiting: Principal[] = [];

  constructor(
    readonly builder: MapBuilder,
    readonly productionAccounts: readonly string[],
    private readonly provisioner: string | undefined,
  ) {}

  /** A role that came onto the map and was not followed yet to what it can become and change. */
  next(): Principal | undefined {
    return this.waiting.shift();
  }

  /** Node of a role of the stack or the policy config; what it can do follows with `finish`. */
  node(role: Principal): string {
    const known = this.ids.get(role);
    if (known !== undefined) return known;
    const arn = role.arnPatterns[0] ?? role.label;
    const id = this.builder.node({
      id: role.urn === "" ? `role:${arn}` : `role:${role.urn}`,
      kind: role.kind === "role" ? "role" : "caller",
      label: role.kind === "role" ? role.label : `${role.kind.replace("-", " ")} ${role.label}`,
      known: role.isExternal ? "described" : "stack",
      ...(role.isExternal && role.label === this.provisioner ? { isProvisioner: true } : {}),
      ...(role.urn === "" ? {} : { urn: role.urn }),
      ...(role.accountId.kind === "known" ? { account: role.accountId.value } : {}),
    });
    this.ids.set(role, id);
    this.waiting.push(role);
    return id;
  }

  has(role: Principal): boolean {
    return this.ids.has(role);
  }

  /** Node of a role of which nothing but the ARN is known, with what that says. */
  namedNode(arn: string): string {
    const id = `role:${arn}`;
    if (this.builder.has(id)) return id;
    const account = accountOf(arn);
    this.builder.node({
      id,
      kind: "role",
      label: roleNameOf(arn) ?? arn,
      known: "named",
      ...(account === undefined ? {} : { account }),
    });
    const words = `role ${arn}`;
    if (account === undefined || !this.productionAccounts.includes(account))
      this.unseen(id, `${words} may change production`, "changes", [
        account === undefined ? arn : `${arn} (not in this stack, so its policies can't be seen)`,
      ]);
    else if (isLookupRole(arn))
      this.builder.edge({
        from: id,
        to: this.accountNode(account),
        word: "reads",
        words: `${words} reads account ${account}`,
        cost: cuttingCosts.elsewhere,
      });
    else
      this.builder.edge({
        from: id,
        to: this.accountNode(account),
        word: "changes",
        words: `${words} changes production account ${account}`,
        cost: cuttingCosts.elsewhere,
      });
    return id;
  }

  /** From something that runs under a role to that role. */
  runsAs(from: string, words: string, identity: Identity, maker: Maker, cost: number): void {
    const makers = [maker];
    switch (identity.kind) {
      case "role": {
        this.builder.edge({
          from,
          to: this.node(identity.role),
          word: "as",
          words: `${words} works as role ${identity.role.label}`,
          makers,
          cost,
        });
        return;
      }
      case "outside": {
        this.builder.edge({
          from,
          to: this.namedNode(identity.arn),
          word: "as",
          words: `${words} works as role ${identity.arn}`,
          makers,
          cost,
        });
        return;
      }
      case "unknown": {
        this.unseen(
          from,
          `${words} works as a role that is not known yet`,
          "as",
          [identity.path],
          makers,
          cost,
        );
        return;
      }
      default:
        return identity satisfies never;
    }
  }

  /** An edge into production of which nobody can see whether, or where, it exists. */
  unseen(
    from: string,
    words: string,
    word: EdgeWord,
    unknown: readonly string[],
    makers: readonly Maker[] = [],
    cost: number = cuttingCosts.elsewhere,
  ): void {
    this.builder.node({
      id: someAccount,
      kind: "account",
      label: "perhaps production",
      isProduction: true,
    });
    this.builder.edge({ from, to: someAccount, word, words, unknown, makers, cost });
  }

  accountNode(account: string): string {
    const isProduction = this.productionAccounts.includes(account);
    return this.builder.node({
      id: `account:${account}`,
      kind: "account",
      label: account,
      account,
      isProduction,
    });
  }
}
