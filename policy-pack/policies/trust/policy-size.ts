import type { Document, DocumentKind } from "../../iam/document";

/**
 * Characters that a document can have and still be a policy: a trust has 4,096 at most (IAM guide, "IAM and AWS STS
 * quotas"), the longest policy of a resource, a key's, 32 kB (KMS guide, "Quotas"). What is longer is refused by
 * AWS, and is not looked at here, or looking would take too long.
 */
const mostCharacters: Readonly<Record<DocumentKind, number>> = {
  trust: 4096,
  resource: 32_768,
  identity: 32_768,
};

/** The document, or one of which nothing is known where it is too long for any policy. */
export function ofPolicySize(document: Document, kind: DocumentKind, path: string): Document {
  return textLength(document) <= mostCharacters[kind]
    ? document
    : { statements: [], unknown: [`${path}, which is longer than AWS takes`] };
}

/** Less than the document has: marks between its texts don't count, and of a statement only its shortest form. */
function textLength({ statements }: Document): number {
  const sum = (texts: readonly string[]) => texts.reduce((length, text) => length + text.length + 2, 0);
  return statements.reduce(
    (length, { principals, actions, resources, conditions }) =>
      length +
      '{"Effect":"Deny"}'.length +
      sum((principals?.entries ?? []).map(({ value }) => value)) +
      sum(actions.patterns) +
      sum(resources.patterns) +
      conditions.reduce((inner, { key, values }) => inner + key.length + sum(values), 0),
    0,
  );
}
