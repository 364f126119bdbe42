/** Most characters of one line of a message: a way over many roles fits, and no document of any size does. */
export const longestLine = 1500;

/**
 * Text with names in it that somebody else chose, as one line. A name can't begin a line of its own, send
 * commands to a terminal, or fill a screen.
 */
export function line(text: string): string {
  const shown = visible(text.slice(0, longestLine + 1));
  return shown.length > longestLine ? `${whole(shown.slice(0, longestLine - 1))}…` : shown;
}

/** A list; what doesn't fit is counted. */
export function listLine(texts: readonly string[]): string {
  const { shown, hidden } = fitting(texts, ", ", 0);
  return `${shown.join(", ")}${hidden > 0 ? ` and ${hidden} more` : ""}`;
}

/** A way; where it is long, its end is still shown, for that is what it leads to. */
export function wayLine(texts: readonly string[]): string {
  const end = line(texts.at(-1) ?? "");
  const { shown, hidden } = fitting(texts.slice(0, -1), " → ", end.length);
  return [...shown, ...(hidden > 0 ? [`… (${hidden} more)`] : []), end].join(" → ");
}

/** As many of the texts, and at least one, as there is room for beside something else. */
function fitting(
  texts: readonly string[],
  separator: string,
  taken: number,
): { readonly shown: readonly string[]; readonly hidden: number } {
  const all = texts.map(line);
  let length = taken;
  const first = all.findIndex((text) => {
    length += text.length + separator.length;
    return length > longestLine;
  });
  const shown = first < 0 ? all : all.slice(0, Math.max(1, first));
  return { shown, hidden: all.length - shown.length };
}

/** Control characters by their number, as JSON writes them. */
function visible(text: string): string {
  return text.replace(
    // Also those that end a line for some readers only, or turn the direction of what follows.
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Never half of a character that takes two units. */
function whole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, "");
}
