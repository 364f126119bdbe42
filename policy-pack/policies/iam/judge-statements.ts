import type { Statement } from "../../iam/document";
import { statementName } from "./judged-documents";
import type { Stack } from "../../stack/stack";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Setup } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import { isExecutionRole, isOfServices, managedServices } from "./execution-roles";
import type { JudgedDocument } from "./judged-documents";
import { judgedDocuments, nameOf, pathsIn } from "./judged-documents";
import { listed } from "./listing";

/** What a rule says of one statement. */
export type Said =
  /** `what` continues "Statement X of Y …". */
  | { readonly kind: "violation"; readonly what: string; readonly fix?: string }
  /** Paths on which it depends whether the rule holds. */
  | { readonly kind: "unknown"; readonly paths: readonly string[]; readonly fix?: string };

/** A rule about the Allow statements of identity policies. */
export interface StatementRule {
  readonly why: string;
  readonly fix: string;
  /** What can't be seen of a document that is not known in full; continues "whether Y …". */
  readonly question: string;
  /** Execution roles may do this with the services of the settings. */
  readonly sparesExecutionRoles: boolean;
  readonly judge: (statement: Statement, document: JudgedDocument) => readonly Said[];
}

/** Most statements of one document that are spoken of one by one. */
const most = 20;

/** More that do the same are not looked for. */
const enough = 200;

const buildFromNames =
  "build every ARN of the document from names and account ids instead of outputs, so that it can be read before anything exists";

/** Judges every Allow statement of every identity policy of the stack. */
export function judgeStatements(stack: Stack, setup: Setup, rule: StatementRule): Verdict {
  const documents = judgedDocuments(stack, setup.world);
  if (documents.length === 0) return notApplicable("the stack has no identity policy");
  const services = managedServices(setup.world);
  return judged(documents.flatMap((document) => judgeDocument(document, setup, services, rule)));
}

function judgeDocument(
  judgedDocument: JudgedDocument,
  { world }: Setup,
  services: ReadonlySet<string>,
  rule: StatementRule,
): readonly Finding[] {
  const { carrier, document, holders } = judgedDocument;
  const ofExecution = rule.sparesExecutionRoles && holders.length > 0 && holders.every(isExecutionRole);
  const findings: Finding[] = [];
  const unseen: string[] = [...document.unknown];
  let unseenFix: string | undefined;
  const beyond: string[] = [];
  for (const statement of document.statements) {
    if (beyond.length >= enough) break;
    if (statement.effect !== "Allow" || (ofExecution && isOfServices(statement, services))) continue;
    for (const said of rule.judge(statement, judgedDocument)) {
      if (said.kind === "unknown") {
        unseen.push(...said.paths);
        unseenFix ??= said.fix;
      } else if (ofExecution && world.services.kind !== "known" && mayBeOfServices(statement)) {
        unseen.push(statement.path, world.services.path);
        unseenFix ??= "say which services the application uses: delivery:workload, or `world.services`";
      } else if (findings.length >= most) beyond.push(statement.path);
      else
        findings.push({
          kind: "violation",
          urn: carrier.urn,
          what: `${capitalized(statementName(statement))} of ${nameOf(judgedDocument)} ${said.what}.`,
          at: pathsIn(judgedDocument, [statement.path]),
          why: rule.why,
          fix: said.fix ?? rule.fix,
        });
    }
  }
  if (beyond.length > 0)
    findings.push({
      kind: "violation",
      urn: carrier.urn,
      what: `${beyond.length >= enough ? "Many" : new Set(beyond).size} more statements of ${nameOf(judgedDocument)} do the same.`,
      at: [listed(pathsIn(judgedDocument, beyond))],
      why: rule.why,
      fix: rule.fix,
    });
  if (unseen.length > 0) findings.push(undeterminedOf(judgedDocument, unseen, rule, unseenFix));
  return findings;
}

function undeterminedOf(
  judgedDocument: JudgedDocument,
  paths: readonly string[],
  rule: StatementRule,
  fix = buildFromNames,
): Finding {
  const places = pathsIn(judgedDocument, paths);
  return {
    kind: "undetermined",
    urn: judgedDocument.carrier.urn,
    what: `whether ${nameOf(judgedDocument)} ${rule.question} can't be seen, because a part of it is not known.`,
    at: places.length > most ? [...places.slice(0, most), `and ${places.length - most} more`] : places,
    why: rule.why,
    fix,
  };
}

/** Roles and sessions are no service that an application uses. */
function mayBeOfServices({ actions }: Statement): boolean {
  return !actions.negated && actions.patterns.every((action) => !/^(iam|sts|[^:]*[*?])/.test(action));
}
