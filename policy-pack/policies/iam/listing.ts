/** Longest text of a document that a message repeats; a name is shorter, and what is longer is no name. */
const longest = 120;

/** A text of a document, short enough for a message. */
export function shown(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Some of a list for a sentence: `a, b and 3 more`. */
export function listed(texts: readonly string[], most = 3): string {
  const distinct = [...new Set(texts)];
  const first = distinct.slice(0, most).map(shown);
  const more = distinct.length - first.length;
  if (more > 0) return `${first.join(", ")} and ${more} more`;
  return first.length > 1 ? `${first.slice(0, -1).join(", ")} and ${first.at(-1) ?? ""}` : first.join("");
}
