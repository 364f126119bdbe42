/**
 * iam-kms-decrypt-scoped
 *
 * Nobody may decrypt or re-encrypt with all keys: each key is named by its ARN, or the keys of one account and region
 * (`arn:aws:kms:eu-central-1:111111111111:key/*`) are held to an alias by an exact
 * `ForAnyValue:StringEquals` on `kms:ResourceAliases`, which is known before the key is.
 *
 * Why: every key policy that leaves the decision to the account opens to whoever may decrypt with all keys.
 * OWASP CICD-SEC-6.
 *
 * Level: the stack, because only there it is known whether a policy is a grant or merely a boundary.
 *
 * Not seen: what the policy of a key itself allows; the rules about keys look at it.
 *
 * Parameters: none.
 */
import { isExact } from "../../iam/allowance";
import { parseArn } from "../../iam/arn";
import type { Condition } from "../../iam/condition-block";
import type { Statement } from "../../iam/document";
import { hasWildcard, matches } from "../../iam/glob";
import type { Rule } from "../../verdict/rule";
import type { Said } from "./judge-statements";
import { judgeStatements } from "./judge-statements";
import { listed } from "./listing";
import { ActionList } from "./matching-actions";

export const iamKmsDecryptScoped: Rule = {
  number: 50,
  name: "iam-kms-decrypt-scoped",
  title: "Decryption is with named keys",
  description: "No identity policy allows to decrypt or re-encrypt with all keys.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name the key; or the keys of one account and region, with ForAnyValue:StringEquals on kms:ResourceAliases.",
  parameters: {},
  stack: (stack, setup) =>
    judgeStatements(stack, setup, {
      why: "CICD-SEC-6: a key whose policy leaves the decision to the account opens to whoever may decrypt with all keys",
      fix: "name the key; or the keys of one account and region, with an exact ForAnyValue:StringEquals on kms:ResourceAliases",
      question: "lets all keys decrypt",
      sparesExecutionRoles: false,
      judge: judgeStatement,
    }),
};

const decrypting = new ActionList(["kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo"]);

function judgeStatement(statement: Statement): readonly Said[] {
  const { actions, resources } = statement;
  const meant = decrypting.in(statement);
  if (resources.negated) {
    if (meant.length > 0)
      return [{ kind: "violation", what: `allows ${listed(meant)} with all keys but a list` }];
    return actions.unknown.length > 0 ? [{ kind: "unknown", paths: actions.unknown }] : [];
  }
  const wide = resources.patterns.filter(mayBeKeys);
  const aliased = aliasOf(statement);
  const loose = wide.filter((pattern) => !(aliased.kind === "yes" && isOfOnePlace(pattern)));
  const paths = [...resources.unknown];
  if (meant.length === 0)
    return actions.unknown.length > 0 && (loose.length > 0 || paths.length > 0)
      ? [{ kind: "unknown", paths: actions.unknown }]
      : [];
  const said: Said[] = [];
  if (aliased.kind === "unknown" && loose.every(isOfOnePlace)) {
    if (loose.length > 0) paths.push(...aliased.paths);
  } else if (loose.length > 0)
    said.push({ kind: "violation", what: `allows ${listed(meant)} with all keys of ${listed(loose)}` });
  return paths.length > 0 ? [...said, { kind: "unknown", paths }] : said;
}

/** A pattern that some key's ARN matches; a key's id is no name, so its beginning scopes nothing. */
function mayBeKeys(pattern: string): boolean {
  if (isExact(pattern)) return false;
  const arn = parseArn(pattern);
  if (!arn || hasWildcard(arn.service)) return true;
  return arn.service === "kms" && !arn.resource.startsWith("alias/");
}

function isOfOnePlace(pattern: string): boolean {
  const arn = parseArn(pattern);
  return (
    arn !== undefined &&
    [arn.partition, arn.region, arn.accountId].every((part) => part !== "" && isExact(part))
  );
}

type Aliased =
  { readonly kind: "yes" | "no" } | { readonly kind: "unknown"; readonly paths: readonly string[] };

function aliasOf({ conditions, unknownConditions }: Statement): Aliased {
  const about = conditions.filter(
    ({ key, operator, qualifier, ifExists }) =>
      key === "kms:resourcealiases" &&
      (operator === "stringequals" || operator === "stringlike") &&
      qualifier === "ForAnyValue" &&
      !ifExists,
  );
  if (about.some(isNamed)) return { kind: "yes" };
  const paths = [...about.flatMap(({ unknown }) => unknown), ...unknownConditions];
  return paths.length > 0 ? { kind: "unknown", paths } : { kind: "no" };
}

function isNamed({ values, unknown }: Condition): boolean {
  return (
    unknown.length === 0 &&
    values.length > 0 &&
    values.every((value) => isExact(value) && matches("alias/*", value))
  );
}
