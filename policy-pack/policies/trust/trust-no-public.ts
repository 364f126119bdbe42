/**
 * trust-no-public
 *
 * No role can be assumed by just anybody: a statement for `*` has conditions that a caller of a foreign account
 * and organization does not meet, such as `aws:PrincipalOrgID` or `aws:PrincipalArn`. Conditions count by what
 * they let through: an external id, an IP range or `aws:PrincipalArn` like `*` hold no stranger back, a Deny does.
 *
 * Why: whoever has any AWS account has such a role.
 *
 * Level: the resource's, so that the role is stopped before it exists.
 *
 * Not seen: what the identity's own side refuses. NotPrincipal is trust-no-not-principal.
 *
 * Parameters: none.
 */
import type { Statement } from "../../iam/document";
import { hasWildcard } from "../../iam/glob";
import type { Truth } from "../../iam/kleene";
import { isUnsure } from "../../iam/kleene";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { CarriedPolicy } from "./carried-policy";
import { policyOf, unreadable } from "./carried-policy";
import { assumeActionsOf, letsIn } from "./letting-in";
import { foreignAccount, ofOtherOrganization, strangerRole, valuesOf } from "./strangers";

export const trustNoPublic: Rule = {
  number: 63,
  name: "trust-no-public",
  title: "No role is open to everybody",
  description: "A role's trust names its callers, or holds everybody else back by organization or ARN.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name the callers by their ARNs in Principal; where that is impossible, test aws:PrincipalOrgID and aws:PrincipalArn with StringEquals.",
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

const why = "whoever has any AWS account can become this role, and nothing but its trust stands between";

function judgeStatement(
  urn: string,
  { subject, inside, denials }: CarriedPolicy,
  statement: Statement,
): readonly Finding[] {
  const { principals, path } = statement;
  if (!principals || principals.negated || assumeActionsOf(statement).length === 0) return [];
  const open = principals.entries.find(
    ({ kind, value }) => (kind === "AWS" || kind === "Federated") && hasWildcard(value),
  );
  if (!open && principals.unknown.length === 0) return [];
  const truth = strangerGetsIn(statement, denials);
  if (truth === false) return [];
  if (open && truth === true)
    return [
      {
        kind: "violation",
        urn,
        what: `${subject} trusts everybody, and no condition holds a stranger back.`,
        at: [open.path],
        why,
        fix: "name the callers' ARNs in Principal, or test aws:PrincipalOrgID and aws:PrincipalArn",
      },
    ];
  const hidden = [...(open ? [] : principals.unknown), ...(isUnsure(truth) ? truth.paths : [])];
  return [
    {
      kind: "undetermined",
      urn,
      what: `whether a statement of ${inside} lets everybody in can't be seen.`,
      at: [...new Set([path, ...hidden])],
      why,
      fix: "write principals and conditions from names, account ids and settings instead of outputs",
    },
  ];
}

function strangerGetsIn(statement: Statement, denials: readonly Statement[]): Truth {
  const account = foreignAccount(valuesOf([statement, ...denials]));
  const stranger = ofOtherOrganization(strangerRole(account));
  return letsIn(statement, denials, stranger, assumeActionsOf(statement));
}
