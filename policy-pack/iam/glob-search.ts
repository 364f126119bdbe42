/**
 * Questions about IAM's patterns, in which `*` is any text and `?` any one character: does a text match, do
 * patterns overlap, does one contain the other. All are one question: is there a text that some match and
 * others do not? It is answered exactly, by walking the patterns side by side, one character at a time.
 */
export type Existence =
  | { readonly kind: "some"; readonly example: string }
  | { readonly kind: "none" }
  /** The patterns are too entangled to decide within bounds. */
  | { readonly kind: "unknown" };

/** Most combinations of places that are looked at; patterns of everyday need a few hundred. */
const combinationsLimit = 20_000;

/** How much may be looked at, counted in steps of one pattern over one character; shared by related questions. */
export interface Work {
  left: number;
}

type Compiled = readonly string[];
/** Places in a pattern up to which it may have matched; rising. */
type Places = readonly number[];

function compile(pattern: string): Compiled {
  return Array.from(pattern.replace(/\*+/g, "*"));
}

function start(pattern: Compiled): Places {
  return settle(pattern, [0]);
}

function advance(pattern: Compiled, places: Places, character: string): Places {
  const next: number[] = [];
  for (const place of places) {
    const token = pattern[place];
    if (token === "*") next.push(place);
    else if (token === "?" || token === character) next.push(place + 1);
  }
  return settle(pattern, next);
}

/**
 * A star may stand for nothing, so the place behind it counts too. Whatever the rest of the pattern matches
 * from before a star it also matches from the star, so places before the last star reached need no following.
 */
function settle(pattern: Compiled, places: readonly number[]): Places {
  const all: number[] = [];
  let from = 0;
  const add = (place: number) => {
    const last = all.at(-1);
    if (last === undefined || place > last) all.push(place);
    else if (!all.includes(place))
      all.splice(
        all.findIndex((one) => one > place),
        0,
        place,
      );
  };
  for (const place of places) {
    add(place);
    if (pattern[place] !== "*") continue;
    add(place + 1);
    from = Math.max(from, place);
  }
  return from === 0 ? all : all.filter((place) => place >= from);
}

function accepts(pattern: Compiled, places: Places): boolean {
  return places.includes(pattern.length);
}

interface Combination {
  readonly matching: readonly Walk[];
  /** Those that can still match; the others need no following. */
  readonly notMatching: readonly Walk[];
  readonly text: string;
}

/** A pattern, and how far into it a text has come. */
interface Walk {
  readonly pattern: Compiled;
  readonly index: number;
  readonly places: Places;
}

/** Walks patterns side by side, one character at a time, until all of `matching` and none of `notMatching` end. */
export function search(
  matchingTexts: readonly string[],
  notMatchingTexts: readonly string[],
  work: Work,
): Existence {
  const matching = matchingTexts.map(compile);
  const notMatching = notMatchingTexts.map(compile);
  const any = characterOutside([...matching, ...notMatching]);
  const begin = (patterns: readonly Compiled[]) =>
    patterns.map((pattern, index): Walk => ({ pattern, index, places: start(pattern) }));
  // Every text that is looked for begins with the longest beginning that a pattern prescribes.
  const prefix = matching
    .map(literalPrefix)
    .reduce((long, one) => (one.length > long.length ? one : long), []);
  let first: Combination | undefined = {
    matching: begin(matching),
    notMatching: begin(notMatching),
    text: "",
  };
  for (const character of prefix) first = first && follow(first, character, work);
  const seen = new Set<string>();
  let round: readonly Combination[] = first ? [first] : [];
  while (round.length > 0) {
    const next: Combination[] = [];
    for (const combination of round) {
      const key = keyOf(combination);
      if (seen.has(key)) continue;
      if (seen.size >= combinationsLimit || work.left <= 0) return { kind: "unknown" };
      seen.add(key);
      if (combination.matching.every(isDone) && !combination.notMatching.some(isDone))
        return { kind: "some", example: combination.text };
      for (const character of charactersAt(combination, any)) {
        if (work.left <= 0) break;
        const followed = follow(combination, character, work);
        if (followed) next.push(followed);
      }
    }
    round = next;
  }
  return work.left <= 0 ? { kind: "unknown" } : { kind: "none" };
}

/** One character further; undefined where a pattern that must match no longer can. */
function follow(
  { matching, notMatching, text }: Combination,
  character: string,
  work: Work,
): Combination | undefined {
  work.left -= matching.length + notMatching.length;
  const step = (walk: Walk): Walk => ({ ...walk, places: advance(walk.pattern, walk.places, character) });
  const advanced = matching.map(step);
  if (advanced.some(({ places }) => places.length === 0)) return undefined;
  return {
    matching: advanced,
    notMatching: notMatching.map(step).filter(({ places }) => places.length > 0),
    text: text + character,
  };
}

function keyOf({ matching, notMatching }: Combination): string {
  const part = (walks: readonly Walk[]) =>
    walks.map(({ index, places }) => `${index}:${places.join(",")}`).join(";");
  return `${part(matching)}|${part(notMatching)}`;
}

function isDone({ pattern, places }: Walk): boolean {
  return accepts(pattern, places);
}

function literalPrefix(pattern: Compiled): Compiled {
  const wildcard = pattern.findIndex((token) => token === "*" || token === "?");
  return wildcard < 0 ? pattern : pattern.slice(0, wildcard);
}

/** Characters that make a difference here, and one that stands for all others. */
function charactersAt({ matching, notMatching }: Combination, any: string): ReadonlySet<string> {
  const found = new Set([any]);
  for (const { pattern, places } of [...matching, ...notMatching])
    for (const place of places) {
      const token = pattern[place];
      if (token !== undefined && token !== "*" && token !== "?") found.add(token);
    }
  return found;
}

function characterOutside(patterns: readonly Compiled[]): string {
  const used = new Set(patterns.flat());
  let code = "a".charCodeAt(0);
  while (used.has(String.fromCodePoint(code)) && code < 0xd7ff) code += 1;
  return String.fromCodePoint(code);
}
