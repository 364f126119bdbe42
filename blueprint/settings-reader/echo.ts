/** Longest piece of a person's own text that a message repeats. */
const echoedCharacters = 80;

/**
 * Shapes of secrets that people paste into settings: credentials in an address, tokens in a query, and the
 * tokens of GitLab, GitHub, AWS and JWT by their fixed beginnings.
 */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/([a-z][a-z0-9+.-]*:\/\/)\S*@/gi, "$1***@"],
  [/[^\s/:@"]+:(?!\/\/)[^\s@"]*@/g, "***@"],
  [/([?&#][^=\s&]*(?:token|secret|password|key|signature)[^=\s&]*=)[^\s&"]*/gi, "$1***"],
  [/\bgl[a-z]{1,8}-[\w.=-]{8,}/gi, "***"],
  [/\b(?:gh[a-z]_|github_pat_)\w{16,}/g, "***"],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, "***"],
  [/\beyJ[\w-]{10,}(?:\.[\w-]*)*/g, "***"],
  [/(?<![\w+/=])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=[\w+/]*\d)[A-Za-z0-9+/]{40}(?![\w+/=])/g, "***"],
];

/** The same text with every secret in it replaced by `***`. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((rest, [shape, instead]) => rest.replace(shape, instead), text);
}

export function holdsSecret(text: string): boolean {
  return withoutSecrets(text) !== text;
}

/** A value as a message shows it: short, on one line, without secrets. */
export function echo(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") {
    const text = withoutSecrets(value);
    return JSON.stringify(text.length > echoedCharacters ? `${text.slice(0, echoedCharacters)}…` : text);
  }
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (value instanceof Date) return "an unquoted date";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
    return String(value);
  return `a ${typeof value}`;
}
