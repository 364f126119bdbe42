/**
 * Whether a regular expression can match nothing but the whole of a text: each of its alternatives begins with
 * an anchor and ends with one. `^a|b$` has one each and pins neither; `^(a|b)$` does.
 */
export function isAnchored(pattern: string): boolean {
  return alternatives(unwrapped(pattern)).every(
    (one) => /^(?:\(\?[a-z]{1,8}\))?(?:\^|\\A)/.test(one) && endsAnchored(one),
  );
}

/** `$`, unless it is escaped; or one of the escapes `\z` and `\Z`. */
function endsAnchored(pattern: string): boolean {
  const last = pattern.at(-1) ?? "";
  let escapes = 0;
  while (pattern[pattern.length - 2 - escapes] === "\\") escapes += 1;
  return last === "$" ? escapes % 2 === 0 : /^[zZ]$/.test(last) && escapes % 2 === 1;
}

/** The parts between the `|` that stand in no group and no class. */
function alternatives(pattern: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let inClass = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index];
    if (character === "\\") index += 1;
    else if (inClass) inClass = character !== "]";
    else if (character === "[") inClass = true;
    else if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    else if (character === "|" && depth === 0) {
      parts.push(pattern.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, pattern.slice(start)];
}

/** Without a pair of parentheses around all of it: `(^a$|^b$)`. */
function unwrapped(pattern: string): string {
  const inner = /^\((?:\?:)?([^()]*)\)$/.exec(pattern)?.[1];
  return inner ?? pattern;
}
