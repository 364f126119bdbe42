/**
 * iam-write-constrained
 *
 * Whatever writes on everything does so under a condition that holds somebody back: a region, a tag, an account.
 * Writing is each level but reading and listing; everything is `*`, or all resources of a kind in every account.
 * Conditions that every call meets (TLS, the time, a star) don't count.
 *
 * Why: some calls know no resource; a condition is all that keeps them in their place. OWASP CICD-SEC-2.
 *
 * Level: the stack, because only there it is known whether a policy is a grant or merely a boundary, and whose it
 * is. CloudFormation's execution role under a boundary is spared for the services of the settings. Advisory.
 *
 * Not seen: the levels of actions that the action table does not have: undetermined.
 *
 * Parameters: none.
 */
import type { Statement } from "../../iam/document";
import { onlyReads } from "../../iam/reading";
import type { Rule } from "../../verdict/rule";
import { holdsBack } from "./demanded-values";
import type { ActionReader } from "./granted-actions";
import { grantedActionsOf } from "./granted-actions";
import type { JudgedDocument } from "./judged-documents";
import type { Said } from "./judge-statements";
import { judgeStatements } from "./judge-statements";
import { listed } from "./listing";
import type { Widths } from "./resource-width";
import { coversEverything, widthsOf } from "./resource-width";
import { unscopedOf } from "./unscoped";

export const iamWriteConstrained: Rule = {
  number: 49,
  name: "iam-write-constrained",
  title: "Writes on everything carry a condition",
  description: "No identity policy allows to write on everything without a condition.",
  severity: "medium",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Name the resources; where the service knows none, add a condition, for example aws:RequestedRegion.",
  parameters: {},
  stack: (stack, setup) => {
    const reader = grantedActionsOf(stack);
    const widths = widthsOf(stack);
    return judgeStatements(stack, setup, {
      why: "CICD-SEC-2: where a call knows no resource, a condition is all that keeps it in its place",
      fix: "name the resources; where the service knows none, add a condition, for example aws:RequestedRegion",
      question: "writes on everything without a condition",
      sparesExecutionRoles: true,
      judge: (statement, document) => judgeStatement(statement, document, reader, widths),
    });
  },
};

function judgeStatement(
  statement: Statement,
  document: JudgedDocument,
  reader: ActionReader,
  widths: Widths,
): readonly Said[] {
  const held = holdsBack(statement);
  if (held === "yes") return [];
  const everywhere = coversEverything(statement.resources);
  const { known, opaque, unknown: unread } = reader.of(statement);
  const writing = known.filter(({ level }) => level !== "Read" && level !== "List");
  const { actions, unknown } = unscopedOf(writing, statement, document, widths, "everything");
  const strange = actions.length > 0 ? [] : opaque.filter((pattern) => !onlyReads(pattern));
  if (actions.length > 0 && held === "no")
    return [{ kind: "violation", what: `allows ${listed(actions)} on everything, without a condition` }];
  const paths = [
    ...(actions.length > 0 ? hiddenConditions(statement) : []),
    ...unknown,
    ...(everywhere !== "no" ? unread : []),
    ...(everywhere !== "no" && strange.length > 0
      ? [`${listed(strange)}, which the action table does not have`]
      : []),
  ];
  return paths.length > 0 ? [{ kind: "unknown", paths }] : [];
}

function hiddenConditions({ conditions, unknownConditions }: Statement): readonly string[] {
  return [...unknownConditions, ...conditions.flatMap(({ unknown }) => unknown)];
}
