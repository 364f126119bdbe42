import type { Golden, Keys, Written } from "./row";
import { allow, build, conditionRows, deny, home, policy, roleArn, rows } from "./row";

const row = (
  rule: string,
  answer: Golden["answer"],
  on: string,
  statements: readonly Written[],
  keys: Keys = {},
) => ({
  rule,
  request: { as: build, action: "s3:GetObject", on, resourceAccount: home, keys },
  policies: { identity: [policy(...statements)] },
  answer,
});
const team = "aws:PrincipalTag/team";
const own = "arn:aws:s3:::data/${aws:PrincipalTag/team}/*";

export const variables = [
  ...rows("IAM User Guide, IAM policy elements: Variables and tags", [
    row(
      "a variable in a resource stands for the key's value",
      "allowed",
      "arn:aws:s3:::data/red/a",
      [allow("s3:*", own)],
      { [team]: "red" },
    ),
    row(
      "a variable in a resource stands for no other value",
      "denied",
      "arn:aws:s3:::data/blue/a",
      [allow("s3:*", own)],
      { [team]: "red" },
    ),
    row(
      "a wildcard in a variable's value is none",
      "denied",
      "arn:aws:s3:::data/red/a",
      [allow("s3:*", own)],
      { [team]: "*" },
    ),
    row(
      "a variable of which nothing is known leaves the answer open",
      "unknown",
      "arn:aws:s3:::data/red/a",
      [allow("s3:*", own)],
      { [team]: undefined },
    ),
    row(
      "a variable of which nothing is known doesn't matter where the rest doesn't match",
      "denied",
      "arn:aws:s3:::data/a",
      [allow("s3:*", own)],
      { [team]: undefined },
    ),
    row("${*} stands for a star", "allowed", "arn:aws:s3:::data/*", [
      allow("s3:*", "arn:aws:s3:::data/${*}"),
    ]),
    row("${*} is no wildcard", "denied", "arn:aws:s3:::data/a", [allow("s3:*", "arn:aws:s3:::data/${*}")]),
    row("${?} is no wildcard", "denied", "arn:aws:s3:::data/a", [allow("s3:*", "arn:aws:s3:::data/${?}")]),
    row("${$} stands for a dollar", "allowed", "arn:aws:s3:::data/$a", [
      allow("s3:*", "arn:aws:s3:::data/${$}a"),
    ]),
    row(
      "the principal's ARN is a variable that needs not be given",
      "allowed",
      `arn:aws:s3:::data/${roleArn("build")}`,
      [allow("s3:*", "arn:aws:s3:::data/${aws:PrincipalArn}")],
    ),
  ]),
  ...rows("IAM User Guide, IAM policy elements: Variables and tags, Policy variables with no value", [
    row("a variable without a value makes a resource match nothing", "denied", "arn:aws:s3:::data/red/a", [
      allow("s3:*", own),
    ]),
    row("a variable without a value is no empty text", "denied", "arn:aws:s3:::data//a", [
      allow("s3:*", own),
    ]),
    row("a variable without a value makes NotResource match", "denied", "arn:aws:s3:::data/red/a", [
      allow("s3:*"),
      { Effect: "Deny", Action: "s3:*", NotResource: own },
    ]),
    row("a Deny on a variable without a value denies nothing", "allowed", "arn:aws:s3:::data/red/a", [
      allow("s3:*"),
      deny("s3:*", own),
    ]),
  ]),
  ...conditionRows(
    "IAM User Guide, IAM policy elements: Variables and tags, Policy variables with no value",
    [
      [
        "StringEquals with a variable compares two keys of the request",
        { StringEquals: { "s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}" } },
        { "s3:ExistingObjectTag/team": "red", [team]: "red" },
        true,
      ],
      [
        "StringEquals with a variable is not met by another value",
        { StringEquals: { "s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}" } },
        { "s3:ExistingObjectTag/team": "red", [team]: "blue" },
        false,
      ],
      [
        "StringEquals with a variable without a value is not met",
        { StringEquals: { "s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}" } },
        { "s3:ExistingObjectTag/team": "red" },
        false,
      ],
      [
        "StringNotEquals with a variable without a value is met",
        { StringNotEquals: { "s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}" } },
        { "s3:ExistingObjectTag/team": "red" },
        true,
      ],
      [
        "StringLike takes a variable between wildcards",
        { StringLike: { "s3:prefix": "home/${aws:PrincipalTag/team}/*" } },
        { "s3:prefix": "home/red/x", [team]: "red" },
        true,
      ],
      [
        "StringLike with a variable without a value is not met, whatever wildcards stand beside it",
        { StringLike: { "s3:prefix": "${aws:PrincipalTag/team}*" } },
        { "s3:prefix": "x" },
        false,
      ],
      [
        "ArnLike takes a variable too",
        { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:${aws:PrincipalAccount}:*" } },
        { "aws:SourceArn": `arn:aws:sns:eu-central-1:${home}:a` },
        true,
      ],
    ],
  ),
  ...rows("IAM User Guide, IAM policy elements: Variables and tags, Specifying default values", [
    row("a default stands in for a key that is not there", "allowed", "arn:aws:s3:::data/company-wide/a", [
      allow("s3:*", "arn:aws:s3:::data/${aws:PrincipalTag/team, 'company-wide'}/*"),
    ]),
    row(
      "a default gives way to a key that is there",
      "denied",
      "arn:aws:s3:::data/company-wide/a",
      [allow("s3:*", "arn:aws:s3:::data/${aws:PrincipalTag/team, 'company-wide'}/*")],
      { [team]: "red" },
    ),
  ]),
];
