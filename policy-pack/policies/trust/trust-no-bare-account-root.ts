/**
 * trust-no-bare-account-root
 *
 * A role that trusts an account (its root, or the bare account id) says by condition whom of that account:
 * `aws:PrincipalArn`, a principal tag, the user id. The condition counts by what it lets through: a role of that
 * account that nobody means, without tags, must not get in. So `aws:PrincipalArn` like `…:role/*`, an external
 * id, MFA or the account's own organization are no narrowing.
 *
 * Why: an account as principal is everybody in it whose policies say so, and who writes policies there decides.
 *
 * Level: the resource's, so that the role is stopped before it exists.
 *
 * Not seen: who in that account may write identity policies. Whether the condition names the right ones is
 * trust-prod-only-gated's.
 *
 * Parameters: none.
 */
import type { Statement } from "../../iam/document";
import { any, isUnsure } from "../../iam/kleene";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { accountPrincipal } from "./account-principal";
import type { CarriedPolicy } from "./carried-policy";
import { policyOf, unreadable } from "./carried-policy";
import { assumeActionsOf, letsIn } from "./letting-in";
import { strangerRole, strangerUser, withoutTags } from "./strangers";

export const trustNoBareAccountRoot: Rule = {
  number: 64,
  name: "trust-no-bare-account-root",
  title: "Nobody trusts a whole account",
  description: "A role that trusts an account says by aws:PrincipalArn or tag whom of it.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name the caller's role in Principal, or add ArnEquals aws:PrincipalArn with the exact ARNs of those who are meant.",
  parameters: {},
  types: [tokens.role],
  resource: (resource) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    return judged([
      ...unreadable(resource.urn, policy, why),
      ...policy.allows.flatMap((statement) => judgeStatement(resource.urn, policy, statement)),
    ]);
  },
};

const why =
  "an account as principal is everybody in it, and whoever may write policies there decides who that is";

function judgeStatement(
  urn: string,
  { subject, inside, denials }: CarriedPolicy,
  statement: Statement,
): readonly Finding[] {
  const { principals } = statement;
  if (!principals || principals.negated) return [];
  const actions = assumeActionsOf(statement);
  if (actions.length === 0) return [];
  const named = principals.entries.flatMap(({ kind, value, path }): readonly Finding[] => {
    const whole = kind === "AWS" ? accountPrincipal(value) : undefined;
    if (!whole) return [];
    const visitors = [strangerRole, strangerUser].map((stranger) => stranger(whole.account, whole.partition));
    const truth = any(
      visitors.map((visitor) => letsIn(statement, denials, withoutTags(visitor, statement), actions)),
    );
    if (truth === false) return [];
    if (truth === true)
      return [
        {
          kind: "violation",
          urn,
          what: `${subject} trusts the whole account ${whole.account}, and no condition says whom of it.`,
          at: [path],
          why,
          fix: "name the caller's role in Principal, or test aws:PrincipalArn for its exact ARN",
        },
      ];
    return [undetermined(urn, inside, [path, ...truth.paths])];
  });
  if (principals.unknown.length === 0) return named;
  const unnamed = letsIn(statement, denials, withoutTags(strangerRole("000000000000"), statement), actions);
  const paths = isUnsure(unnamed) ? unnamed.paths : [];
  return unnamed === false ? named : [...named, undetermined(urn, inside, [...principals.unknown, ...paths])];
}

function undetermined(urn: string, inside: string, at: readonly string[]): Finding {
  return {
    kind: "undetermined",
    urn,
    what: `whether a statement of ${inside} lets a whole account in can't be seen.`,
    at: [...new Set(at)],
    why,
    fix: "write principals and conditions from names, account ids and settings instead of outputs",
  };
}
