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

export function someText(matching: readonly string[], notMatching: readonly string[]): Existence {
  const literal = matching.find((pattern) => !hasWildcard(pattern));
  if (literal !== undefined)
    return matching.every((pattern) => matches(pattern, literal)) &&
      !notMatching.some((pattern) => matches(pattern, literal))
      ? { kind: "some", example: literal }
      : { kind: "none" };
  return search([...matching].map(compile), [...notMatching].map(compile));
}

export function overlap(one: string, other: string): Existence {
  return someText([one, other], []);
}

/** Whether every text of `inner` matches `outer`; undefined where that is too hard to say. */
export function contains(outer: string, inner: string): boolean | undefined {
  const outside = someText([inner], [outer]);
  return outside.kind === "unknown" ? undefined : outside.kind === "none";
}

export function matches(pattern: string, text: string): boolean {
  const compiled = compile(pattern);
  let places = start(compiled);
  for (const character of text) {
    places = advance(compiled, places, character);
    if (places.length === 0) return false;
  }
  return accepts(compiled, places);
}

export function hasWildcard(pattern: string): boolean {
  return pattern.includes("*") || pattern.includes("?");
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
  const all = new Set<number>();
  let lastStar = -1;
  for (const place of places) {
    all.add(place);
    if (pattern[place] === "*") {
      all.add(place + 1);
      lastStar = Math.max(lastStar, place);
    }
  }
  return [...all].filter((place) => place >= lastStar).sort((a, b) => a - b);
}

function accepts(pattern: Compiled, places: Places): boolean {
  return places.includes(pattern.length);
}

interface Combination {
  readonly matching: readonly Places[];
  readonly notMatching: readonly Places[];
  readonly text: string;
}

function search(matching: readonly Compiled[], notMatching: readonly Compiled[]): Existence {
  const any = characterOutside([...matching, ...notMatching]);
  const seen = new Set<string>();
  let round: Combination[] = [
    { matching: matching.map(start), notMatching: notMatching.map(start), text: "" },
  ];
  while (round.length > 0) {
    const next: Combination[] = [];
    for (const combination of round) {
      const key = JSON.stringify([combination.matching, combination.notMatching]);
      if (seen.has(key)) continue;
      if (seen.size >= combinationsLimit) return { kind: "unknown" };
      seen.add(key);
      const all = matching.every((pattern, index) => accepts(pattern, combination.matching[index] ?? []));
      const none = !notMatching.some((pattern, index) =>
        accepts(pattern, combination.notMatching[index] ?? []),
      );
      if (all && none) return { kind: "some", example: combination.text };
      for (const character of charactersAt(matching, notMatching, combination, any)) {
        const advanced = matching.map((pattern, index) =>
          advance(pattern, combination.matching[index] ?? [], character),
        );
        if (advanced.some((places) => places.length === 0)) continue;
        next.push({
          matching: advanced,
          notMatching: notMatching.map((pattern, index) =>
            advance(pattern, combination.notMatching[index] ?? [], character),
          ),
          text: combination.text + character,
        });
      }
    }
    round = next;
  }
  return { kind: "none" };
}

/** Characters that make a difference here, and one that stands for all others. */
function charactersAt(
  matching: readonly Compiled[],
  notMatching: readonly Compiled[],
  combination: Combination,
  any: string,
): ReadonlySet<string> {
  const found = new Set([any]);
  const collect = (patterns: readonly Compiled[], placesOf: readonly Places[]) => {
    patterns.forEach((pattern, index) => {
      for (const place of placesOf[index] ?? []) {
        const token = pattern[place];
        if (token !== undefined && token !== "*" && token !== "?") found.add(token);
      }
    });
  };
  collect(matching, combination.matching);
  collect(notMatching, combination.notMatching);
  return found;
}

function characterOutside(patterns: readonly Compiled[]): string {
  const used = new Set(patterns.flat());
  for (let code = "a".charCodeAt(0); ; code += 1) {
    const character = String.fromCharCode(code);
    if (!used.has(character)) return character;
  }
}
