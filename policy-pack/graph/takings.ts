import { isExact } from "../iam/allowance";
import type { Partition } from "../iam/arn";
import { accountOf } from "../iam/arn";
import { matches } from "../iam/glob";
import type { Identities } from "../identities/identities";
import type { Principal } from "../identities/principal";
import { isLookupRole, lookupRolePattern } from "./bootstrap-roles";
import type { Held } from "./bounded";
import { boundedAllowance } from "./bounded";
import type { Reach } from "./reach";
import { none, production, together, unknown } from "./reach";
import { TakingRights } from "./taking-rights";

/** Each puts a policy on a role: whoever may, says what the role does. */
export const rewritingActions = ["iam:putrolepolicy", "iam:attachrolepolicy"] as const;

/**
 * Each gives the holder another role's power: to become it, to have a service become it, to let itself in, or to
 * say what it does.
 */
export const takingActions = [
  "sts:assumerole",
  "iam:passrole",
  "iam:updateassumerolepolicy",
  ...rewritingActions,
] as const;
export type TakingAction = (typeof takingActions)[number];

/** A role of the stack that may be taken: surely, or depending on what stands at the paths. */
export interface Taking {
  readonly role: Principal;
  readonly unknown: readonly string[];
  /** Every action by which it may be, on the ARN or pattern of ARNs that names the role. */
  readonly by: readonly TakingRight[];
}

export interface TakingRight {
  readonly action: TakingAction;
  readonly arn: string;
  readonly unknown: readonly string[];
}

/** What a right to take roles of production outside of the stack comes to. */
export interface OutsideTaking {
  readonly action: TakingAction;
  /** The role, where the right names it in full. */
  readonly arn?: string;
  readonly reach: Reach;
}

/** Which roles documents allow to take: those of the stack, and those of production outside of it. */
export class Takings {
  private readonly nameless: readonly Principal[];
  private readonly partitions: readonly Partition[];
  private readonly patterns: readonly { readonly role: Principal; readonly arn: string }[];
  private readonly ofAccount = new Map<string, string[]>();
  private readonly rights = new WeakMap<Held, Map<TakingAction, TakingRights>>();

  constructor(private readonly identities: Identities) {
    this.partitions = identities.partitions;
    this.patterns = identities.roles.flatMap((role) => role.arnPatterns.map((arn) => ({ role, arn })));
    for (const { role, arn } of this.patterns) {
      if (role.accountId.kind !== "known") continue;
      const known = this.ofAccount.get(role.accountId.value);
      if (known) known.push(arn);
      else this.ofAccount.set(role.accountId.value, [arn]);
    }
    this.nameless = identities.roles.filter(({ names }) => names.length === 0);
  }

  inStack(held: Held): readonly Taking[] {
    const taken = new Map<Principal, Taking & { by: TakingRight[] }>();
    for (const action of takingActions) {
      const take = (role: Principal, arn: string, paths: readonly string[]) => {
        const known = taken.get(role);
        const by = known?.by ?? [];
        by.push({ action, arn, unknown: paths });
        const decided = known && (paths.length > 0 || known.unknown.length === 0);
        taken.set(role, { role, unknown: decided ? known.unknown : paths, by });
      };
      const rights = this.rightsOf(held, action);
      for (const arn of rights.exactTargets) {
        const concerned = rights.concerning(arn);
        const answer = concerned && boundedAllowance(concerned, action, arn);
        if (!answer || answer.kind === "no") continue;
        const paths = answer.kind === "unknown" ? answer.paths : [];
        const identity = this.identities.byArn(arn, arn);
        if (identity.kind === "role") take(identity.role, arn, paths);
        else
          for (const role of this.nameless)
            if (role.arnPatterns.some((pattern) => matches(pattern, arn)))
              take(role, arn, [`${role.label}.name`]);
      }
      if (!rights.isWide) continue;
      const accounts = rights.wideAccounts;
      for (const { role, arn } of this.patterns) {
        const { accountId } = role;
        if (accounts && accountId.kind === "known" && !accounts.has(accountId.value)) continue;
        const wide = rights.widely(arn);
        const answer = wide && boundedAllowance(wide, action, arn);
        if (answer?.kind === "yes") take(role, arn, isExact(arn) ? [] : [`${role.label}.name`]);
        if (answer?.kind === "unknown") take(role, arn, answer.paths);
      }
    }
    return [...taken.values()];
  }

  private rightsOf(held: Held, action: TakingAction): TakingRights {
    const known = this.rights.get(held) ?? new Map<TakingAction, TakingRights>();
    this.rights.set(held, known);
    const rights = known.get(action) ?? new TakingRights(held, action);
    known.set(action, rights);
    return rights;
  }

  /** `named`: those that are named in full as well (default). Roles of production outside the stack. The lookup role of a CDK bootstrap is taken on trust. */
  inProduction(
    held: Held,
    productionAccounts: readonly string[],
    { named = true }: { readonly named?: boolean } = {},
  ): readonly OutsideTaking[] {
    return takingActions.flatMap((action) => {
      const rights = this.rightsOf(held, action);
      const accounts = rights.wideAccounts;
      return [
        ...(named ? this.exactly(rights, action, productionAccounts) : []),
        ...(rights.isWide
          ? productionAccounts
              .filter((account) => accounts?.has(account) ?? true)
              .flatMap((account) =>
                this.partitions.map((partition) => ({
                  action,
                  reach: this.widely(rights, action, account, partition),
                })),
              )
          : []),
      ];
    });
  }

  private exactly(
    rights: TakingRights,
    action: TakingAction,
    productionAccounts: readonly string[],
  ): readonly OutsideTaking[] {
    const accounts = new Set(productionAccounts);
    return rights.exactTargets.flatMap((arn): readonly OutsideTaking[] => {
      const account = accountOf(arn);
      if (account === undefined || !accounts.has(account)) return [];
      if (this.identities.byArn(arn, arn).kind !== "outside") return [];
      const concerned = rights.concerning(arn);
      const answer = concerned && boundedAllowance(concerned, action, arn);
      if (!answer || answer.kind === "no") return [];
      if (isLookupRole(arn)) return [{ action, arn, reach: { kind: "none", trusted: [arn] } }];
      if (answer.kind === "yes") return [{ action, arn, reach: production(action, `role ${arn}`) }];
      return answer.paths.map((path) => ({ action, arn, reach: unknown(path, `${action} on ${arn}`) }));
    });
  }

  private widely(rights: TakingRights, action: TakingAction, account: string, partition: Partition): Reach {
    const roles = `arn:${partition}:iam::${account}:role/?*`;
    const held = rights.widely(roles);
    if (!held) return none;
    const lookups = lookupRolePattern(partition, account);
    const ofStack = this.ofAccount.get(account) ?? [];
    const found = boundedAllowance(held, action, roles, [lookups, ...ofStack]);
    switch (found.kind) {
      case "yes":
        return production(`${action} on ${found.by}, such as ${found.example}`);
      case "unknown":
        return together(
          found.paths.map((path) => unknown(path, `${action} on roles that are not known yet`)),
        );
      case "no": {
        const reader = boundedAllowance(held, action, lookups, ofStack);
        return { kind: "none", trusted: reader.kind === "yes" ? [lookups] : [] };
      }
      default:
        return found satisfies never;
    }
  }
}
