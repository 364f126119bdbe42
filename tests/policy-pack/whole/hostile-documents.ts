import { unknown } from "../handed";
import { allow, deny, document } from "../road";

/** Globs over one letter, made so that a search that goes back takes for ever. */
export const slowGlobs = [
  `${"*a".repeat(200)}*b`,
  `${"*a*".repeat(100)}?${"*a".repeat(300)}c`,
  `${"a?*".repeat(150)}*${"?a*".repeat(150)}`,
] as const;

/** Keys that objects are born with, or by which they get a prototype. */
export const prototypeKeys = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__",
] as const;

/** An object in whose own keys the prototype keys are, as JSON brings them about. */
export function withPrototypeKeys(value: unknown): Record<string, unknown> {
  const text = prototypeKeys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",");
  return JSON.parse(`{${text}}`) as Record<string, unknown>;
}

/** JSON text in lists and objects by turns, one in the other. */
export function nested(levels: number, core = '"core"'): string {
  let text = core;
  for (let level = 0; level < levels; level += 1) text = level % 2 === 0 ? `[${text}]` : `{"a":${text}}`;
  return text;
}

/** Documents that nobody can read to the end. */
export const unreadable: Readonly<Record<string, unknown>> = {
  "text that is no JSON": "Allow everything",
  "JSON that breaks off": '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*"',
  "a number as text": "5",
  "a number": 5,
  "a list of texts": ["Allow"],
  "10,001 levels": nested(10_001),
  "10,000 levels for statements": `{"Version":"2012-10-17","Statement":${nested(10_000)}}`,
  "a number for statements": { Statement: 5 },
  "numbers for statements": { Statement: [1, 2] },
  "a text for statements": '{"Statement":"Allow"}',
  "statements without an effect": document({ Action: "*", Resource: "*" }),
  "an effect that nobody knows": document({ Effect: "Perhaps", Action: "*", Resource: "*" }),
  "an unknown": unknown,
  "a list of unknowns": { Statement: [unknown] },
};

export const slowDocument = document([
  allow([...slowGlobs, `iam:${slowGlobs[0]}`], [...slowGlobs, `arn:aws:s3:::${slowGlobs[1]}`], {
    Principal: { AWS: slowGlobs },
    Condition: { StringLike: { "aws:SourceArn": slowGlobs, [slowGlobs[0]]: slowGlobs[1] } },
  }),
  deny(slowGlobs, slowGlobs, { Principal: "*", Condition: { ArnLike: { "aws:PrincipalArn": slowGlobs } } }),
]);

export const slowTriggers = [
  {
    providerType: "CodeStarSourceConnection",
    gitConfiguration: {
      sourceActionName: "GitLab",
      pushes: [
        {
          branches: { includes: slowGlobs, excludes: [...slowGlobs].reverse() },
          filePaths: { includes: slowGlobs },
          tags: { includes: slowGlobs },
        },
      ],
    },
  },
];

export const slowPattern = JSON.stringify({
  source: slowGlobs.flatMap((wildcard) => [
    { wildcard },
    { prefix: wildcard },
    { "anything-but": { wildcard } },
  ]),
  detail: {
    $or: Array.from({ length: 50 }, (_, index) => ({ eventName: [{ wildcard: `${slowGlobs[0]}${index}` }] })),
  },
});

/** Prototype keys wherever a document has a key or a name. */
export const hostileDocument = JSON.stringify({
  ...withPrototypeKeys([{ Effect: "Allow", Action: "*", Resource: "*" }]),
  Version: "2012-10-17",
  Statement: [
    {
      ...withPrototypeKeys("Deny"),
      Effect: "Allow",
      Action: prototypeKeys.flatMap((key) => [key, `${key}:*`, `sts:${key}`]),
      Resource: prototypeKeys,
      Principal: withPrototypeKeys("*"),
      Condition: { ...withPrototypeKeys(withPrototypeKeys("x")), StringEquals: withPrototypeKeys(["y"]) },
    },
  ],
});
