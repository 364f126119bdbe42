import { accountOf, parseArn } from "../iam/arn";
import type { Document, Statement } from "../iam/document";
import type { Principal } from "../iam/principals";
import type { Visitor, Visitors } from "./visitors";
import { identity, someoneOf, someoneOfOrganization, unnamedOf, unnamedOfOrganization } from "./visitors";

/** Somebody of another account whom a resource's policy names. */
export interface Foreigner {
  /** For people: the ARN, or the account. */
  readonly label: string;
  /** Absent: of any account of an organization. */
  readonly accountId?: string;
  /** Where the policy names it. */
  readonly path: string;
  /** Whoever is meant by the name. */
  readonly meant: Visitor;
  /** Who would come in with it, if the name means a whole account: identities that nobody names one by one. */
  readonly others: Visitors;
}

/** The most names of others that are looked at one by one. */
const most = 40;

/**
 * Whom of other accounts the Allow statements name, directly or, where everybody is named, by the accounts of
 * the conditions.
 * @param ownAccount account of the resource.
 */
export function foreignersIn(
  document: Document,
  ownAccount: string,
): { readonly foreigners: readonly Foreigner[]; readonly unknown: readonly string[] } {
  const found = new Map<string, Foreigner>();
  const unknown = new Set<string>(document.unknown);
  const add = (label: string, make: () => Foreigner) => {
    if (found.has(label)) return;
    if (found.size < most) found.set(label, make());
    else unknown.add(`more than ${most} principals of other accounts`);
  };
  for (const statement of document.statements) {
    const { effect, principals } = statement;
    if (effect === "Deny" || !principals) continue;
    for (const path of principals.unknown) unknown.add(path);
    // All but some is everybody else: that is judged as such.
    for (const entry of principals.negated ? [] : principals.entries) {
      if (entry.kind === "CanonicalUser") unknown.add(entry.path);
      if (entry.kind !== "AWS") continue;
      if (entry.value === "*") {
        for (const accountId of accountsInConditions(statement))
          if (accountId !== ownAccount)
            add(`account ${accountId}`, () => wholeAccount(document, accountId, entry.path));
        if (namesOrganization(statement))
          add("any account of the organization", () => anyOfOrganization(document, entry.path));
        continue;
      }
      const accountId = accountNamed(entry.value);
      if (accountId === undefined) unknown.add(entry.path);
      else if (accountId !== ownAccount) add(labelOf(entry), () => named(document, entry, accountId));
    }
  }
  return { foreigners: [...found.values()], unknown: [...unknown] };
}

/** Whether the policy lets an identity of some account in by name, so that the resource's own account matters. */
export function namesAccounts({ statements }: Document): boolean {
  return statements.some(
    ({ effect, principals }) =>
      effect === "Allow" && principals?.entries.some(({ kind }) => kind === "AWS") === true,
  );
}

export function accountNamed(value: string): string | undefined {
  return /^\d{12}$/.test(value) ? value : accountOf(value);
}

function labelOf({ value }: Principal): string {
  return isWhole(value) ? `account ${accountNamed(value) ?? ""}` : value.slice(0, 200);
}

function isWhole(value: string): boolean {
  return /^\d{12}$/.test(value) || parseArn(value)?.resource === "root";
}

function named(document: Document, { value, path }: Principal, accountId: string): Foreigner {
  if (isWhole(value)) return wholeAccount(document, accountId, path);
  const arn = parseArn(value);
  const label = value.slice(0, 200);
  const none: Visitors = { visitors: [], unknown: [] };
  if (arn?.service === "iam" && arn.resource.startsWith("user/"))
    return {
      label,
      accountId,
      path,
      meant: identity({ kind: "user", arn: value }, accountId),
      others: none,
    };
  const [type, role, sessionName] = arn?.resource.split("/") ?? [];
  if (arn?.service === "sts" && type === "assumed-role" && role !== undefined)
    return {
      label,
      accountId,
      path,
      meant: identity(
        {
          kind: "role",
          arn: `arn:${arn.partition}:iam::${accountId}:role/${role}`,
          ...(sessionName === undefined ? {} : { sessionName }),
        },
        accountId,
      ),
      others: none,
    };
  return { label, accountId, path, meant: identity({ kind: "role", arn: value }, accountId), others: none };
}

function wholeAccount(document: Document, accountId: string, path: string): Foreigner {
  return {
    label: `account ${accountId}`,
    accountId,
    path,
    meant: someoneOf(accountId),
    others: unnamedOf(document, accountId),
  };
}

function anyOfOrganization(document: Document, path: string): Foreigner {
  return {
    label: "any account of the organization",
    path,
    meant: someoneOfOrganization(),
    others: unnamedOfOrganization(document),
  };
}

const accountKeys: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:userid",
  "kms:calleraccount",
]);
const organizationKeys: ReadonlySet<string> = new Set(["aws:principalorgid", "aws:principalorgpaths"]);

function accountsInConditions({ conditions }: Statement): readonly string[] {
  return conditions
    .filter(({ key }) => accountKeys.has(key))
    .flatMap(({ values }) => values)
    .flatMap((value) => /(?<!\d)\d{12}(?!\d)/.exec(value)?.[0] ?? []);
}

function namesOrganization({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => organizationKeys.has(key));
}
