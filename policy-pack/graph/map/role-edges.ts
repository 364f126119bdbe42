import type { Document } from "../../iam/document";
import type { Principal } from "../../identities/principal";
import { boundedAllowance } from "../bounded";
import type { Reach } from "../reach";
import { together } from "../reach";
import type { RoleChains } from "../role-chains";
import type { Power, RoleReach } from "../role-reach";
import type { TakingAction } from "../takings";
import type { EdgeWord, Maker } from "./elements";
import { cuttingCosts } from "./elements";
import { configured, makerOf } from "./map-builder";
import { RightMakers } from "./right-makers";
import type { RoleNodes } from "./role-nodes";

/** How each way of taking a role is called. */
const takingWords: Readonly<
  Record<TakingAction, { readonly word: EdgeWord; readonly to: (role: string) => string }>
> = {
  "sts:assumerole": { word: "assumes", to: (role) => `assumes ${role}` },
  "iam:passrole": { word: "passes", to: (role) => `passes ${role} to a service` },
  "iam:updateassumerolepolicy": { word: "opens", to: (role) => `lets itself into ${role}` },
  "iam:putrolepolicy": { word: "rewrites", to: (role) => `puts a policy on ${role}` },
  "iam:attachrolepolicy": { word: "rewrites", to: (role) => `attaches a policy to ${role}` },
};

/** Accounts about which a role is asked one by one, where its policies name none. */
const fewAccounts = 20;

/** Follows the roles of a map to all that they can become and change, as `RoleReach` and `RoleChains` say. */
export class RoleEdges {
  private readonly rights = new RightMakers();

  constructor(
    private readonly nodes: RoleNodes,
    private readonly chains: RoleChains,
    private readonly reach: RoleReach,
  ) {}

  /** Follows every role that stands on the map to all that it can become and change. */
  finish(): void {
    for (let role = this.nodes.next(); role; role = this.nodes.next()) {
      this.takesOfStack(role);
      this.powers(role);
    }
  }

  private takesOfStack(role: Principal): void {
    const from = this.nodes.node(role);
    for (const taking of this.chains.taken(role))
      for (const { action, arn, unknown } of taking.by) {
        const { word, to } = takingWords[action];
        this.nodes.builder.edge({
          from,
          to: this.nodes.node(taking.role),
          word,
          words: `role ${role.label} ${to(`role ${taking.role.label}`)}`,
          unknown,
          ...this.madeByRights(role, (held) => boundedAllowance(held, action, arn).kind !== "no"),
        });
      }
  }

  private powers(role: Principal): void {
    const powers = this.reach.powersOf(role);
    for (const power of powers) if (power.arn !== undefined) this.takesOutside(role, power, power.arn);
    this.changes(role, reachOf(powers.filter(({ arn }) => arn === undefined)));
  }

  private takesOutside(role: Principal, { action, reach }: Power, arn: string): void {
    const { word, to } = takingWords[action ?? "sts:assumerole"];
    this.nodes.builder.edge({
      from: this.nodes.node(role),
      to: this.nodes.namedNode(arn),
      word,
      words: `role ${role.label} ${to(`role ${arn}`)}`,
      unknown: reach.kind === "unknown" ? reach.paths : [],
      ...this.madeByRights(
        role,
        (held) => boundedAllowance(held, action ?? "sts:assumerole", arn).kind !== "no",
      ),
    });
  }

  private changes(role: Principal, whole: Reach): void {
    const from = this.nodes.node(role);
    const name = `role ${role.label}`;
    const account = role.accountId.kind === "known" ? role.accountId.value : undefined;
    switch (whole.kind) {
      case "none":
        if (account !== undefined) this.stands(role, account);
        return;
      case "unknown": {
        const { makers, cost } = this.madeByRights(
          role,
          (held) => this.reach.ofPart(role, held).kind !== "none",
        );
        this.nodes.unseen(from, `${name} may change production`, "changes", whole.paths, makers, cost);
        return;
      }
      case "production": {
        const reached = this.candidates(role).flatMap((one) => {
          const into = this.reach.ofPart(role, role, [one]);
          return into.kind === "production" ? [{ account: one, way: into.way }] : [];
        });
        for (const one of reached)
          this.nodes.builder.edge({
            from,
            to: this.nodes.accountNode(one.account),
            word: "changes",
            words: `${name} changes production account ${one.account}: ${one.way.join(" → ")}`,
            ...this.madeByRights(
              role,
              (held) => this.reach.ofPart(role, held, [one.account]).kind !== "none",
            ),
          });
        if (reached.length === 0) {
          const { makers, cost } = this.madeByRights(
            role,
            (held) => this.reach.ofPart(role, held).kind !== "none",
          );
          this.nodes.unseen(
            from,
            `${name} changes production: ${whole.way.join(" → ")}`,
            "changes",
            [],
            makers,
            cost,
          );
        }
        return;
      }
      default:
        return whole satisfies never;
    }
  }

  private stands(role: Principal, account: string): void {
    const word = this.nodes.productionAccounts.includes(account) ? "reads" : "stands in";
    this.nodes.builder.edge({
      from: this.nodes.node(role),
      to: this.nodes.accountNode(account),
      word,
      words: `role ${role.label} ${word} account ${account}`,
      cost: cuttingCosts.elsewhere,
    });
  }

  /** Accounts of production that a role may reach: its own, those that its policies name, few or all. */
  private candidates(role: Principal): readonly string[] {
    const named = new Set(role.documents.flatMap(accountsNamed));
    if (role.accountId.kind === "known") named.add(role.accountId.value);
    const of = this.nodes.productionAccounts.filter((account) => named.has(account));
    return this.nodes.productionAccounts.length <= fewAccounts ? this.nodes.productionAccounts : of;
  }

  private madeByRights(
    role: Principal,
    gives: Parameters<RightMakers["of"]>[1],
  ): { readonly makers: readonly Maker[]; readonly cost: number } {
    const found = this.rights.of(role, gives);
    const whole = role.resource ? makerOf(role.resource, "its policies") : configured(role.label);
    return {
      makers: found.length > 0 ? found : [whole],
      cost: role.isExternal ? cuttingCosts.elsewhere : cuttingCosts.right,
    };
  }
}

function reachOf(powers: readonly Power[]): Reach {
  return together(powers.map(({ reach }) => reach));
}

function accountsNamed({ statements }: Document): readonly string[] {
  return statements.flatMap(({ resources }) =>
    resources.patterns.flatMap((pattern) => pattern.match(/(?<!\d)\d{12}(?!\d)/g) ?? []),
  );
}
