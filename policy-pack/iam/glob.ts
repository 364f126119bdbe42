import type { Existence, Work } from "./glob-search";
import { characterOutside, search } from "./glob-search";

export type { Existence, Work } from "./glob-search";

/** Enough for questions of everyday by far, and done in about a second. */
export function boundedWork(): Work {
  return { left: 400_000 };
}

/** A text that matches all of some patterns and none of others, as an example; or that there is none. */
export function someText(
  matching: readonly string[],
  notMatching: readonly string[],
  work: Work = boundedWork(),
): Existence {
  const literal = matching.find((pattern) => !hasWildcard(pattern));
  if (literal !== undefined)
    return matching.every((pattern) => matches(pattern, literal)) &&
      !notMatching.some((pattern) => matches(pattern, literal))
      ? { kind: "some", example: literal }
      : { kind: "none" };
  if (!fitTogether(matching)) return { kind: "none" };
  // What can't match the same text keeps nothing away from it.
  const near = notMatching.filter((pattern) => matching.every((one) => fitTogether([one, pattern])));
  if (near.some((outer) => matching.some((inner) => surelyContains(outer, inner)))) return { kind: "none" };
  const example = shortExample(matching, near);
  return example === undefined
    ? answered(distinct(matching), distinct(near), work)
    : { kind: "some", example };
}

/** A quick look whether every text of `inner` matches `outer`: it is the same, or a beginning of it and a star. */
function surelyContains(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  const { beginning } = edgesOf(outer);
  return (
    beginning.length === outer.length - 1 &&
    outer.endsWith("*") &&
    edgesOf(inner).beginning.startsWith(beginning)
  );
}

/**
 * The shortest text of one of the patterns, if it happens to be what is looked for, as it does mostly. It is the very
 * text that the search finds, which goes from short to long and tries the character that stands for all others first.
 */
function shortExample(matching: readonly string[], notMatching: readonly string[]): string | undefined {
  // Long ones are left to the search, which counts its steps.
  if (lengthOf(matching) + lengthOf(notMatching) > longestQuestion) return undefined;
  for (const pattern of new Set(matching)) {
    const shortest = pattern.replaceAll("*", "");
    const text = shortest.includes("?")
      ? shortest.replaceAll("?", characterOutside([...matching, ...notMatching]))
      : shortest;
    if (matching.every((one) => matches(one, text)) && !notMatching.some((one) => matches(one, text)))
      return text;
  }
  return undefined;
}

/**
 * Policies ask the same of the same patterns again and again, so answers are kept; they depend on nothing but the
 * patterns. An answer that was given up is not kept: the next who asks may have more time.
 */
const answers = new Map<string, Existence>();
const mostAnswers = 20_000;
const longestQuestion = 4_000;

function answered(matching: readonly string[], notMatching: readonly string[], work: Work): Existence {
  // Patterns may hold any character and none, so only a form that keeps them apart can stand for a question.
  const question = JSON.stringify([matching, notMatching]);
  if (question.length > longestQuestion) return search(matching, notMatching, work);
  const known = answers.get(question);
  if (known) return known;
  const found = search(matching, notMatching, work);
  if (found.kind === "unknown") return found;
  if (answers.size >= mostAnswers) answers.clear();
  answers.set(question, found);
  return found;
}

function lengthOf(patterns: readonly string[]): number {
  return patterns.reduce((sum, pattern) => sum + pattern.length, 0);
}

function distinct(patterns: readonly string[]): readonly string[] {
  return [...new Set(patterns)];
}

/**
 * A quick look at what patterns prescribe: of two beginnings, or endings, one must continue the other. False is
 * sure: no text matches all of them.
 */
export function fitTogether(patterns: readonly string[]): boolean {
  let { beginning, ending } = edgesOf(patterns[0] ?? "*");
  for (let at = 1; at < patterns.length; at += 1) {
    const edges = edgesOf(patterns[at] ?? "*");
    if (edges.beginning.length > beginning.length) {
      if (!edges.beginning.startsWith(beginning)) return false;
      beginning = edges.beginning;
    } else if (!beginning.startsWith(edges.beginning)) return false;
    if (edges.ending.length > ending.length) {
      if (!edges.ending.endsWith(ending)) return false;
      ending = edges.ending;
    } else if (!ending.endsWith(edges.ending)) return false;
  }
  return true;
}

interface Edges {
  /** What a pattern says before its first wildcard, and after its last. */
  readonly beginning: string;
  readonly ending: string;
}

/** Patterns come up again and again, so what was found out about them is kept, up to a bound. */
const edgesOfPatterns = new Map<string, Edges>();
const mostEdges = 20_000;

function edgesOf(pattern: string): Edges {
  const known = edgesOfPatterns.get(pattern);
  if (known) return known;
  const edges = {
    beginning: pattern.slice(0, firstWildcard(pattern)),
    ending: pattern.slice(lastWildcard(pattern) + 1),
  };
  if (pattern.length > longestQuestion) return edges;
  if (edgesOfPatterns.size >= mostEdges) edgesOfPatterns.clear();
  edgesOfPatterns.set(pattern, edges);
  return edges;
}

function firstWildcard(pattern: string): number {
  const star = pattern.indexOf("*");
  const mark = pattern.indexOf("?");
  if (star < 0) return mark < 0 ? pattern.length : mark;
  return mark < 0 ? star : Math.min(star, mark);
}

function lastWildcard(pattern: string): number {
  return Math.max(pattern.lastIndexOf("*"), pattern.lastIndexOf("?"));
}

/** Whether every text of `inner` matches `outer`; undefined where that is too hard to say. */
export function contains(outer: string, inner: string): boolean | undefined {
  const outside = someText([inner], [outer]);
  return outside.kind === "unknown" ? undefined : outside.kind === "none";
}

/** Takes time in proportion to the square of the text at most, whatever the pattern. */
export function matches(pattern: string, text: string): boolean {
  const beginning = firstWildcard(pattern);
  if (beginning === pattern.length) return pattern === text;
  // Most patterns differ in the beginning, or are a beginning and a star.
  if (!text.startsWith(pattern.slice(0, beginning))) return false;
  if (beginning === pattern.length - 1 && pattern.endsWith("*")) return true;
  if (!text.endsWith(pattern.slice(lastWildcard(pattern) + 1))) return false;
  const tokens = Array.from(pattern);
  const characters = Array.from(text);
  let place = 0;
  let at = 0;
  let afterStar = -1;
  let resumeAt = 0;
  while (at < characters.length) {
    const token = tokens[place];
    if (token === "*") {
      place += 1;
      afterStar = place;
      resumeAt = at;
    } else if (token === "?" || (token !== undefined && token === characters[at])) {
      place += 1;
      at += 1;
    } else if (afterStar >= 0) {
      // The last star takes one character more; no earlier star can do better.
      place = afterStar;
      resumeAt += 1;
      at = resumeAt;
    } else return false;
  }
  while (tokens[place] === "*") place += 1;
  return place === tokens.length;
}

export function hasWildcard(pattern: string): boolean {
  return pattern.includes("*") || pattern.includes("?");
}
