import fc from "fast-check";
import { contextOf } from "../../../policy-pack/iam/context";
import type { Context } from "../../../policy-pack/iam/context";
import type { DocumentKind } from "../../../policy-pack/iam/document";
import type { Decision, Policies } from "../../../policy-pack/iam/evaluate";
import { evaluate } from "../../../policy-pack/iam/evaluate";
import type { Request, RequestPrincipal } from "../../../policy-pack/iam/request";
import { unknown } from "../handed";
import type { Written } from "./golden/row";
import { away, document, home, roleArn, root, userArn } from "./golden/row";

/** Documents and requests out of few words, so that they often speak of the same thing. */
export const among = <Item>(...items: readonly Item[]): fc.Arbitrary<Item> => fc.constantFrom(...items);
const word = (...texts: string[]) => among(...texts);
const several = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: 1, maxLength: 2 });

const action = word(
  "*",
  "*",
  "*",
  "s3:*",
  "s3:*",
  "S3:Get?bject",
  "s3:PutObject",
  "kms:Decrypt",
  "sts:AssumeRole",
  unknown,
);
const resource = word(
  "*",
  "*",
  "*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::data/*",
  "arn:aws:s3:::data/a",
  "arn:aws:s3:::data/${aws:PrincipalTag/team}",
  `arn:aws:kms:eu-central-1:${home}:key/*`,
  roleArn("*"),
  unknown,
);
const principal = word("*", roleArn("build"), root(home), home, userArn("bob"), roleArn("x", away), unknown);
const condition = among<Written | undefined>(
  undefined,
  undefined,
  undefined,
  undefined,
  { StringEquals: { "aws:PrincipalTag/team": "a" } },
  { StringNotEquals: { "aws:PrincipalTag/team": ["a", unknown] } },
  { StringLikeIfExists: { "aws:PrincipalTag/team": unknown } },
  { Null: { "aws:PrincipalTag/team": "true" } },
  { Bool: { "aws:SecureTransport": "true" } },
  { "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] } },
  { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } },
  { ArnLike: { "aws:PrincipalArn": roleArn("bui*") } },
);

export const statement: fc.Arbitrary<Written> = fc
  .record({
    effect: word("Allow", "Allow", "Allow", "Deny"),
    actions: fc.tuple(word("Action", "Action", "NotAction"), several(action)),
    resources: fc.tuple(word("Resource", "Resource", "NotResource"), several(resource)),
    condition,
  })
  .map(({ effect, actions, resources, condition: block }) => ({
    Effect: effect,
    [actions[0]]: actions[1],
    [resources[0]]: resources[1],
    ...(block ? { Condition: block } : {}),
  }));

export const resourceStatement: fc.Arbitrary<Written> = fc
  .tuple(statement, word("Principal", "Principal", "NotPrincipal"), several(principal))
  .map(([one, element, principals]) => ({ ...one, [element]: { AWS: principals } }));

/** All that has a say, as plain statements, so that a law can change one of them. */
export interface World {
  readonly identity: readonly Written[];
  readonly resource?: readonly Written[];
  readonly boundary?: readonly Written[];
  readonly session?: readonly Written[];
  readonly scp?: readonly Written[];
}

export const places = ["identity", "resource", "boundary", "session", "scp"] as const;
export type Place = (typeof places)[number];

/** Half of them allow everything to begin with: few documents of chance allow what a request of chance asks. */
const statements = fc
  .tuple(fc.boolean(), fc.array(statement, { maxLength: 3 }))
  .map(([broad, list]): readonly Written[] =>
    broad ? [{ Effect: "Allow", Action: "*", Resource: "*" }, ...list] : list,
  );
const sometimes = <Item>(item: fc.Arbitrary<Item>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: item });
export const world: fc.Arbitrary<World> = fc.record({
  identity: statements,
  resource: sometimes(fc.array(resourceStatement, { maxLength: 3 })),
  boundary: sometimes(statements),
  session: sometimes(statements),
  scp: sometimes(statements),
});

