import type { Entity, Inventory } from "../inventory";
import type { Subject } from "../subject";

/**
 * IAM tells other places of a change only after a while: who asks too early is refused, as if the identity were not
 * there. Source: IAM user guide, troubleshoot_general (eventual consistency). Off unless `tries` is set.
 */
export class Propagation {
  /** How often each asker is refused before it sees the identities that are new. */
  tries = 0;
  private readonly fresh = new Set<Entity>();
  private readonly asked = new Map<string, number>();

  begin(entity: Entity): void {
    if (this.tries > 0 && entity.type.startsWith("aws:iam/")) this.fresh.add(entity);
  }

  /** Takes out of the world what this asker does not see yet, and gives it, to be put back. */
  hide(world: Inventory, { registration }: Subject): readonly Entity[] {
    const { type, urn } = registration;
    // Within one role's own policies IAM is consistent.
    if (this.fresh.size === 0 || type.startsWith("aws:iam/rolePol")) return [];
    const asker = urn.split("#")[0] ?? urn;
    const before = this.asked.get(asker) ?? 0;
    if (before >= this.tries) return [];
    this.asked.set(asker, before + 1);
    const hidden = [...this.fresh].filter((entity) => world.everything.includes(entity));
    for (const entity of hidden) world.remove(entity);
    return hidden;
  }

  clear(): void {
    this.tries = 0;
    this.fresh.clear();
    this.asked.clear();
  }
}
