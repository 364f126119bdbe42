import { coversAction, matchesActions } from "../../iam/action-match";
import { allowed } from "../../iam/allowance";
import { parseArn } from "../../iam/arn";
import type { Context, KeyValue } from "../../iam/context";
import { couldAllow } from "../../iam/could";
import { readDocument } from "../../iam/document";
import type { Document } from "../../iam/document";
import { someText } from "../../iam/glob";
import type { RequestPrincipal } from "../../iam/request";
import type { Identities } from "../../identities/identities";
import { located } from "../../identities/located";
import type { Principal } from "../../identities/principal";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { placeOf } from "./build-calls";
import type { Call } from "./call";

/** Whether a call will be let through, or who refuses it. */
export type Granted =
  | { readonly kind: "yes" }
  | { readonly kind: "no"; readonly by: string; readonly resource: string }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

/**
 * Holds one call against everything that has a say: the identity's policies and boundary, and, where they are in
 * the stack, the trust policy of a role that is assumed, the key policy behind the alias that the grant names,
 * the bucket's policy, and across accounts the repository's. A condition counts as met as soon as some call could
 * meet it.
 */
export class Grants {
  /** Documents and answers come up again for every call: each is worked out once. */
  private readonly read = new Map<string, Document>();
  private readonly bounded = new Map<Document, Map<string, Granted>>();

  constructor(
    private readonly stack: Stack,
    private readonly identities: Identities,
  ) {}

  of(role: Principal, arn: string, call: Call): Granted {
    const asks: RequestPrincipal = { kind: "role", arn };
    const context = contextOf(call);
    const own = covers(role.documents, call, context, `the policies of ${role.label}`);
    if (own.kind !== "yes") return own;
    const within = this.byBoundary(role, call, context);
    if (within.kind !== "yes") return within;
    return together([
      this.byTrust(arn, call),
      ...this.keysOf(role, call).map((key) => this.byKeyPolicy(key, call, asks, context)),
      ...this.bucketsOf(call).map((bucket) => this.byBucketPolicy(bucket, arn, call, asks, context)),
      this.byRepository(arn, call, asks, context),
    ]);
  }

  private byBoundary({ boundary, label }: Principal, call: Call, context: Context): Granted {
    if (boundary.kind !== "known") return yes;
    const { document } = boundary;
    const known = this.bounded.get(document) ?? new Map<string, Granted>();
    this.bounded.set(document, known);
    const key = `${call.action} ${call.resource}`;
    const answer = known.get(key) ?? covers([document], call, context, "its boundary");
    known.set(key, answer);
    return answer.kind === "no" ? { ...answer, by: `the boundary of ${label}` } : answer;
  }

  private policyOf(carrier: StackResource): Document {
    const known = this.read.get(carrier.urn);
    if (known) return known;
    const document = located(readDocument(carrier.properties.at("policy"), "resource"), carrier);
    this.read.set(carrier.urn, document);
    return document;
  }

  private byTrust(arn: string, { action, resource }: Call): Granted {
    if (action.toLowerCase() !== "sts:assumerole") return yes;
    const target = this.identities.byArn(resource, resource);
    if (target.kind !== "role" || !target.role.trust) return yes;
    return byDocument(
      target.role.trust,
      "sts:assumerole",
      resource,
      { kind: "role", arn },
      { keys: new Map(), others: "unknown" },
      `the trust policy of ${target.role.label}`,
    );
  }

  /** Keys of the stack that the identity is allowed to use by their alias. */
  private keysOf(role: Principal, { action, resource }: Call): readonly StackResource[] {
    if (!action.toLowerCase().startsWith("kms:")) return [];
    const name = action.toLowerCase();
    const aliases = new Set<string>();
    for (const { statements } of role.documents)
      for (const { actions, effect, conditions } of statements)
        if (effect === "Allow" && conditions.length > 0 && coversAction(actions, name))
          for (const { key, values } of conditions)
            if (key === "kms:resourcealiases") for (const value of values) aliases.add(value);
    if (aliases.size === 0) return [];
    const arn = parseArn(resource);
    return this.stack.ofType(tokens.alias).flatMap((alias) => {
      const name = alias.properties.at("name").text();
      if (name.kind !== "known" || !aliases.has(name.value)) return [];
      const place = placeOf(alias);
      if (arn && (place.account !== arn.accountId || place.region !== arn.region)) return [];
      return alias.madeFrom("targetKeyId").filter(({ type }) => type === tokens.key);
    });
  }

  private byKeyPolicy(
    key: StackResource,
    { action }: Call,
    asks: RequestPrincipal,
    context: Context,
  ): Granted {
    const separate = this.stack
      .ofType(tokens.keyPolicy)
      .find((policy) => policy.madeFrom("keyId").some(({ urn }) => urn === key.urn));
    const carrier = separate ?? key;
    // Without a policy of its own a key has AWS's, which leaves everything to the account.
    if (carrier.properties.at("policy").isAbsent()) return yes;
    const document = this.policyOf(carrier);
    const direct = byDocument(document, action, "*", asks, context, `the key policy of ${key.name}`);
    if (direct.kind !== "no" || asks.kind !== "role") return direct;
    const account = parseArn(asks.arn)?.accountId;
    const delegated =
      account !== undefined && allowed([forRoot(document, account)], action.toLowerCase(), "*").kind !== "no";
    return delegated ? yes : direct;
  }

  private bucketsOf({ action, resource }: Call): readonly StackResource[] {
    if (!action.toLowerCase().startsWith("s3:")) return [];
    const name = parseArn(resource)?.resource.split("/")[0];
    return name === undefined ? [] : (this.stack.once(bucketPolicies).get(name) ?? []);
  }

