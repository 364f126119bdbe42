import { isReference, isSecretName, secretNames, secretShape } from "../codebuild/secret-shapes";
import type { ResourceView } from "../../reader/resource";

/** What a CI variable holds, by its name and value. Neither is ever repeated but the name. */
export type Content =
  | { readonly kind: "an AWS access key" | "a role" | "a secret" | "nothing to hide" }
  | { readonly kind: "unknown"; readonly path: string };

/** Names under which the AWS SDKs look for keys of their own accord. */
const awsKeyNames: readonly string[] = [
  "aws_access_key_id",
  "aws_secret_access_key",
  "aws_session_token",
  "aws_security_token",
];

/** An access key, long-lived or of a session, or the file in which the SDKs keep one. */
const awsKey = /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])|aws_secret_access_key\s{0,9}[=:]/i;
const roleArn = /\barn:[\w-]{1,20}:iam::\d{12}:role\//i;

/** More text than any key or role needs; what comes after it is not looked at. */
const longest = 100_000;

export function contentOf({ properties }: ResourceView, patterns: readonly string[]): Content {
  const [name, value] = [properties.at("key").text(), properties.at("value").text()];
  const key = name.kind === "known" ? name.value : "";
  if (awsKeyNames.some((one) => one === key.toLowerCase())) return { kind: "an AWS access key" };
  const text = value.kind === "known" ? value.value.slice(0, longest) : "";
  if (awsKey.test(text)) return { kind: "an AWS access key" };
  // Of a value that is known, the value says it.
  if (roleArn.test(text) || (value.kind === "unknown" && isRoleName(key))) return { kind: "a role" };
  if (secretShape(text) !== undefined) return { kind: "a secret" };
  if (isSecretName(key, [...secretNames, ...patterns]) && !(value.kind === "known" && isReference(text)))
    return { kind: "a secret" };
  if (name.kind !== "known") return { kind: "unknown", path: "key" };
  if (value.kind === "unknown") return { kind: "unknown", path: "value" };
  return { kind: "nothing to hide" };
}

function isRoleName(key: string): boolean {
  return /(?:^|_)role(?:_to_assume)?(?:_arn)?$/i.test(key);
}
