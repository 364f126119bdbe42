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

/**
 * Walks patterns side by side, one character at a time, until all of `matching` and none of `notMatching` end. What
 * all of them begin and end with alike is set aside first: ARNs differ in a few characters only.
 */
export function search(
  matchingTexts: readonly string[],
  notMatchingTexts: readonly string[],
  work: Work,
): Existence {
  const all = [...matchingTexts, ...notMatchingTexts];
  const beginning = commonBeginning(all);
  const rests = all.map((text) => text.slice(beginning.length));
  const ending = commonEnding(rests);
  const cores = rests.map((text) => text.slice(0, text.length - ending.length));
  const found = walk(
    cores.slice(0, matchingTexts.length).map(compile),
    cores.slice(matchingTexts.length).map(compile),
    characterOutside(all),
    work,
  );
  return found.kind === "some" ? { kind: "some", example: `${beginning}${found.example}${ending}` } : found;
}

/** What every pattern says before its first wildcard, as far as they agree. */
function commonBeginning([first = "", ...others]: readonly string[]): string {
  let length = first.search(/[*?]/);
  if (length < 0) length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && other[same] === first[same]) same += 1;
    length = same;
  }
  return whole(first.slice(0, length));
}

/** What every pattern says after its last wildcard, as far as they agree. */
function commonEnding([first = "", ...others]: readonly string[]): string {
  let length = first.length - 1 - Math.max(first.lastIndexOf("*"), first.lastIndexOf("?"));
  for (const other of others) {
    let same = 0;
    while (same < length && isSameEnd(other, first, same)) same += 1;
    length = same;
  }
  const ending = length > 0 ? first.slice(-length) : "";
  return /^[\uDC00-\uDFFF]/.test(ending) ? ending.slice(1) : ending;
}

function isSameEnd(one: string, other: string, fromEnd: number): boolean {
  const character = one[one.length - 1 - fromEnd];
  return (
    character !== undefined &&
    character === other[other.length - 1 - fromEnd] &&
    character !== "*" &&
    character !== "?"
  );
}

/** Never half of a character that takes two units. */
function whole(beginning: string): string {
  return /[\uD800-\uDBFF]$/.test(beginning) ? beginning.slice(0, -1) : beginning;
}

function walk(
  matching: readonly Compiled[],
  notMatching: readonly Compiled[],
  any: string,
  work: Work,
): Existence {
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

/** The first letter, or character after the letters, that no pattern uses: it stands for all others. */
export function characterOutside(patterns: readonly string[]): string {
  const used = new Uint8Array(0x80);
  for (const pattern of patterns)
    for (let at = 0; at < pattern.length; at += 1) {
      const code = pattern.charCodeAt(at);
      if (code < used.length) used[code] = 1;
    }
  let code = "a".charCodeAt(0);
  while (code < used.length && used[code] === 1) code += 1;
  if (code < used.length) return String.fromCharCode(code);
  const rest = new Set(patterns.flatMap((pattern) => Array.from(pattern)));
  while (rest.has(String.fromCodePoint(code)) && code < 0xd7ff) code += 1;
  return String.fromCodePoint(code);
}
