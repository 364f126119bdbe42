import type { Knowledge } from "../config/knowledge";
import { accountOf } from "../iam/arn";
import type { Document } from "../iam/document";
import type { Identities, Identity } from "../identities/identities";
import { identitiesOf } from "../identities/identities";
import type { Principal } from "../identities/principal";
import type { Stack } from "../stack/stack";
import { isLookupRole } from "./bootstrap-roles";
import type { Held } from "./bounded";
import { boundedAllowance } from "./bounded";
import { changesAcross, changesInside } from "./changes";
import type { Reach } from "./reach";
import { none, production, through, together, unknown } from "./reach";
import type { RoleChains } from "./role-chains";
import { roleChainsOf } from "./role-chains";
import type { TakingAction } from "./takings";
import { rewritingActions } from "./takings";

/** A document that allows all. */
const everything: Document = {
  unknown: [],
  statements: [
    {
      path: "a policy of its own making",
      effect: "Allow",
      actions: { negated: false, patterns: ["*"], unknown: [] },
      resources: { negated: false, patterns: ["*"], unknown: [] },
      conditions: [],
      unknownConditions: [],
      conditional: false,
    },
  ],
};

/** One thing by which a role changes production. */
export interface Power {
  readonly reach: Reach;
  /** Where it is the right to take a role outside of the stack: how, and which. */
  readonly action?: TakingAction;
  readonly arn?: string;
}

/** The reach of a stack's roles, as all policies of one analysis share it. */
export function roleReachOf(
  stack: Stack,
  world: Knowledge,
  productionAccounts: readonly string[],
): RoleReach {
  const identities = identitiesOf(stack, world);
  return stack.onceFor(
    `roles of ${productionAccounts.join()}`,
    () => new RoleReach(identities, roleChainsOf(stack, world), productionAccounts),
  );
}

/**
 * What roles can do to production, by their identity policies. To overlap a production role in what may be
 * taken (assumed, passed, rewritten) is evidence enough, whatever that role's trust says. A boundary counts
 * where it surely keeps out. Role chains inside the stack are followed to any depth; a role outside of it and outside of production is
 * not followed further, since nothing of it can be seen.
 */
export class RoleReach {
  private readonly direct = new Map<Principal, Reach>();
  private readonly powers = new Map<Principal, readonly Power[]>();

  constructor(
    private readonly identities: Identities,
    private readonly roleChains: RoleChains,
    private readonly productionAccounts: readonly string[],
  ) {}

  of(identity: Identity): Reach {
    switch (identity.kind) {
      case "unknown":
        return unknown(identity.path, "a role that is not known yet");
      case "outside":
        return this.ofOutside(identity.arn);
      case "role":
        return this.ofRole(identity.role);
      default:
        return identity satisfies never;
    }
  }

  /** The shortest chain that surely reaches production; else what a chain that may exist would reach. */
  private ofRole(start: Principal): Reach {
    const certain = this.chains(start, true);
    return certain.kind === "production" ? certain : this.chains(start, false);
  }

  private chains(start: Principal, certainOnly: boolean): Reach {
    const found: Reach[] = [];
    for (const link of this.roleChains.from(start, certainOnly)) {
      const reach = link.way.reduceRight((inner, step) => through(step, inner), this.directReach(link.role));
      if (reach.kind === "production" && link.unknown.length === 0) return reach;
      found.push(reach.kind === "production" ? { ...reach, kind: "unknown", paths: link.unknown } : reach);
    }
    return together(found);
  }

  /** A role of which only the ARN is known, under which something runs. */
  private ofOutside(arn: string): Reach {
    const account = accountOf(arn);
    if (account === undefined) return unknown(arn, `role ${arn}`);
    if (!this.productionAccounts.includes(account))
      return unknown(`${arn} (not in this stack, so its policies can't be seen)`, `role ${arn}`);
    return isLookupRole(arn) ? { kind: "none", trusted: [arn] } : production(`role ${arn}`);
  }

  private directReach(role: Principal): Reach {
    const reach = this.direct.get(role) ?? reachOf(this.powers.get(role) ?? this.eachPower(role));
    this.direct.set(role, reach);
    return reach;
  }

  /** Everything by which a role itself, without becoming another one of the stack, changes production. */
  powersOf(role: Principal): readonly Power[] {
    const powers = this.powers.get(role) ?? [...this.eachPower(role)];
    this.powers.set(role, powers);
    return powers;
  }

  /** One after the other: for most questions the first that reaches production is enough. */
  private *eachPower(role: Principal): Generator<Power> {
    yield* this.ofDocuments(role, role, this.productionAccounts);
    yield* this.byOwnHand(role, role, this.productionAccounts);
    for (const { document, path } of this.identities.unclaimed) {
      const held = { documents: [document], boundary: role.boundary };
      const nothing =
        reachOf(this.ofDocuments(role, held, this.productionAccounts)).kind === "none" &&
        this.roleChains.takings.inStack(held).length === 0;
      yield { reach: nothing ? none : unknown(path, "a policy whose role is not known yet") };
    }
  }

  /**
   * What a part of a role's documents changes of these accounts, but for what it does by taking a role outside of the
   * stack that it names in full.
   */
  ofPart(role: Principal, held: Held, accounts: readonly string[] = this.productionAccounts): Reach {
    const powers = [
      ...this.ofDocuments(role, held, accounts, false),
      ...this.byOwnHand(role, held, accounts),
    ];
    return reachOf(powers.filter(({ arn }) => arn === undefined));
  }

  /** Whoever may put a policy on its own role may do whatever its boundary lets through. */
  private byOwnHand(role: Principal, held: Held, accounts: readonly string[]): readonly Power[] {
    return rewritingActions.flatMap((action) =>
      role.arnPatterns.flatMap((arn): readonly Power[] => {
        const answer = boundedAllowance(held, action, arn);
        if (answer.kind === "no") return [];
        if (answer.kind === "unknown")
          return answer.paths.map((path) => ({ reach: unknown(path, `${action} on itself`) }));
        const all = this.ofDocuments(role, { documents: [everything], boundary: role.boundary }, accounts);
        return [{ reach: through(`${action} on itself`, reachOf(all)) }];
      }),
    );
  }

  private *ofDocuments(
    { accountId }: Principal,
    held: Held,
    accounts: readonly string[],
    named = true,
  ): Generator<Power> {
    const takes = () =>
      this.roleChains.takings.inProduction(held, accounts, { named: named || accountId.kind !== "known" });
    if (accountId.kind === "known") {
      const inside = accounts.includes(accountId.value);
      yield { reach: inside ? changesInside(held) : changesAcross(held, accounts) };
      yield* takes();
    } else {
      const worst = together([changesInside(held), reachOf(takes())]);
      if (worst.kind !== "none")
        yield { reach: unknown(accountId.path, "a role whose account is not known") };
    }
  }
}

function* reachesOf(powers: Iterable<Pick<Power, "reach">>): Generator<Reach> {
  for (const { reach } of powers) yield reach;
}

function reachOf(powers: Iterable<Pick<Power, "reach">>): Reach {
  return together(reachesOf(powers));
}
