import type { Entity, Inventory } from "../inventory";
import type { Subject } from "../subject";

/**
 * IAM tells other places of a change only after a while: who asks too early is refused, as if the identity were not
 * there. Source: IAM user guide, troubleshoot_general (eventual consistency). Off unless `lookups` is set.
 */
export class Propagation {
  /** How many lookups of others a new identity stays unseen for. */
  lookups = 0;
  private readonly unseen = new Map<Entity, number>();

  begin(entity: Entity): void {
    if (this.lookups > 0 && entity.type.startsWith("aws:iam/")) this.unseen.set(entity, this.lookups);
  }

  /** Takes out of the world what this lookup does not see yet, and gives it, to be put back. */
  hide(world: Inventory, { registration }: Subject): readonly Entity[] {
    // Within one role's own policies IAM is consistent.
    if (registration.type.startsWith("aws:iam/rolePol")) return [];
    const hidden = [...this.unseen.keys()];
    for (const [entity, left] of this.unseen) {
      if (left > 1) this.unseen.set(entity, left - 1);
      else this.unseen.delete(entity);
      world.remove(entity);
    }
    return hidden;
  }

  clear(): void {
    this.lookups = 0;
    this.unseen.clear();
  }
}
