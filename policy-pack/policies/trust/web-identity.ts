import type { Document, Statement } from "../../iam/document";
import type { Reading } from "../../reader/field";
import type { Visitor } from "./letting-in";
import { assumeActionsOf } from "./letting-in";

/** A statement that lets in whoever holds a token of an OpenID Connect issuer. */
export interface WebIdentity {
  readonly statement: Statement;
  readonly denials: readonly Statement[];
  /** As the statement names it: an ARN, or the host of a provider that AWS knows by itself. */
  readonly provider: string;
  /** Host and path of the issuer, which begins the names of its condition keys: `gitlab.com`. */
  readonly issuer: string;
  readonly path: string;
}

export const webIdentityAction = "sts:assumerolewithwebidentity";

/** Cognito's tokens are about an identity pool, and have other claims. */
const otherClaims = "cognito-identity.amazonaws.com";

export function webIdentitiesOf({ statements }: Pick<Document, "statements">): readonly WebIdentity[] {
  const denials = statements.filter(({ effect }) => effect === "Deny");
  return statements
    .filter(({ effect, principals }) => effect === "Allow" && principals && !principals.negated)
    .filter((statement) => assumeActionsOf(statement).includes(webIdentityAction))
    .flatMap((statement) =>
      (statement.principals?.entries ?? []).flatMap(({ kind, value, path }): readonly WebIdentity[] => {
        const issuer = kind === "Federated" ? issuerOf(value) : undefined;
        return issuer === undefined ? [] : [{ statement, denials, provider: value, issuer, path }];
      }),
    );
}

function issuerOf(provider: string): string | undefined {
  const arn = /^arn:[^:]*:iam::[^:]*:(oidc-provider|saml-provider)\/(.+)$/.exec(provider);
  if (arn) return arn[1] === "oidc-provider" ? arn[2] : undefined;
  return provider === otherClaims || provider.includes(":") || provider === "*" ? undefined : provider;
}

/** The holder of a token; of claims that are not given, he may have any. `null`: the token has no such claim. */
export function holderOf(
  { provider, issuer, statement, denials }: WebIdentity,
  claims: Readonly<Record<string, string | null>>,
): Visitor {
  const others = [statement, ...denials]
    .flatMap(({ conditions }) => conditions.map(({ key }) => key))
    .filter((key) => /:(aud|sub|amr)$/.test(key) && !key.startsWith(`${issuer.toLowerCase()}:`));
  return {
    principal: { kind: "federated", provider },
    keys: {
      ...Object.fromEntries(others.map((key) => [key, null])),
      ...Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${issuer}:${claim}`, value])),
    },
  };
}

/** Values that the conditions of a statement compare the subject with. */
export function subjectsOf({ statement, issuer }: WebIdentity): readonly string[] {
  const key = `${issuer}:sub`.toLowerCase();
  return statement.conditions.filter((one) => one.key === key).flatMap(({ values }) => values);
}

/** Audiences that conditions and denials speak of; of a pattern, one that it means. */
export function audiencesOf({ statement, denials, issuer }: WebIdentity): readonly string[] {
  const key = `${issuer}:aud`.toLowerCase();
  const values = [statement, ...denials]
    .flatMap(({ conditions }) => conditions)
    .filter((one) => one.key === key)
    .flatMap((one) => one.values.map((value) => value.replaceAll("*", "evil").replaceAll("?", "x")));
  return [...new Set(values)];
}

/** Whether tokens of an issuer are GitLab's: it is listed, or says so in its name. */
export function isGitLab({ issuer }: WebIdentity, issuers: Reading<readonly string[]>): boolean {
  const listed = issuers.kind === "known" ? issuers.value.map(withoutScheme) : [];
  return listed.includes(issuer.toLowerCase()) || /(^|[.-])gitlab([.-]|$)/i.test(issuer);
}

/** Host and path of an issuer's address, as IAM writes them. */
export function withoutScheme(url: string): string {
  return url
    .replace(/^https:\/\//i, "")
    .replace(/\/+$/, "")
    .toLowerCase();
}
