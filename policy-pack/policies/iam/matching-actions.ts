import type { Statement } from "../../iam/document";
import { hasWildcard, matches } from "../../iam/glob";

/** Actions of a list by the patterns that may mean them. */
export class ActionList {
  private readonly byLower: ReadonlyMap<string, string>;

  /** @param actions as the service authorization reference spells them. */
  constructor(actions: readonly string[]) {
    this.byLower = new Map(actions.map((action) => [action.toLowerCase(), action]));
  }

  /** Those that a statement surely means, as they are spelled in the list. */
  in({ actions: { negated, patterns } }: Statement): readonly string[] {
    if (negated)
      return [...this.byLower].flatMap(([lower, action]) =>
        patterns.some((pattern) => matches(pattern, lower)) ? [] : [action],
      );
    const found = new Set<string>();
    for (const pattern of patterns) {
      const named = this.byLower.get(pattern);
      if (named !== undefined) found.add(named);
      if (hasWildcard(pattern))
        for (const [lower, action] of this.byLower) if (matches(pattern, lower)) found.add(action);
    }
    return [...found];
  }
}
