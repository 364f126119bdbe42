import type { Patterns } from "./document";
import { hasWildcard, matches } from "./glob";
import type { Truth } from "./kleene";
import { any, not, unsure } from "./kleene";

/** Whether the patterns mean an action. @param action in lower case. */
export function matchesActions(actions: Patterns, action: string): Truth {
  const hidden = actions.unknown.length > 0 ? [unsure(...actions.unknown)] : [];
  const found = any([coversAction(actions, action), ...hidden]);
  return actions.negated ? not(found) : found;
}

/** Whether one of the patterns is an action, or matches it. @param action in lower case. */
export function coversAction(actions: Patterns, action: string): boolean {
  const { exact, wild } = sorted(actions);
  return exact.has(action) || wild.some((pattern) => matches(pattern, action));
}

interface Sorted {
  readonly exact: ReadonlySet<string>;
  readonly wild: readonly string[];
}

/** A statement is held against one action after the other, and most name all theirs in full. */
const sortedBefore = new WeakMap<Patterns, Sorted>();

function sorted(actions: Patterns): Sorted {
  const known = sortedBefore.get(actions);
  if (known) return known;
  const { patterns } = actions;
  const found = {
    exact: new Set(patterns.filter((pattern) => !hasWildcard(pattern))),
    wild: patterns.filter(hasWildcard),
  };
  sortedBefore.set(actions, found);
  return found;
}
