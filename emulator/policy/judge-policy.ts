import type { Subject } from "../subject";
import { isMissing } from "../tree";
import type { PolicyText } from "./document";
import { countedSize, readPolicy, statementName } from "./document";
import type { DocumentKind } from "./document-kind";
import { grammarPage, grammarProblems } from "./grammar";
import { principalProblems } from "./principals";

const principalPage =
  "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)";

/**
 * Holds the document in an input to its kind: grammar, size, and principals that exist at this moment.
 * Gives the document, for the rules of the service that stores it; undefined where there is none to read.
 */
export function judgePolicy(subject: Subject, input: string, kind: DocumentKind): PolicyText | undefined {
  const value = subject.at(input);
  if (isMissing(value)) return undefined;
  const read = readPolicy(value);
  if (read.kind === "unknown") return undefined;
  if (read.kind === "malformed") {
    subject.reject("policy-json", `'${input}' ${read.why}; a policy document is expected`, grammarPage);
    return undefined;
  }
  const { document } = read;
  for (const { rule, message } of grammarProblems(document, kind))
    subject.reject(rule, `the ${kind.name} in '${input}': ${message}`, grammarPage);
  if (!document.partly) judgeSize(subject, input, document.text, kind);
  if (kind.principal === "required")
    document.statements.forEach((statement, index) => {
      for (const problem of principalProblems(statement, subject.world))
        subject.reject(
          "policy-principal-exists",
          `the ${kind.name} in '${input}': ${statementName(statement, index)} ${problem}`,
          principalPage,
        );
    });
  return document;
}

function judgeSize(subject: Subject, input: string, text: string, kind: DocumentKind): void {
  const size = kind.unit === "bytes" ? Buffer.byteLength(text) : countedSize(text);
  if (size > kind.max)
    subject.reject(
      "policy-size",
      `the ${kind.name} in '${input}' has ${size} ${kind.unit}; allowed: at most ${kind.max}`,
      kind.quota,
    );
}
