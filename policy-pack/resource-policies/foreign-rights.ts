import type { Knowledge } from "../config/knowledge";
import type { Finding } from "../verdict/finding";
import type { Foreigner } from "./foreigners";
import { foreignersIn, namesAccounts } from "./foreigners";
import type { ResourcePolicy } from "./resource-policy";
import { unseen } from "./resource-policy";

/**
 * Judges whom of other accounts a policy names: their accounts must be on the list, and `judge` says what of
 * their rights is too much.
 */
export function judgeForeigners(
  policy: ResourcePolicy,
  { accounts }: Knowledge,
  why: string,
  judge: (foreigner: Foreigner) => readonly Finding[],
): readonly Finding[] {
  const { document, ownAccount, urn, label } = policy;
  if (!namesAccounts(document) && document.unknown.length === 0) return [];
  if (ownAccount.kind !== "known")
    return [
      {
        kind: "undetermined",
        urn,
        what: `which account ${label} belongs to is not known, so nobody can tell own principals from foreign ones.`,
        at: [ownAccount.path],
        why,
        fix: "pass the resource a provider with allowedAccountIds of exactly one account",
      },
    ];
  const { foreigners, unknown } = foreignersIn(document, ownAccount.value);
  return [
    ...foreigners.flatMap((foreigner) => [
      ...judgeAccount(policy, foreigner, accounts, why),
      ...judge(foreigner),
    ]),
    ...(unknown.length > 0 ? [unseen(policy, "names principals of other accounts", unknown, why)] : []),
  ];
}

function judgeAccount(
  { urn, label }: ResourcePolicy,
  { accountId, path, label: who }: Foreigner,
  accounts: Knowledge["accounts"],
  why: string,
): readonly Finding[] {
  if (accountId === undefined) return [];
  if (accounts.kind !== "known")
    return [
      {
        kind: "undetermined",
        urn,
        what: `which accounts this stack may work in is not known, so ${who} in ${label} can't be held against them.`,
        at: [path, accounts.path],
        why,
        fix: "give the policy config `accounts`, or the stack the settings delivery:devops and delivery:environments",
      },
    ];
  if (accounts.value.includes(accountId)) return [];
  return [
    {
      kind: "violation",
      urn,
      what: `In ${label}, ${who} is let in, and account ${accountId} is not on the list of this stack (${accounts.value.join(", ")}).`,
      at: [path],
      why,
      fix: "remove the principal, or add its account to the settings or to the policy config's `accounts`",
    },
  ];
}
