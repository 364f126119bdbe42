/**
 * iam-no-data-exfiltration
 *
 * Nobody may read all objects, all secrets or all parameters of a place: the reads of data-reads.ts are allowed on
 * named buckets, secrets and parameters, by name or by the beginning of a name.
 *
 * Why: a build that is taken over takes away what its role can read. OWASP CICD-SEC-6.
 *
 * Level: the stack, because only there it is known whether a policy is a grant or merely a boundary, and whose it
 * is. CloudFormation's execution role under a boundary is spared for the services of the settings.
 *
 * Not seen: what stands in a bucket that is named; who reads each secret is iam-secret-readers.
 *
 * Parameters: none.
 */
import { actionInfo } from "../../iam/actions";
import type { Statement } from "../../iam/document";
import type { Rule } from "../../verdict/rule";
import { dataReads } from "./data-reads";
import type { JudgedDocument } from "./judged-documents";
import type { Said } from "./judge-statements";
import { judgeStatements } from "./judge-statements";
import { listed } from "./listing";
import { ActionList } from "./matching-actions";
import type { Widths } from "./resource-width";
import { coversEverything, widthsOf } from "./resource-width";
import { unscopedOf } from "./unscoped";

export const iamNoDataExfiltration: Rule = {
  number: 46,
  name: "iam-no-data-exfiltration",
  title: "Data is read by name",
  description: "No identity policy allows to read all objects, secrets or parameters of a place.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Name the buckets, secrets and parameters, or the beginning of their names.",
  parameters: {},
  stack: (stack, setup) =>
    judgeStatements(stack, setup, {
      why: "CICD-SEC-6: whoever takes over the identity takes away all that it can read",
      fix: "name the buckets, secrets and parameters, or the beginning of their names",
      question: "lets all objects, secrets or parameters of a place be read",
      sparesExecutionRoles: true,
      judge: (statement, document) => judgeStatement(statement, document, widthsOf(stack)),
    }),
};

const reads = new ActionList(dataReads);

function judgeStatement(statement: Statement, document: JudgedDocument, widths: Widths): readonly Said[] {
  const infos = reads.in(statement).flatMap((action) => actionInfo(action) ?? []);
  const { actions, patterns, unknown } = unscopedOf(infos, statement, document, widths);
  const unread = statement.actions.unknown;
  const mayBeWide = unread.length > 0 && coversEverything(statement.resources) !== "no";
  return [
    ...(actions.length > 0
      ? [{ kind: "violation" as const, what: `allows ${listed(actions)} on ${listed(patterns)}` }]
      : []),
    ...(unknown.length > 0 || mayBeWide
      ? [{ kind: "unknown" as const, paths: [...unknown, ...(mayBeWide ? unread : [])] }]
      : []),
  ];
}
