import { accountOf, parseArn } from "../../iam/arn";
import { contextOf } from "../../iam/context";
import { couldAllow } from "../../iam/could";
import type { Statement } from "../../iam/document";
import { readDocument } from "../../iam/document";
import { located } from "../../identities/located";
import type { Principal } from "../../identities/principal";
import type { StackResource } from "../../reader/resource";
import { shown } from "./listing";
import type { Place } from "./places";

/** Somebody whom a resource's own policy lets in. */
export interface LetIn {
  readonly who: string;
  readonly certain: boolean;
  readonly at: readonly string[];
}

/**
 * Whom a bucket's or registry's policy lets write beside the roles that may: other roles and users, other accounts,
 * services, everybody. The resource's own account in its own policy lets in nobody whom his own policies don't.
 */
export function foreignWriters(
  policy: StackResource,
  place: Place,
  actions: readonly string[],
  writers: readonly Principal[],
  listedArns: readonly string[],
): readonly LetIn[] {
  const document = located(readDocument(policy.properties.at("policy"), "resource"), policy);
  // A registry's policy names no resource: its own is meant.
  const statements = document.statements.map((statement) =>
    statement.resources.patterns.length === 0 && !statement.resources.negated
      ? { ...statement, resources: { negated: false, patterns: ["*"], unknown: [] } }
      : statement,
  );
  const denials = statements.filter(({ effect }) => effect === "Deny");
  const isWriter = (arn: string) => listedArns.includes(arn) || writers.some((role) => role.isNamedBy(arn));
  const lets = (statement: Statement, arn: string | undefined) =>
    couldAllow([{ statements: [statement, ...denials], unknown: [] }], actions, place.arn, {
      context: contextOf(
        arn === undefined ? {} : { "aws:PrincipalArn": arn, "aws:PrincipalAccount": accountOf(arn) },
        "unknown",
      ),
      ...(arn === undefined ? {} : { principal: { kind: "role" as const, arn } }),
    });
  const found = statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement): readonly LetIn[] => {
      const general = couldAllow([{ statements: [statement], unknown: [] }], actions, place.arn);
      if (general.kind === "no") return [];
      const { principals, path } = statement;
      if (!principals || principals.negated)
        return [{ who: "everybody but a list", certain: general.kind === "yes", at: [path] }];
      const known = principals.entries.flatMap(({ kind, value }): readonly LetIn[] => {
        if (kind !== "AWS") return [{ who: shown(value), certain: general.kind === "yes", at: [path] }];
        const account = accountNamed(value);
        if (account !== undefined && account === place.account) return [];
        const stranger = strangerOf(value, account);
        if (stranger === value && isWriter(value)) return [];
        const answer = lets(statement, stranger);
        if (answer.kind === "no") return [];
        const who = value === "*" ? "everybody" : account === undefined ? shown(value) : `account ${account}`;
        return [{ who, certain: answer.kind === "yes", at: answer.kind === "yes" ? [path] : answer.paths }];
      });
      return [
        ...known,
        ...principals.unknown.map((at) => ({
          who: "somebody who is not known yet",
          certain: false,
          at: [at],
        })),
      ];
    });
  return [...found, ...document.unknown.map((at) => ({ who: "anybody else", certain: false, at: [at] }))];
}

/** `arn:aws:iam::<account>:root`, or the bare account id, which means the same. */
function accountNamed(value: string): string | undefined {
  if (/^\d{12}$/.test(value)) return value;
  return parseArn(value)?.resource === "root" ? accountOf(value) : undefined;
}

/** Somebody whom the entry means and who is no role of the road: conditions that hold him off hold all strangers off. */
function strangerOf(value: string, account: string | undefined): string {
  if (account !== undefined) return `arn:aws:iam::${account}:role/somebody-else`;
  return value === "*" ? "arn:aws:iam::000000000000:role/somebody-else" : value;
}
