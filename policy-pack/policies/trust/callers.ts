import { accountOf, parseArn } from "../../iam/arn";
import type { Document, Statement } from "../../iam/document";
import { hasWildcard } from "../../iam/glob";
import type { Truth } from "../../iam/kleene";
import type { Principal as Named } from "../../iam/principals";
import type { Identities } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import { accountPrincipal } from "./account-principal";
import type { Visitor } from "./letting-in";
import { assumeActionsOf, letsIn } from "./letting-in";
import { foreignAccount, strangerRole, strangerUser, valuesOf } from "./strangers";
import type { WebIdentity } from "./web-identity";
import { webIdentitiesOf } from "./web-identity";

/** Somebody whom a role's trust lets in, and where it says so. */
export type Caller = { readonly path: string } & (
  | { readonly kind: "role"; readonly role: Principal }
  /** A role of which nothing but the ARN is known. */
  | { readonly kind: "outside"; readonly arn: string }
  | { readonly kind: "account"; readonly account: string }
  /** Everybody whose ARN matches. */
  | { readonly kind: "pattern"; readonly pattern: string }
  | { readonly kind: "everybody" }
  /** A user, a federation of people. */
  | { readonly kind: "people"; readonly who: string }
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "token"; readonly web: WebIdentity }
  | { readonly kind: "unknown"; readonly paths: readonly string[] }
);

/**
 * Whom a trust lets in, by its principals and by what conditions and denials let through. A whole account whose
 * conditions say whom of it stands as those.
 */
export function callersOf(trust: Document, identities: Identities): readonly Caller[] {
  const denials = trust.statements.filter(({ effect }) => effect === "Deny");
  const webs = webIdentitiesOf(trust).map((web): Caller => ({ kind: "token", web, path: web.path }));
  return [
    ...trust.unknown.map((path): Caller => ({ kind: "unknown", paths: [path], path })),
    ...trust.statements
      .filter((statement) => statement.effect === "Allow" && assumeActionsOf(statement).length > 0)
      .flatMap((statement) => new Door(statement, denials, identities).callers()),
    ...webs,
  ];
}

/** One statement of a trust. */
class Door {
  constructor(
    private readonly statement: Statement,
    private readonly denials: readonly Statement[],
    private readonly identities: Identities,
  ) {}

  callers(): readonly Caller[] {
    const { principals, path } = this.statement;
    if (!principals) return [{ kind: "unknown", paths: [path], path }];
    if (principals.negated) return [{ kind: "everybody", path }];
    const hidden = principals.unknown.map((one): Caller => ({ kind: "unknown", paths: [one], path: one }));
    return [...hidden, ...principals.entries.flatMap((entry) => this.ofEntry(entry))];
  }

  private ofEntry(entry: Named): readonly Caller[] {
    const { kind, value, path } = entry;
    switch (kind) {
      case "Service":
        return [{ kind: "service", service: value, path }];
      case "Federated":
        if (value === "*") return [{ kind: "everybody", path }];
        // Tokens of OpenID Connect are looked at by themselves.
        if (webIdentitiesOf({ statements: [this.statement] }).some(({ provider }) => provider === value))
          return [];
        return [{ kind: "people", who: `sign-in through ${value}`, path }];
      case "CanonicalUser":
        return [{ kind: "unknown", paths: [path], path }];
      case "AWS":
        return this.ofAws(value, path);
      default:
        return kind satisfies never;
    }
  }

  private ofAws(value: string, path: string): readonly Caller[] {
    if (hasWildcard(value)) return this.within(undefined, "aws", { kind: "everybody", path }, path);
    const whole = accountPrincipal(value);
    if (whole)
      return this.within(
        whole.account,
        whole.partition,
        { kind: "account", account: whole.account, path },
        path,
      );
    const arn = parseArn(value);
    if (arn?.service === "sts" && arn.resource.startsWith("assumed-role/"))
      return this.named(
        `arn:${arn.partition}:iam::${arn.accountId}:role/${arn.resource.split("/")[1] ?? ""}`,
        path,
      );
    return arn ? this.named(value, path) : [{ kind: "unknown", paths: [path], path }];
  }

  /** Who of an account, or of all accounts, gets in. */
  private within(
    account: string | undefined,
    partition: string,
    all: Caller,
    path: string,
  ): readonly Caller[] {
    const anyAccount = foreignAccount(valuesOf([this.statement, ...this.denials]));
    for (const stranger of [strangerRole, strangerUser]) {
      const truth = this.lets(stranger(account ?? anyAccount, partition));
      if (truth === true) return [all];
      if (truth !== false) return [{ kind: "unknown", paths: truth.paths, path }];
    }
    const asked = [this.statement, ...this.denials]
      .flatMap(({ conditions }) => conditions)
      .filter(({ key }) => key === "aws:principalarn")
      .flatMap(({ values }) => values);
    const patterns = asked
      .filter(hasWildcard)
      .filter(
        (pattern) =>
          this.lets(roleCalled(pattern.replaceAll("*", "unrelated").replaceAll("?", "x"))) !== false,
      )
      .map((pattern): Caller => ({ kind: "pattern", pattern, path }));
    const exact = asked
      .filter((arn) => !hasWildcard(arn) && (account === undefined || accountOf(arn) === account))
      .flatMap((arn) => this.named(arn, path));
    const ofStack = this.identities.roles
      .filter(
        ({ accountId }) => account === undefined || accountId.kind !== "known" || accountId.value === account,
      )
      .flatMap((role) => role.arnPatterns.map((arn) => ({ role, truth: this.lets(roleCalled(arn)) })))
      .flatMap(({ role, truth }): readonly Caller[] =>
        truth === true ? [{ kind: "role", role, path }] : [],
      );
    return unique([...ofStack, ...patterns, ...exact]);
  }

  /** One principal that is named in full, as far as conditions and denials let it in. */
  private named(arn: string, path: string): readonly Caller[] {
    const resource = parseArn(arn)?.resource ?? "";
    const isUser = resource.startsWith("user/");
    const truth = this.lets(isUser ? { principal: { kind: "user", arn }, keys: {} } : roleCalled(arn));
    if (truth === false) return [];
    if (truth !== true) return [{ kind: "unknown", paths: truth.paths, path }];
    if (isUser) return [{ kind: "people", who: `user ${arn}`, path }];
    if (resource.includes("aws-reserved/sso.amazonaws.com/"))
      return [{ kind: "people", who: `the permission set behind ${arn}`, path }];
    const identity = this.identities.byArn(arn, path);
    switch (identity.kind) {
      case "role":
        return [{ kind: "role", role: identity.role, path }];
      case "outside":
        return [{ kind: "outside", arn, path }];
      case "unknown":
        return [{ kind: "people", who: arn, path }];
      default:
        return identity satisfies never;
    }
  }

  private lets(visitor: Visitor): Truth {
    return letsIn(this.statement, this.denials, visitor, assumeActionsOf(this.statement));
  }
}

function roleCalled(arn: string): Visitor {
  return { principal: { kind: "role", arn }, keys: {} };
}

function unique(callers: readonly Caller[]): readonly Caller[] {
  const seen = new Map<unknown, Caller>();
  for (const caller of callers) {
    const key = caller.kind === "role" ? caller.role : JSON.stringify(caller);
    if (!seen.has(key)) seen.set(key, caller);
  }
  return [...seen.values()];
}
