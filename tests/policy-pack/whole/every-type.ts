import type { Written } from "../handed";
import { provider } from "../road";
import { allTables } from "../tables/tables";

/**
 * A resource of every type that a decision table knows, each with every property that any row gives one of its
 * type: whatever a policy may look at stands in this stack.
 */
export function everyType(): readonly Written[] {
  const found = new Map<string, Record<string, unknown>>();
  for (const { rows } of allTables())
    for (const { stack } of rows)
      for (const { type, props, foreseen = {} } of stack)
        // What was found first stays: rows that pass come first.
        found.set(type, { ...foreseen, ...props, ...found.get(type) });
  return [...found].map(([type, props], index) => ({
    type,
    name: `every-${index}`,
    provider: provider("devops"),
    props,
  }));
}
