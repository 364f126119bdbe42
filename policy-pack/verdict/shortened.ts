/**
 * Text of somebody else's in a message: long enough to be known again, and never a whole document.
 * @param most characters, the dots included.
 */
export function shortened(text: string, most = 140): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A few of them by name, and how many more there are: `a, b and 3 more`. */
export function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).map((text) => shortened(text));
  if (texts.length > 3) return `${shown.join(", ")} and ${texts.length - 3} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}` : shown.join("");
}
