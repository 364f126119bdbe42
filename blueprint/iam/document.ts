/** An IAM policy document as plain data: lists where IAM allows a single string, so that it reads one way. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

export interface Statement {
  /** Says the purpose; unique in its document. */
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal;
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Conditions;
}

export type Principal =
  | "*"
  | {
      readonly AWS?: readonly string[];
      readonly Service?: readonly string[];
      readonly Federated?: readonly string[];
    };

/** Operator → condition key → values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** The text that AWS stores and whose length its quotas count: no white space. */
export function documentText(document: PolicyDocument): string {
  return JSON.stringify(document);
}

/**
 * ARNs of the roles that a document names as principals. AWS refuses a document that names a role which does
 * not exist, and text gives Pulumi no order, so whoever renders the document depends on these roles.
 */
export function rolesNamedBy(document: PolicyDocument): readonly string[] {
  const named = document.Statement.flatMap(({ Principal }) =>
    Principal === undefined || Principal === "*"
      ? []
      : [...(Principal.AWS ?? []), ...(Principal.Federated ?? [])],
  );
  return [...new Set(named)].filter((arn) => /:(role|oidc-provider)\//.test(arn));
}
