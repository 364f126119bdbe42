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

/** Texts one after the other; those that don't fit are counted. */
export function lineOf(texts: readonly string[], separator: string): string {
  const all = texts.map(line);
  let length = 0;
  const fitting = all.findIndex((text) => {
    length += text.length + separator.length;
    return length > longestLine;
  });
  if (fitting < 0) return all.join(separator);
  const shown = all.slice(0, Math.max(1, fitting));
  return `${shown.join(separator)}${more(all.length - shown.length)}`;
}

function more(count: number): string {
  return count > 0 ? ` and ${count} more` : "";
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
