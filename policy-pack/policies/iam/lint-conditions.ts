import type { Condition } from "../../iam/condition-block";
import { operators } from "../../iam/condition-operators";
import type { Statement } from "../../iam/document";
import { matches } from "../../iam/glob";
import { valuesOfKey } from "./condition-keys";
import { shown } from "./listing";
import type { Flaw } from "./lint-flaws";

/**
 * Keys by which a grant is guarded: without the key nothing is known of the caller, so a grant that is also met
 * without it guards nothing.
 */
const guards: readonly string[] = [
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:sourceip",
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:multifactorauthpresent",
  "aws:multifactorauthage",
  "iam:passedtoservice",
  "iam:permissionsboundary",
  "iam:associatedresourcearn",
  "sts:externalid",
  "kms:viaservice",
  "kms:resourcealiases",
  "kms:grantisforawsresource",
  "cloudformation:rolearn",
  "codeconnections:*",
  "codestar-connections:*",
  "*:sub",
  "*:aud",
  "gitlab.com:*",
];

/** What is wrong with the conditions of a statement. */
export function flawsOfConditions(statement: Statement): readonly Flaw[] {
  return statement.conditions.flatMap((condition) => flawsOfCondition(condition, statement));
}

function flawsOfCondition(condition: Condition, statement: Statement): readonly Flaw[] {
  const { operator, qualifier, ifExists, key } = condition;
  const { path } = statement;
  const flaws: Flaw[] = [];
  if (operator !== "null" && !operators.has(operator))
    flaws.push({ kind: "operator", text: shown(operator), path });
  const values = valuesOfKey(key);
  if (values === "nowhere") flaws.push({ kind: "key", text: shown(key), path });
  if (qualifier !== undefined && values === "one")
    flaws.push({ kind: "set", text: `${qualifier} on ${shown(key)}`, path });
  if (ifExists && statement.effect === "Allow" && guards.some((guard) => matches(guard, key)))
    if (!isSentByChance(key, statement)) flaws.push({ kind: "if-exists", text: shown(key), path });
  return flaws;
}

/** CodePipeline is not documented to send the account that it acts for, so a trust in it may take it or leave it. */
function isSentByChance(key: string, { principals }: Statement): boolean {
  const entries = principals?.entries ?? [];
  return (
    key === "aws:sourceaccount" &&
    entries.length > 0 &&
    entries.every(({ kind, value }) => kind === "Service" && value === "codepipeline.amazonaws.com")
  );
}
