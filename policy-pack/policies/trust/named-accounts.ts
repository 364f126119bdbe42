import { accountOf, parseArn } from "../../iam/arn";
import type { Statement } from "../../iam/document";
import type { Principal } from "../../iam/principals";

/** An account that a statement lets in: by number, or `*` for any. */
export interface NamedAccount {
  readonly account: string;
  readonly path: string;
  /** The principal that names it; absent where a condition does. */
  readonly principal?: Principal;
}

/** Accounts that a statement's principals name, and those of which nobody can tell from the document. */
export function accountsOfPrincipals({ principals }: Statement): {
  readonly named: readonly NamedAccount[];
  readonly hidden: readonly string[];
} {
  if (!principals || principals.negated) return { named: [], hidden: [] };
  const named: NamedAccount[] = [];
  const hidden: string[] = [...principals.unknown];
  for (const principal of principals.entries) {
    const { kind, value, path } = principal;
    const account = /^\d{12}$/.test(value) ? value : accountOf(value);
    if (account !== undefined) named.push({ account, path, principal });
    // A canonical id of S3, or the unique id that AWS puts in place of an ARN, tells no account.
    else if (kind === "CanonicalUser" || (kind === "AWS" && !isOpen(principal))) hidden.push(path);
  }
  return { named, hidden };
}

/** Keys whose values say from which account a call comes. */
const callerKeys: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceowner",
  "kms:calleraccount",
]);

/**
 * Accounts that conditions name, where only they say who is meant: beside a principal `*` or a service. Elsewhere
 * a condition narrows what the principals name, and lets nobody else in.
 */
export function accountsOfConditions({ principals, conditions }: Statement): readonly NamedAccount[] {
  const entries = principals && !principals.negated ? principals.entries : [];
  if (!entries.some((entry) => entry.kind === "Service" || isOpen(entry))) return [];
  return conditions
    .filter(({ key, operator }) => callerKeys.has(key) && !operator.includes("not") && operator !== "null")
    .flatMap(({ values, path }) =>
      values.flatMap((value): readonly NamedAccount[] => {
        const account = accountWithin(value);
        return account === undefined || account === "" ? [] : [{ account, path }];
      }),
    );
}

/** `*` alone, or with the kinds that AWS writes it. */
function isOpen({ kind, value }: Principal): boolean {
  return (kind === "AWS" || kind === "Federated") && value === "*";
}

/** The account of an ARN or of a bare id; `*` for a pattern that leaves it open. */
function accountWithin(value: string): string | undefined {
  if (/^\d{12}$/.test(value)) return value;
  if (/^[\d?*]+$/.test(value)) return "*";
  const account = parseArn(value)?.accountId;
  return account !== undefined && /[*?]/.test(account) ? "*" : account;
}
