/**
 * iam-assume-scoped
 *
 * Whoever may assume roles may assume named ones only, each by its exact ARN, in an account of the list.
 *
 * Why: a pattern takes in the roles of others, and those that are made tomorrow; a foreign account is nobody's here.
 * OWASP CICD-SEC-2.
 *
 * Level: the stack, because only there it is known whether a policy is a grant or merely a boundary.
 *
 * Not seen: whom the named role trusts; the trust rules look at it.
 *
 * Parameters: `accounts` (default: the DevOps account and all targets of the settings).
 */
import { worldSchema } from "../../config/parameters";
import { isExact } from "../../iam/allowance";
import { accountOf } from "../../iam/arn";
import type { Statement } from "../../iam/document";
import type { Rule, Setup } from "../../verdict/rule";
import type { Said } from "./judge-statements";
import { judgeStatements } from "./judge-statements";
import { listed } from "./listing";
import { ActionList } from "./matching-actions";

export const iamAssumeScoped: Rule = {
  number: 45,
  name: "iam-assume-scoped",
  title: "Roles are assumed by name, in known accounts",
  description: "sts:AssumeRole is allowed on exact ARNs in the accounts of the stack only.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name each role by its ARN; add its account to the settings or to `accounts` if it belongs there.",
  parameters: worldSchema("accounts"),
  stack: (stack, setup) =>
    judgeStatements(stack, setup, {
      why: "CICD-SEC-2: a pattern takes in the roles of others, and those that are made tomorrow",
      fix: "name each role by its ARN, in an account of this stack",
      question: "lets roles be assumed that it doesn't name, or in foreign accounts",
      sparesExecutionRoles: false,
      judge: (statement) => judgeStatement(statement, setup),
    }),
};

const assumeRole = new ActionList(["sts:AssumeRole"]);

function judgeStatement(statement: Statement, { world }: Setup): readonly Said[] {
  const { actions, resources } = statement;
  if (assumeRole.in(statement).length === 0)
    return actions.unknown.length > 0 ? [{ kind: "unknown", paths: actions.unknown }] : [];
  if (resources.negated) return [{ kind: "violation", what: "lets every role be assumed but a list" }];
  const said: Said[] = [];
  const wide = resources.patterns.filter((pattern) => !isExact(pattern) || accountOf(pattern) === undefined);
  if (wide.length > 0)
    said.push({ kind: "violation", what: `lets roles be assumed that it doesn't name: ${listed(wide)}` });
  const exact = resources.patterns.filter((pattern) => !wide.includes(pattern));
  if (world.accounts.kind === "known") {
    const { value } = world.accounts;
    const foreign = exact.filter((arn) => !value.includes(accountOf(arn) ?? ""));
    if (foreign.length > 0)
      said.push({
        kind: "violation",
        what: `lets roles be assumed in accounts that are not on the list of this stack: ${listed(foreign)}`,
        fix: "assume roles of the stack's accounts; or add the account to the settings or to `accounts`",
      });
  } else if (exact.length > 0)
    said.push({
      kind: "unknown",
      paths: [world.accounts.path],
      fix: "give this policy's config `accounts`, or the stack the settings delivery:devops and delivery:environments",
    });
  if (resources.unknown.length > 0) said.push({ kind: "unknown", paths: resources.unknown });
  return said;
}