  private byBucketPolicy(
    policy: StackResource,
    arn: string,
    { action, resource }: Call,
    asks: RequestPrincipal,
    context: Context,
  ): Granted {
    const document = this.policyOf(policy);
    const label = `the policy ${policy.name}`;
    const same = placeOf(policy).account === parseArn(arn)?.accountId;
    if (!same) return byDocument(document, action, resource, asks, context, label);
    // In one account the identity's own policy is enough, unless the bucket's denies.
    const everybody: Document = {
      ...document,
      statements: [allowEverything, ...document.statements.filter(({ effect }) => effect === "Deny")],
    };
    return byDocument(everybody, action, resource, asks, context, label);
  }

  private byRepository(
    arn: string,
    { action, resource }: Call,
    asks: RequestPrincipal,
    context: Context,
  ): Granted {
    const repository = parseArn(resource);
    if (repository?.service !== "ecr" || repository.accountId === parseArn(arn)?.accountId) return yes;
    const name = repository.resource.replace(/^repository\//, "");
    const policy = this.stack.named(tokens.repositoryPolicy, name, "repository");
    if (!policy)
      return { kind: "no", by: `repository ${name}, which has no policy for other accounts`, resource };
    const document = this.policyOf(policy);
    return byDocument(
      {
        ...document,
        statements: document.statements.map((statement) => ({ ...statement, resources: everything })),
      },
      action,
      resource,
      asks,
      context,
      `the policy ${policy.name}`,
    );
  }
}

/** The policies of each bucket, by its name. */
function bucketPolicies(stack: Stack): ReadonlyMap<string, readonly StackResource[]> {
  const found = new Map<string, StackResource[]>();
  for (const policy of stack.ofType(tokens.bucketPolicy)) {
    const bucket = policy.properties.at("bucket").text();
    if (bucket.kind !== "known") continue;
    const known = found.get(bucket.value);
    if (known) known.push(policy);
    else found.set(bucket.value, [policy]);
  }
  return found;
}

const yes: Granted = { kind: "yes" };
const everything = { negated: false, patterns: ["*"], unknown: [] } as const;
const allowEverything: Document["statements"][number] = {
  path: "",
  effect: "Allow",
  principals: { negated: false, entries: [{ kind: "AWS", value: "*", path: "" }], unknown: [] },
  actions: everything,
  resources: everything,
  conditions: [],
  unknownConditions: [],
  conditional: false,
};

/** Whether documents allow the call on all of its resource. */
function covers(
  documents: readonly Document[],
  { action, resource }: Call,
  context: Context,
  by: string,
): Granted {
  const name = action.toLowerCase();
  if (saysItPlainly(documents, name, resource)) return yes;
  const could = couldAllow(documents, name, resource, { context });
  if (could.kind === "unknown") return could;
  if (could.kind === "no") return { kind: "no", by, resource };
  // Which key a call means is told by its alias, not by its ARN.
  const outside = name.startsWith("kms:") ? undefined : uncovered(documents, name, resource);
  return outside === undefined ? yes : { kind: "no", by, resource: outside };
}

/** The usual case, told at a glance: a statement allows the very text, without conditions, and none denies the action. */
function saysItPlainly(documents: readonly Document[], action: string, resource: string): boolean {
  let allows = false;
  for (const { statements, unknown } of documents) {
    if (unknown.length > 0) return false;
    for (const { effect, actions, resources, conditional } of statements) {
      if (effect === "Deny") {
        if (matchesActions(actions, action) !== false) return false;
        continue;
      }
      if (conditional || actions.negated || resources.negated) continue;
      allows ||= actions.patterns.includes(action) && resources.patterns.includes(resource);
    }
  }
  return allows;
}

/** A part of the resource that no Allow of the action names. */
function uncovered(documents: readonly Document[], action: string, resource: string): string | undefined {
  const named: string[] = [];
  for (const { statements } of documents)
    for (const { effect, actions, resources } of statements) {
      if (effect !== "Allow" || coversAction(actions, action) === actions.negated) continue;
      const { negated, patterns, unknown } = resources;
      if (negated || unknown.length > 0 || patterns.includes(resource)) return undefined;
      for (const pattern of patterns) named.push(pattern.replace(/\$\{[^}]*\}/g, "*"));
    }
  const found = someText([resource], named);
  return found.kind === "some" ? found.example : undefined;
}

function byDocument(
  document: Document,
  action: string,
  resource: string,
  principal: RequestPrincipal,
  context: Context,
  by: string,
): Granted {
  const could = couldAllow([document], action.toLowerCase(), resource, { context, principal });
  if (could.kind === "unknown") return could;
  return could.kind === "yes" ? yes : { kind: "no", by, resource };
}

/** What a key policy leaves to the account's own policies. */
function forRoot(document: Document, account: string): Document {
  return {
    ...document,
    statements: document.statements.filter(
      ({ principals }) =>
        principals !== undefined &&
        !principals.negated &&
        principals.entries.some(({ value }) => value === account || value.endsWith(`:${account}:root`)),
    ),
  };
}

/** What is the same for every such call; everything else may be as the call makes it. */
function contextOf({ resource }: Call): Context {
  const arn = parseArn(resource);
  const keys = new Map<string, KeyValue>([["aws:securetransport", ["true"]]]);
  if (arn && arn.region !== "" && arn.region !== "*") keys.set("aws:requestedregion", [arn.region]);
  return { keys, others: "unknown" };
}

function together(answers: readonly Granted[]): Granted {
  const refusal = answers.find(({ kind }) => kind === "no");
  if (refusal) return refusal;
  const paths = answers.flatMap((answer) => (answer.kind === "unknown" ? answer.paths : []));
  return paths.length > 0 ? { kind: "unknown", paths: [...new Set(paths)] } : yes;
}
