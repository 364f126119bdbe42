import type { Statement } from "./document";
import type { Work } from "./glob";
import { contains, someText } from "./glob";

/** Texts that stand for the actions of a pattern that nobody counts. */
export interface Representatives {
  readonly texts: ReadonlySet<string>;
  /** Pairs of patterns that an allowed action matches both of. */
  readonly regions: readonly (readonly string[])[];
}

/** Texts within what is allowed, and out of what is denied as far as may be. */
export function representatives(
  statements: readonly Statement[],
  pattern: string,
  work: Work,
): Representatives {
  const denied = statements.flatMap(({ effect, actions }) =>
    effect === "Deny" && !actions.negated ? actions.patterns : [],
  );
  const spared = statements.flatMap(({ actions }) => (actions.negated ? actions.patterns : []));
  const inside = new Set(statements.flatMap(allowedActions));
  const texts = new Set<string>();
  for (const one of inside)
    for (const avoided of [[...denied, ...spared], spared, denied, []]) {
      if (work.left <= 0) break;
      const found = someText([pattern, one], avoided, work);
      if (found.kind === "some") texts.add(found.example);
    }
  return { texts, regions: [...inside].map((one) => [pattern, one]) };
}

/** Patterns of what an Allow may cover. */
function allowedActions({ effect, actions }: Statement): readonly string[] {
  if (effect === "Deny") return [];
  const wide = actions.negated || actions.unknown.length > 0;
  return wide ? ["*", ...actions.patterns] : actions.patterns;
}

/** All actions for an Allow that has some of a region, and for a Deny that has all of it; none for others. */
export function wideActions(
  { effect, actions }: Statement,
  region: readonly string[],
  work: Work,
): Statement["actions"] {
  const { negated, patterns, unknown } = actions;
  const overlaps = (one: string) => someText([one, ...region], [], work).kind !== "none";
  const covers = (one: string) => region.some((part) => contains(one, part) === true);
  const wide =
    effect === "Allow"
      ? unknown.length > 0 || (negated ? !patterns.some(covers) : patterns.some(overlaps))
      : negated
        ? unknown.length === 0 && !patterns.some(overlaps)
        : patterns.some(covers);
  return { negated: false, patterns: wide ? ["*"] : [], unknown: [] };
}
