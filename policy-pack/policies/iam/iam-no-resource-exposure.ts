/**
 * iam-no-resource-exposure
 *
 * Nobody may manage permissions without saying of what: actions of the level "Permissions management" (PutBucketPolicy,
 * PutKeyPolicy, SetRepositoryPolicy, AddPermission, PutRolePolicy…) are allowed on named things, by name or by the
 * beginning of a name.
 *
 * Why: whoever may write the policies of resources can open all of them to anybody. OWASP CICD-SEC-2.
 *
 * Level: the stack, because only there it is known whether a policy is a grant or merely a boundary, and whose it
 * is. CloudFormation's execution role under a boundary is spared for the services of the settings.
 *
 * Not seen: the levels of actions that the action table does not have: undetermined where they are allowed on
 * everything.
 *
 * Parameters: none.
 */
import type { Statement } from "../../iam/document";
import { onlyReads } from "../../iam/reading";
import type { Rule } from "../../verdict/rule";
import type { ActionReader } from "./granted-actions";
import { grantedActionsOf } from "./granted-actions";
import type { JudgedDocument } from "./judged-documents";
import type { Said } from "./judge-statements";
import { judgeStatements } from "./judge-statements";
import { listed } from "./listing";
import type { Widths } from "./resource-width";
import { coversEverything, widthsOf } from "./resource-width";
import { unscopedOf } from "./unscoped";

export const iamNoResourceExposure: Rule = {
  number: 47,
  name: "iam-no-resource-exposure",
  title: "Permissions are managed on named things",
  description: "No identity policy allows to manage the permissions of all resources of a kind.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Name the things whose permissions are managed, or the beginning of their names.",
  parameters: {},
  stack: (stack, setup) => {
    const reader = grantedActionsOf(stack);
    const widths = widthsOf(stack);
    return judgeStatements(stack, setup, {
      why: "CICD-SEC-2: whoever may write the policies of resources can open all of them to anybody",
      fix: "name the things whose permissions are managed, or the beginning of their names",
      question: "lets the permissions of all resources of a kind be managed",
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
  const { known, opaque, unknown: unread } = reader.of(statement);
  const managing = known.filter(({ level }) => level === "Permissions management");
  const { actions, patterns, unknown } = unscopedOf(managing, statement, document, widths);
  const strange = actions.length > 0 ? [] : opaque.filter((pattern) => !onlyReads(pattern));
  const mayBeWide = coversEverything(statement.resources) !== "no";
  const paths = [
    ...unknown,
    ...(mayBeWide ? unread : []),
    ...(mayBeWide && strange.length > 0 ? [`${listed(strange)}, which the action table does not have`] : []),
  ];
  return [
    ...(actions.length > 0
      ? [{ kind: "violation" as const, what: `allows ${listed(actions)} on ${listed(patterns)}` }]
      : []),
    ...(paths.length > 0 ? [{ kind: "unknown" as const, paths }] : []),
  ];
}