const who: fc.Arbitrary<RequestPrincipal> = among<RequestPrincipal>(
  { kind: "role", arn: roleArn("build"), sessionName: "run" },
  { kind: "role", arn: roleArn("build"), sessionName: "run" },
  { kind: "role", arn: roleArn("build"), sessionName: "run" },
  { kind: "role", arn: roleArn("build") },
  { kind: "user", arn: userArn("bob") },
  { kind: "root", account: home },
  { kind: "service", service: "sns.amazonaws.com" },
  { kind: "anonymous" },
);
const what = among<readonly [string, string]>(
  ["s3:GetObject", "arn:aws:s3:::data/a"],
  ["s3:GetObject", "arn:aws:s3:::data/a"],
  ["s3:PutObject", "arn:aws:s3:::data/b"],
  ["kms:Decrypt", `arn:aws:kms:eu-central-1:${home}:key/1`],
  ["kms:Decrypt", `arn:aws:kms:eu-central-1:${away}:key/2`],
  ["sts:AssumeRole", roleArn("next")],
);
export const context: fc.Arbitrary<Context> = fc
  .record({
    "aws:PrincipalTag/team": fc.constantFrom("a", "b", null, undefined),
    "aws:SecureTransport": fc.constantFrom("true", "false", undefined),
    "aws:TagKeys": fc.constantFrom(["a"], ["a", "c"], [], null, undefined),
  })
  .map((keys) => contextOf(keys, "absent"));

export const request: fc.Arbitrary<Request> = fc
  .record({
    principal: who,
    what,
    context,
    resourceAccount: among<string | undefined>(home, home, away, undefined),
  })
  .map(({ principal: by, what: [act, on], context: keys, resourceAccount }) => ({
    principal: by,
    action: act,
    resource: on,
    context: keys,
    ...(resourceAccount !== undefined && on.startsWith("arn:aws:s3") ? { resourceAccount } : {}),
  }));

/** Each statement in a document of its own where `spread` says so: that must not matter. */
export function policiesOf(of: World, spread = false): Policies {
  const read = (label: string, list: readonly Written[], kind: DocumentKind = "identity") => ({
    label,
    document: document(list, kind),
  });
  return {
    identity: spread ? of.identity.map((one) => read("identity", [one])) : [read("identity", of.identity)],
    ...(of.resource ? { resource: read("resource", of.resource, "resource") } : {}),
    ...(of.boundary ? { boundaries: [read("boundary", of.boundary)] } : {}),
    ...(of.session ? { session: [read("session", of.session)] } : {}),
    ...(of.scp ? { scps: [[read("scp", of.scp)]] } : {}),
  };
}

export function answer(asked: Request, of: World): Decision["answer"] {
  return evaluate(asked, policiesOf(of)).answer;
}

/** The statements of one place with one more; a place that is not there stays so. */
export function withMore(of: World, place: Place, more: Written): World {
  const list = of[place];
  return list ? { ...of, [place]: [...list, more] } : of;
}

/** All statements changed in one way. */
export function mapped(of: World, change: (one: Written) => Written): World {
  return Object.fromEntries(
    Object.entries(of).map(([place, list]) => [place, (list as readonly Written[] | undefined)?.map(change)]),
  ) as unknown as World;
}

/** Every unknown of a statement replaced by one value of its place. */
export function resolved(
  one: Written,
  values: {
    readonly action: string;
    readonly resource: string;
    readonly principal: string;
    readonly value: string;
  },
): Written {
  const replace = (part: unknown, by: string): unknown => {
    if (part === unknown) return by;
    if (Array.isArray(part)) return part.map((item) => replace(item, by));
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inside]) => [key, replace(inside, by)]));
  };
  const byElement = (element: string) =>
    element.endsWith("Action")
      ? values.action
      : element.endsWith("Resource")
        ? values.resource
        : element.endsWith("Principal")
          ? values.principal
          : values.value;
  return Object.fromEntries(
    Object.entries(one).map(([element, part]) => [element, replace(part, byElement(element))]),
  );
}

export const knownValues = fc.record({
  action: word("*", "s3:GetObject", "kms:*", "sqs:SendMessage"),
  resource: word("*", "arn:aws:s3:::data/a", "arn:aws:s3:::other/*"),
  principal: word("*", roleArn("build"), root(home), userArn("nobody")),
  value: word("a", "b", "*"),
});
