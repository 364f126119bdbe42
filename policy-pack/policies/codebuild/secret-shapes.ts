import { matches } from "../../iam/glob";

/** Names of variables that hold a secret more often than not; globs, compared without regard to case. */
export const secretNames: readonly string[] = [
  "*password*",
  "*passwd*",
  "*passphrase*",
  "*secret*",
  "*token*",
  "*credential*",
  "*api?key*",
  "*apikey*",
  "*access?key*",
  "*accesskey*",
  "*private?key*",
  "*privatekey*",
  "*connection?string*",
];

/** Endings of names that say where a secret is, or something about it, instead of holding it. */
const sayingWhere =
  /_(arn|name|path|url|uri|file|dir|parameter|key_id|id|version|ttl|expiry|length|count|audience|issuer)$/i;

/** What issuers of credentials put into them so that they are found. */
const shapes: readonly (readonly [kind: string, shape: RegExp])[] = [
  ["an AWS access key", /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/],
  ["a GitLab token", /\bgl(?:pat|ptt|dt|rt|cbt|imt|agent|oas|soat|ffct|ft)-[\w-]{20}/],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22})/],
  ["a Slack token", /\bxox[abeoprs]-[A-Za-z0-9-]{10}/],
  ["a Slack webhook", /hooks\.slack\.com\/services\/\w/],
  ["an npm token", /\bnpm_[A-Za-z0-9]{36}/],
  ["a Google API key", /\bAIza[\w-]{35}/],
  ["a Stripe key", /\b[rs]k_live_[A-Za-z0-9]{16}/],
  ["a private key", /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY/],
  // Begins where a run of such characters begins, so that a long run is looked at once.
  ["a JSON web token", /(?<![\w-])eyJ[\w-]{10,}\.eyJ/],
  ["a password in a URL", /:\/\/[^\s/:@"']{1,200}:[^\s/@"']{1,200}@/],
];

/** What kind of credential a text holds, by its shape; the text itself is never repeated. */
export function secretShape(text: string): string | undefined {
  return shapes.find(([, shape]) => shape.test(text))?.[0];
}

/** Whether a variable of this name holds a secret more likely than where one is. */
export function isSecretName(name: string, patterns: readonly string[]): boolean {
  const lower = name.toLowerCase();
  if (lower === "aws_access_key_id") return true;
  return !sayingWhere.test(name) && patterns.some((pattern) => matches(pattern.toLowerCase(), lower));
}

/** Whether a value only names where the secret is, or is none: an ARN, a switch, nothing. */
export function isReference(value: string): boolean {
  return /^(?:arn:[\w-]+:|(?:true|false|)$)/i.test(value);
}
