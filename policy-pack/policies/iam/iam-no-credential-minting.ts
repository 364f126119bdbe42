/**
 * iam-no-credential-minting
 *
 * Nobody may make or fetch credentials: access keys, passwords, tokens, the credentials that a job worker is handed
 * (credential-actions.ts). Two are accepted: ecr:GetAuthorizationToken, which opens only what other rights open, and
 * sts:AssumeRole on roles that are named (iam-assume-scoped looks at them).
 *
 * Why: a credential lives on outside of the session that made it, and no gate sees what it does. OWASP CICD-SEC-6.
 *
 * Level: the stack, because only there it is known whether a policy is a grant or merely a boundary, and whose it
 * is. CloudFormation's execution role under a boundary is spared for the services of the settings.
 *
 * Not seen: credentials that an action outside of the list returns.
 *
 * Parameters: `allow`: actions that may be allowed, as `codeartifact:GetAuthorizationToken`.
 */
import { actionInfo } from "../../iam/actions";
import type { Statement } from "../../iam/document";
import type { Rule } from "../../verdict/rule";
import { allowedTexts, allowSchema } from "./allowed-texts";
import { credentialActions } from "./credential-actions";
import type { JudgedDocument } from "./judged-documents";
import type { Said } from "./judge-statements";
import { judgeStatements } from "./judge-statements";
import { listed } from "./listing";
import { ActionList } from "./matching-actions";
import type { Widths } from "./resource-width";
import { widthsOf } from "./resource-width";
import { unscopedOf } from "./unscoped";

export const iamNoCredentialMinting: Rule = {
  number: 48,
  name: "iam-no-credential-minting",
  title: "Nobody makes credentials",
  description: "No identity policy allows to make or fetch credentials, but by assuming a named role.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Take the action away; let the work run under a role of its own instead.",
  parameters: allowSchema("Actions that may be allowed, as `codeartifact:GetAuthorizationToken`."),
  stack: (stack, setup) => {
    const allowed = allowedTexts(setup);
    const widths = widthsOf(stack);
    return judgeStatements(stack, setup, {
      why: "CICD-SEC-6: a credential outlives the session that made it, and no gate sees what is done with it",
      fix: "take the action away; let the work run under a role of its own instead",
      question: "lets credentials be made",
      sparesExecutionRoles: true,
      judge: (statement, document) => judgeStatement(statement, document, allowed, widths),
    });
  },
};

const accepted = "ecr:GetAuthorizationToken";
const assumption = "sts:AssumeRole";
const credentials = new ActionList(credentialActions.filter((action) => action !== accepted));

function judgeStatement(
  statement: Statement,
  document: JudgedDocument,
  allowed: ReadonlySet<string>,
  widths: Widths,
): readonly Said[] {
  const meant = credentials.in(statement).filter((action) => !allowed.has(action.toLowerCase()));
  const assumes = actionInfo(assumption);
  const assuming = unscopedOf(
    assumes && meant.includes(assumption) ? [assumes] : [],
    statement,
    document,
    widths,
  );
  const minted = [...meant.filter((action) => action !== assumption), ...assuming.actions];
  const paths = [...statement.actions.unknown, ...assuming.unknown];
  return [
    ...(minted.length > 0 ? [{ kind: "violation" as const, what: `allows ${listed(minted)}` }] : []),
    ...(paths.length > 0 ? [{ kind: "unknown" as const, paths }] : []),
  ];
}
