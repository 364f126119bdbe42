import { quoted } from "../judge-shape";
import type { Branch } from "../tree";
import { holdsUnknown, isMissing } from "../tree";
import { conditionProblems } from "./conditions";
import type { PolicyText } from "./document";
import { statementName, textsOf } from "./document";
import type { DocumentKind } from "./document-kind";

export const grammarPage = "IAM user guide: grammar of the IAM JSON policy language";

export interface GrammarProblem {
  readonly rule: string;
  readonly message: string;
}

const elements = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** What the grammar of policy documents forbids, whoever is named in them. */
export function grammarProblems(document: PolicyText, kind: DocumentKind): readonly GrammarProblem[] {
  const problems: GrammarProblem[] = [];
  const say = (rule: string, message: string): void => void problems.push({ rule, message });
  const { tree, statements } = document;
  for (const key of Object.keys(tree))
    if (!["Version", "Id", "Statement"].includes(key))
      say("policy-element", `it has '${key}'; a document takes Version, Id and Statement`);
  const version = tree["Version"];
  if (
    !isMissing(version) &&
    !holdsUnknown(version) &&
    !["2012-10-17", "2008-10-17"].some((allowed) => allowed === version)
  )
    say("policy-version", `it has Version ${quoted(version)}; allowed: 2012-10-17, 2008-10-17`);
  statements.forEach((statement, index) => {
    for (const { rule, message } of statementProblems(statement, kind))
      say(rule, `${statementName(statement, index)} ${message}`);
  });
  const sids = statements.flatMap(({ Sid }) => textsOf(Sid)).filter((sid) => sid !== "");
  for (const sid of new Set(sids.filter((sid, index) => sids.indexOf(sid) !== index)))
    say(
      "policy-sid-unique",
      `it has two statements with the Sid ${quoted(sid)}; a Sid is unique in its document`,
    );
  return problems;
}

function statementProblems(statement: Branch, kind: DocumentKind): readonly GrammarProblem[] {
  const problems: GrammarProblem[] = [];
  const say = (rule: string, message: string): void => void problems.push({ rule, message });
  const has = (element: string): boolean => !isMissing(statement[element]);
  for (const key of Object.keys(statement))
    if (!elements.includes(key))
      say("policy-element", `has ${quoted(key)}, which is no element of a statement (case counts)`);
  const effect = statement["Effect"];
  if (isMissing(effect)) say("policy-effect", "has no Effect; allowed: Allow, Deny");
  else if (!holdsUnknown(effect) && effect !== "Allow" && effect !== "Deny")
    say("policy-effect", `has the Effect ${quoted(effect)}; allowed: Allow, Deny`);
  for (const sid of textsOf(statement["Sid"]))
    if (kind.sid === "alphanumeric" && !/^[A-Za-z0-9]*$/.test(sid))
      say("policy-sid", `has a Sid that IAM refuses; allowed: letters and digits`);
  if (has("Action") === has("NotAction")) say("policy-action", "needs exactly one of Action and NotAction");
  for (const action of [...textsOf(statement["Action"]), ...textsOf(statement["NotAction"])])
    judgeAction(action, kind, say);
  judgeResources(statement, kind, has, say);
  judgePrincipalPresence(kind, has, say);
  for (const message of conditionProblems(statement["Condition"])) say("policy-condition", message);
  return problems;
}

type Say = (rule: string, message: string) => void;

function judgeAction(action: string, kind: DocumentKind, say: Say): void {
  if (action === "*") {
    if (kind.service === "sts")
      say("policy-action", "has the action '*'; a trust policy takes sts actions only");
    return;
  }
  const [service = "", name] = action.split(":");
  if (!/^[a-z0-9-]+$/i.test(service) || !name || !/^[A-Za-z0-9*?]+$/.test(name))
    say("policy-action", `has the action ${quoted(action)}; an action is '<service>:<name>' or '*'`);
  else if (kind.service !== undefined && service.toLowerCase() !== kind.service)
    say(
      "policy-action",
      `has the action ${quoted(action)}; a ${kind.name} takes ${kind.service} actions only`,
    );
}

function judgeResources(
  statement: Branch,
  kind: DocumentKind,
  has: (element: string) => boolean,
  say: Say,
): void {
  const count = Number(has("Resource")) + Number(has("NotResource"));
  if (kind.resource === "forbidden") {
    if (count > 0) say("policy-resource", `has a Resource, which a ${kind.name} does not take`);
    return;
  }
  if (count === 2) say("policy-resource", "has both Resource and NotResource");
  if (count === 0 && kind.resource === "required") say("policy-resource", "needs Resource or NotResource");
  const resources = [...textsOf(statement["Resource"]), ...textsOf(statement["NotResource"])];
  for (const resource of resources) {
    if (resource === "*") continue;
    const [arn, , service, region, , ...rest] = resource.split(":");
    if (arn !== "arn" || rest.length === 0 || rest.join(":") === "")
      say("policy-resource", `names the resource ${quoted(resource)}; a resource is an ARN or '*'`);
    else if (service === "iam" && region !== "" && region !== "*")
      say("policy-resource", `names ${quoted(resource)}; an ARN of IAM has no region`);
  }
}

function judgePrincipalPresence(kind: DocumentKind, has: (element: string) => boolean, say: Say): void {
  const given = has("Principal") || has("NotPrincipal");
  if (kind.principal === "forbidden" && given)
    say("policy-principal", `has a Principal; the ${kind.name} of a role takes none`);
  if (kind.principal === "required" && !given) say("policy-principal", "needs a Principal");
}
