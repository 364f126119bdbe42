/**
 * iam-no-not-elements
 *
 * No statement that allows something says what it does not mean: no Allow with NotAction or NotResource. In a Deny
 * both are fine: there they narrow.
 *
 * Why: such a statement allows everything that its author forgot, and all that AWS adds. OWASP CICD-SEC-2.
 *
 * Level: the stack, because only there it is known whether a policy is a grant or merely a boundary; a policy that
 * is only ever a boundary is not judged.
 *
 * Not seen: policies that exist outside of the stack. A statement that can't be read is undetermined.
 *
 * Parameters: none.
 */
import type { Statement } from "../../iam/document";
import type { Rule } from "../../verdict/rule";
import type { Said } from "./judge-statements";
import { judgeStatements } from "./judge-statements";
import { listed } from "./listing";

export const iamNoNotElements: Rule = {
  number: 42,
  name: "iam-no-not-elements",
  title: "What is allowed is named",
  description: "No identity policy allows by NotAction or NotResource.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Write Action and Resource with what is meant; put exceptions into a Deny.",
  parameters: {},
  stack: (stack, setup) =>
    judgeStatements(stack, setup, {
      why: "CICD-SEC-2: an Allow with an exception allows everything that nobody thought of, and all that AWS adds",
      fix: "name what is allowed; keep the exception as a Deny, where it only narrows",
      question: "allows everything but a list",
      sparesExecutionRoles: false,
      judge: judgeStatement,
    }),
};

function judgeStatement({ actions, resources }: Statement): readonly Said[] {
  const actionsBut = `every action but ${exceptions(actions)}`;
  const resourcesBut = `every resource but ${exceptions(resources)}`;
  if (actions.negated && resources.negated)
    return [{ kind: "violation", what: `allows ${actionsBut}, on ${resourcesBut} (NotAction, NotResource)` }];
  if (actions.negated) return [{ kind: "violation", what: `allows ${actionsBut} (NotAction)` }];
  if (resources.negated)
    return [{ kind: "violation", what: `allows its actions on ${resourcesBut} (NotResource)` }];
  return [];
}

function exceptions({ patterns, unknown }: Statement["actions"]): string {
  return listed([...patterns, ...(unknown.length > 0 ? ["what is not known yet"] : [])]) || "none";
}
