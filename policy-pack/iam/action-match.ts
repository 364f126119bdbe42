import type { Patterns } from "./document";
import { hasWildcard, matches } from "./glob";
import type { Truth } from "./kleene";
import { any, unsure } from "./kleene";

/** Whether the patterns mean an action. @param action in lower case. */
export function matchesActions(actions: Patterns, action: string): Truth {
  const found = coversAction(actions, action);
  if (!found && actions.unknown.length > 0) return any([unsure(...actions.unknown)]);
  return found !== actions.negated;
}

/** Whether one of the patterns is an action, or matches it. @param action in lower case. */
export function coversAction(actions: Patterns, action: string): boolean {
  const { exact, wild } = sorted(actions);
  if (exact.has(action)) return true;
  for (const pattern of wild) if (matches(pattern, action)) return true;
  return false;
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
  const exact = new Set<string>();
  const wild: string[] = [];
  for (const pattern of actions.patterns)
    if (hasWildcard(pattern)) wild.push(pattern);
    else exact.add(pattern);
  const found = { exact, wild };
  sortedBefore.set(actions, found);
  return found;
}
