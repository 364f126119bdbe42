import { isExact, matchesAction } from "../iam/allowance";
import type { Partition } from "../iam/arn";
import { accountOf } from "../iam/arn";
import type { Document } from "../iam/document";
import { matches } from "../iam/glob";
import type { Held } from "./bounded";
import { boundedAllowance } from "./bounded";
import { isLookupRole, lookupRolePattern } from "./bootstrap-roles";
import type { Identities } from "../identities/identities";
import type { Reach } from "./reach";
import { production, together, unknown } from "./reach";
import type { Principal } from "../identities/principal";

/** Either gives the holder another role's power: to become it, or to have a service become it. */
export const takingActions = ["sts:assumerole", "iam:passrole"] as const;

/** A role of the stack that may be taken: surely, or depending on what stands at the paths. */
export interface Taking {
  readonly role: Principal;
  readonly unknown: readonly string[];
}

/** Which roles documents allow to assume or pass: those of the stack, and those of production outside of it. */
export class Takings {
  private readonly nameless: readonly Principal[];
  private readonly partitions: readonly Partition[];

  constructor(private readonly identities: Identities) {
    this.partitions = identities.partitions;
    this.nameless = identities.roles.filter(({ names }) => names.length === 0);
  }

  inStack(held: Held): readonly Taking[] {
    const taken = new Map<Principal, Taking>();
    const take = (role: Principal, paths: readonly string[]) => {
      if (paths.length === 0 || !taken.has(role)) taken.set(role, { role, unknown: paths });
    };
    for (const action of takingActions) {
      for (const arn of exactTargets(held.documents, action)) {
        const answer = boundedAllowance(held, action, arn);
        if (answer.kind === "no") continue;
        const paths = answer.kind === "unknown" ? answer.paths : [];
        const identity = this.identities.byArn(arn, arn);
        if (identity.kind === "role") take(identity.role, paths);
        else
          for (const role of this.nameless)
            if (role.arnPatterns.some((pattern) => matches(pattern, arn))) take(role, [`${role.label}.name`]);
      }
      const wide = wideOf(held, action);
      if (!wide) continue;
      for (const role of this.identities.roles)
        for (const arn of role.arnPatterns) {
          const answer = boundedAllowance(wide, action, arn);
          if (answer.kind === "yes") take(role, isExact(arn) ? [] : [`${role.label}.name`]);
          if (answer.kind === "unknown") take(role, answer.paths);
        }
    }
    return [...taken.values()];
  }

  /** Roles of production outside the stack. The lookup role of a CDK bootstrap is taken on trust. */
  inProduction(held: Held, productionAccounts: readonly string[]): Reach {
    return together(
      takingActions.flatMap((action) => {
        const wide = wideOf(held, action);
        return [
          ...this.exactly(held, action, productionAccounts),
          ...(wide
            ? productionAccounts.flatMap((account) =>
                this.partitions.map((partition) => this.widely(wide, action, account, partition)),
              )
            : []),
        ];
      }),
    );
  }

  private exactly(held: Held, action: string, productionAccounts: readonly string[]): readonly Reach[] {
    return exactTargets(held.documents, action).flatMap((arn): readonly Reach[] => {
      const account = accountOf(arn);
      if (account === undefined || !productionAccounts.includes(account)) return [];
      if (this.identities.byArn(arn, arn).kind !== "outside") return [];
      const answer = boundedAllowance(held, action, arn);
      if (answer.kind === "no") return [];
      if (isLookupRole(arn)) return [{ kind: "none", trusted: [arn] }];
      if (answer.kind === "yes") return [production(action, `role ${arn}`)];
      return answer.paths.map((path) => unknown(path, `${action} on ${arn}`));
    });
  }

  private widely(held: Held, action: string, account: string, partition: Partition): Reach {
    const lookups = lookupRolePattern(partition, account);
    const ofStack = this.identities.roles
      .filter(({ accountId }) => accountId.kind === "known" && accountId.value === account)
      .flatMap((role) => role.arnPatterns);
    const roles = `arn:${partition}:iam::${account}:role/?*`;
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

/** Resources that are named in full by a statement that may allow the action. */
export function exactTargets(documents: readonly Document[], action: string): readonly string[] {
  const targets = new Set<string>();
  for (const { statements } of documents)
    for (const { effect, actions, resources } of statements)
      if (effect === "Allow" && !resources.negated && matchesAction(actions, action) !== "no")
        for (const pattern of resources.patterns) if (isExact(pattern)) targets.add(pattern);
  return [...targets];
}

/**
 * What is held without what is named in full, which is looked at one by one; undefined if nothing is left that
 * may allow the action.
 */
function wideOf({ documents, boundary }: Held, action: string): Held | undefined {
  const wide = documents.map((document): Document => ({
    unknown: document.unknown,
    statements: document.statements.flatMap((statement) => {
      const { effect, resources } = statement;
      if (effect === "Deny" || resources.negated) return [statement];
      const patterns = resources.patterns.filter((pattern) => !isExact(pattern));
      return patterns.length + resources.unknown.length === 0
        ? []
        : [{ ...statement, resources: { ...resources, patterns } }];
    }),
  }));
  const mayAllow = wide.some(({ statements }) =>
    statements.some(({ effect, actions }) => effect === "Allow" && matchesAction(actions, action) !== "no"),
  );
  return mayAllow ? { documents: wide, boundary } : undefined;
}
