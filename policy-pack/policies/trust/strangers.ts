import type { Statement } from "../../iam/document";
import type { Visitor } from "./letting-in";

const spareAccounts = ["999999999999", "888888888888", "777777777777"] as const;

/** An account that has nothing to do with what is judged: none of the texts names it. */
export function foreignAccount(texts: readonly string[]): string {
  return spareAccounts.find((account) => !texts.some((text) => text.includes(account))) ?? "666666666666";
}

/** Everything that the conditions of statements compare with. */
export function valuesOf(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap(({ conditions }) => conditions.flatMap(({ values }) => values));
}

/** A role that nobody means, in an account that somebody names. */
export function strangerRole(account: string, partition = "aws"): Visitor {
  return {
    principal: { kind: "role", arn: `arn:${partition}:iam::${account}:role/unrelated-caller` },
    keys: { "aws:userid": "AROAUNRELATEDCALLER00:unrelated", "aws:username": null },
  };
}

/** A user that nobody means. */
export function strangerUser(account: string, partition = "aws"): Visitor {
  return {
    principal: { kind: "user", arn: `arn:${partition}:iam::${account}:user/unrelated-user` },
    keys: { "aws:userid": "AIDAUNRELATEDCALLER00", "aws:username": "unrelated-user" },
  };
}

/** The same stranger of another organization. */
export function ofOtherOrganization(visitor: Visitor): Visitor {
  return {
    ...visitor,
    keys: {
      ...visitor.keys,
      "aws:PrincipalOrgID": "o-unrelated00",
      "aws:PrincipalOrgPaths": ["o-unrelated00/r-unre/ou-unre-unrelated/"],
    },
  };
}

/** The same stranger, who carries none of the tags that a statement asks for. */
export function withoutTags(visitor: Visitor, { conditions }: Statement): Visitor {
  const tags = conditions.map(({ key }) => key).filter((key) => key.startsWith("aws:principaltag/"));
  return { ...visitor, keys: { ...visitor.keys, ...Object.fromEntries(tags.map((key) => [key, null])) } };
}
