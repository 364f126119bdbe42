import type { Knowledge } from "../config/knowledge";
import { identitiesOf } from "../identities/identities";
import type { Principal } from "../identities/principal";
import type { Stack } from "../stack/stack";
import type { Taking } from "./takings";
import { Takings } from "./takings";

/** A role at the end of a chain, the roles on the way to it in words, and what the chain depends on. */
export interface Link {
  readonly role: Principal;
  /** `role a`, `role b`; the last is this role. */
  readonly way: readonly string[];
  /** Paths; empty where the chain surely exists. */
  readonly unknown: readonly string[];
}

/** Who may become whom, as all policies of one analysis share it. */
export function roleChainsOf(stack: Stack, world: Knowledge): RoleChains {
  const identities = identitiesOf(stack, world);
  return stack.onceFor(identities, () => new RoleChains(new Takings(identities)));
}

/** Chains of roles of the stack of which each may assume or pass the next, to any depth. */
export class RoleChains {
  private readonly next = new Map<Principal, readonly Taking[]>();

  constructor(readonly takings: Takings) {}

  /**
   * Every role that a role may become, itself first, by the shortest chain. `certainOnly`: only chains that
   * surely exist.
   */
  *from(start: Principal, certainOnly: boolean): Generator<Link> {
    const seen = new Set([start]);
    let round: readonly Link[] = [{ role: start, way: [`role ${start.label}`], unknown: [] }];
    while (round.length > 0) {
      const following: Link[] = [];
      for (const link of round) {
        yield link;
        for (const { role, unknown } of this.taken(link.role)) {
          if (seen.has(role) || (certainOnly && unknown.length > 0)) continue;
          seen.add(role);
          following.push({
            role,
            way: [...link.way, `role ${role.label}`],
            unknown: [...link.unknown, ...unknown],
          });
        }
      }
      round = following;
    }
  }

  /** Roles of the stack that a role may become at once, itself left out. */
  taken(role: Principal): readonly Taking[] {
    const known = this.next.get(role);
    if (known) return known;
    const taken = this.takings.inStack(role).filter((taking) => taking.role !== role);
    this.next.set(role, taken);
    return taken;
  }
}
