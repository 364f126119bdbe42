import { accountOf } from "../iam/arn";
import type { Document } from "../iam/document";
import { isLookupRole } from "./bootstrap-roles";
import { changesAcross, changesInside } from "./changes";
import type { Knowledge } from "../config/knowledge";
import type { Identities, Identity } from "../identities/identities";
import { identitiesOf } from "../identities/identities";
import type { Stack } from "../stack/stack";
import type { Reach } from "./reach";
import { none, production, through, together, unknown } from "./reach";
import type { Principal } from "../identities/principal";
import type { Taking } from "./takings";
import { Takings } from "./takings";

/** The reach of a stack's roles, as all policies of one analysis share it. */
export function roleReachOf(
  stack: Stack,
  world: Knowledge,
  productionAccounts: readonly string[],
): RoleReach {
  const identities = identitiesOf(stack, world);
  return stack.onceFor(
    `roles of ${productionAccounts.join()}`,
    () => new RoleReach(identities, productionAccounts),
  );
}

/**
 * What roles can do to production, by their identity policies. To overlap a production role in what may be
 * assumed or passed is evidence enough, whatever that role's trust says. Boundaries are not credited.
 * Role chains inside the stack are followed to any depth; a role outside of it and outside of production is
 * not followed further, since nothing of it can be seen.
 */
export class RoleReach {
  private readonly takings: Takings;
  private readonly direct = new Map<Principal, Reach>();
  private readonly next = new Map<Principal, readonly Taking[]>();

  constructor(
    private readonly identities: Identities,
    private readonly productionAccounts: readonly string[],
  ) {
    this.takings = new Takings(identities, productionAccounts);
  }

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
    const seen = new Set([start]);
    const found: Reach[] = [];
    let round: readonly Link[] = [{ role: start, way: [], unknown: [] }];
    while (round.length > 0) {
      const following: Link[] = [];
      for (const link of round) {
        const way = [...link.way, `role ${link.role.label}`];
        const reach = way.reduceRight((inner, step) => through(step, inner), this.directReach(link.role));
        if (reach.kind === "production" && link.unknown.length === 0) return reach;
        found.push(reach.kind === "production" ? { ...reach, kind: "unknown", paths: link.unknown } : reach);
        for (const taking of this.taken(link.role)) {
          if (seen.has(taking.role) || (certainOnly && taking.unknown.length > 0)) continue;
          seen.add(taking.role);
          following.push({ role: taking.role, way, unknown: [...link.unknown, ...taking.unknown] });
        }
      }
      round = following;
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
    const known = this.direct.get(role);
    if (known) return known;
    const adrift = this.identities.unclaimed.map(({ document, path }) =>
      this.ofDocuments(role, [document]).kind === "none" && this.takings.inStack([document]).length === 0
        ? none
        : unknown(path, "a policy whose role is not known yet"),
    );
    const reach = together([this.ofDocuments(role, role.documents), ...adrift]);
    this.direct.set(role, reach);
    return reach;
  }

  private ofDocuments({ accountId }: Principal, documents: readonly Document[]): Reach {
    const takes = this.takings.inProduction(documents);
    if (accountId.kind !== "known") {
      const worst = together([changesInside(documents), takes]);
      return worst.kind === "none" ? none : unknown(accountId.path, "a role whose account is not known");
    }
    const inside = this.productionAccounts.includes(accountId.value);
    return together([
      inside ? changesInside(documents) : changesAcross(documents, this.productionAccounts),
      takes,
    ]);
  }

  private taken(role: Principal): readonly Taking[] {
    const known = this.next.get(role);
    if (known) return known;
    const taken = this.takings.inStack(role.documents).filter((taking) => taking.role !== role);
    this.next.set(role, taken);
    return taken;
  }
}

/** A role on a chain, the roles before it, and what the chain depends on. */
interface Link {
  readonly role: Principal;
  readonly way: readonly string[];
  readonly unknown: readonly string[];
}
