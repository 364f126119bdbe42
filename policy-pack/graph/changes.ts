import { surelyDenied } from "../iam/allowance";
import { accountOf, parseArn } from "../iam/arn";
import type { Statement } from "../iam/document";
import { onlyReads } from "../iam/reading";
import type { Held } from "./bounded";
import { surelyOutside } from "./bounded";
import type { Reach } from "./reach";
import { none, production, together, unknown } from "./reach";

/** What a role of a production account can change there: whatever it may do besides reading. */
export function changesInside(held: Held): Reach {
  return changes(held, () => true);
}

/** What a role elsewhere can change across the border: things that say that they are production's. */
export function changesAcross(held: Held, productionAccounts: readonly string[]): Reach {
  return changes(held, (resource) =>
    accountsNamed(resource).some((account) => productionAccounts.includes(account)),
  );
}

/** Buckets have no account in their ARN; those of a CDK bootstrap, and many others, have it in their name. */
function accountsNamed(resource: string): readonly string[] {
  const arn = parseArn(resource);
  if (arn?.service === "s3") return arn.resource.match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
  const account = accountOf(resource);
  return account === undefined ? [] : [account];
}

function changes(held: Held, isTarget: (resource: string) => boolean): Reach {
  return together(changesOfStatements(held, isTarget));
}

function* changesOfStatements(held: Held, isTarget: (resource: string) => boolean): Generator<Reach> {
  const { documents } = held;
  const statements = documents.flatMap((document) => document.statements);
  const denials = statements.filter(({ effect }) => effect === "Deny");
  for (const { unknown: paths } of documents)
    for (const path of paths) yield unknown(path, "a policy that can't be read");
  for (const statement of statements)
    if (statement.effect === "Allow") yield changesOf(statement, denials, held, isTarget);
}

function changesOf(
  { actions, resources }: Statement,
  denials: readonly Statement[],
  held: Held,
  isTarget: (resource: string) => boolean,
): Reach {
  const named = resources.negated ? ["*"] : resources.patterns;
  const targets = named.filter(isTarget);
  // Of another account, as most are: what is done there need not be looked at.
  if (targets.length + resources.unknown.length === 0) return none;
  const changing = actions.negated ? ["*"] : actions.patterns.filter(isChange);
  for (const action of changing)
    for (const resource of targets)
      if (
        !surelyDenied(denials, action, resource) &&
        !surelyOutside(held, action, withoutVariables(resource))
      )
        return production(`${action} on ${resource}`);
  const mayChange = changing.length > 0 || actions.unknown.length > 0;
  const paths = [...(mayChange ? resources.unknown : []), ...(targets.length > 0 ? actions.unknown : [])];
  return together(paths.map((path) => unknown(path, "a statement that is not known in full")));
}

/**
 * Assuming and passing are followed to the role that is taken. Nothing else of STS changes an account: tagging
 * a session comes along with assuming.
 */
function isChange(action: string): boolean {
  return !action.startsWith("sts:") && action !== "iam:passrole" && !onlyReads(action);
}

/** A policy variable may stand for any text. */
function withoutVariables(pattern: string): string {
  return pattern.replace(/\$\{[^}]*\}/g, "*");
}
