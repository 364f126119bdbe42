import type { Denial, Grant } from "./could-parts";
import type { Existence, Work } from "./glob";
import { fitTogether, someText } from "./glob";

/** A resource that is found, and the grant of the first set that covers it. */
export type Search =
  | { readonly kind: "some"; readonly grant: Grant; readonly resource: string }
  | Exclude<Existence, { kind: "some" }>;

/**
 * Looks for a resource within `within` and outside of `except` that one grant of each set covers and no denial
 * does.
 */
export function searchResource(
  sets: readonly (readonly Grant[])[],
  denials: readonly Denial[],
  within: string,
  except: readonly string[],
  work: Work,
): Search {
  const denied = denials.flatMap(({ negated, patterns }) => (negated ? [] : patterns));
  // What denies all but some leaves only those, so one of them has to match as well.
  const spared = denials
    .filter(({ negated }) => negated)
    .map(({ patterns }) => patterns.map((inside): Grant => ({ inside, outside: [], paths: [] })));
  // Of a statement that names many resources few lie within.
  const choices = [...sets, ...spared].map((choice) =>
    choice.filter(({ inside }) => fitTogether([within, inside])),
  );
  const taken: Grant[] = [];
  const seen = { entangled: false };
  const descend = (depth: number): Search => {
    const inside = [within, ...taken.map((grant) => grant.inside)];
    const outside = [...except, ...denied, ...taken.flatMap((grant) => grant.outside)];
    // An answer on the way prunes: every further choice only narrows.
    const found = someText(inside, outside, work);
    work.left -= inside.length + outside.length;
    if (found.kind === "none") return found;
    if (found.kind === "unknown") seen.entangled = true;
    const choice = choices[depth];
    const [grant] = taken;
    if (choice === undefined)
      return found.kind === "some" && grant
        ? { kind: "some", grant, resource: found.example }
        : { kind: "unknown" };
    for (const one of choice) {
      if (work.left <= 0) return { kind: "unknown" };
      taken.push(one);
      const deeper = descend(depth + 1);
      taken.pop();
      if (deeper.kind === "some") return deeper;
      if (deeper.kind === "unknown") seen.entangled = true;
    }
    return { kind: "none" };
  };
  const found = descend(0);
  return found.kind === "none" && seen.entangled ? { kind: "unknown" } : found;
}
