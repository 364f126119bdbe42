import type { Golden, Keys, Written } from "./row";
import { allow, away, build, deny, full, home, policy, resourcePolicy, roleArn, root, rows } from "./row";

const key = `arn:aws:kms:eu-central-1:${home}:key/k-1`;
const theirs = `arn:aws:kms:eu-central-1:${away}:key/k-2`;
const decrypts = allow("kms:Decrypt", key);
const toAccount = { ...allow("kms:*"), Principal: { AWS: root(home) } };
const toBuild = { ...allow("kms:Decrypt"), Principal: { AWS: roleArn("build") } };

const row = (
  rule: string,
  answer: Golden["answer"],
  identity: readonly Written[],
  keyPolicy: readonly Written[] | undefined,
  more: {
    readonly on?: string;
    readonly keys?: Keys;
    readonly action?: string;
    readonly as?: Golden["request"]["as"];
  } = {},
) => ({
  rule,
  request: { as: build, action: "kms:Decrypt", on: key, ...more },
  policies: {
    identity: identity.length > 0 ? [policy(...identity)] : [],
    ...(keyPolicy ? { resource: resourcePolicy(...keyPolicy) } : {}),
  },
  answer,
});

export const keys = [
  ...rows(
    "AWS KMS Developer Guide, Default key policy, Allows access to the AWS account and enables IAM policies",
    [
      row("a key policy that names the role is enough", "allowed", [], [toBuild]),
      row(
        "a key policy that trusts the account leaves it to the identity's policies, which allow",
        "allowed",
        [decrypts],
        [toAccount],
      ),
      row(
        "a key policy that trusts the account leaves it to the identity's policies, which don't",
        "denied",
        [],
        [toAccount],
      ),
      row(
        "without trust in the account identity policies count for nothing",
        "denied",
        [allow("*")],
        [{ ...toBuild, Principal: { AWS: roleArn("other") } }],
      ),
      row(
        "trust in the account for some actions enables identity policies for these only",
        "denied",
        [allow("kms:*")],
        [{ ...allow("kms:Describe*"), Principal: { AWS: root(home) } }],
      ),
      row("a key policy that nobody has shown leaves the answer open", "unknown", [decrypts], undefined),
      row("the root user needs the key policy too", "denied", [], [toBuild], {
        as: { kind: "root", account: home },
      }),
      row("the root user is let in by trust in the account", "allowed", [], [toAccount], {
        as: { kind: "root", account: home },
      }),
      row("creating a key is no use of a key policy", "allowed", [allow("kms:CreateKey")], undefined, {
        action: "kms:CreateKey",
        on: "*",
      }),
      row(
        "a Deny in the key policy overrides the identity's Allow",
        "denied",
        [decrypts],
        [
          toAccount,
          {
            ...deny("kms:Decrypt"),
            Principal: "*",
            Condition: { StringNotEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } },
          },
        ],
      ),
    ],
  ),
  ...rows("AWS KMS Developer Guide, Allowing users in other accounts to use a KMS key", [
    row(
      "a key of another account needs key policy and identity policy",
      "allowed",
      [allow("kms:Decrypt", theirs)],
      [toAccount],
      { on: theirs },
    ),
    row("the key policy of another account's key is not enough alone", "denied", [], [toBuild], {
      on: theirs,
    }),
    row(
      "the identity's policy is not enough alone for another account's key",
      "denied",
      [allow("kms:*")],
      [{ ...allow("kms:*"), Principal: { AWS: root(away) } }],
      { on: theirs },
    ),
    row(
      "a key policy that names the foreign role works with the identity's policy",
      "allowed",
      [allow("kms:Decrypt", theirs)],
      [toBuild],
      { on: theirs },
    ),
    row(
      "an identity's Allow for its own keys doesn't reach the other account's",
      "denied",
      [decrypts],
      [toAccount],
      { on: theirs },
    ),
  ]),
  ...rows("AWS KMS Developer Guide, Condition keys for AWS KMS, kms:ViaService", [
    row(
      "a key that is for S3 only is used through S3",
      "allowed",
      [],
      [{ ...toBuild, Condition: { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } } }],
      { keys: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } },
    ),
    row(
      "a key that is for S3 only is not used directly",
      "denied",
      [],
      [{ ...toBuild, Condition: { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } } }],
    ),
    row(
      "a key that is for S3 only is not used through another service",
      "denied",
      [],
      [{ ...toBuild, Condition: { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } } }],
      { keys: { "kms:ViaService": "ssm.eu-central-1.amazonaws.com" } },
    ),
    row(
      "everyone of one account through one service, as AWS managed keys have it",
      "allowed",
      [],
      [
        {
          ...allow("kms:Decrypt"),
          Principal: { AWS: "*" },
          Condition: {
            StringEquals: { "kms:CallerAccount": home, "kms:ViaService": "s3.eu-central-1.amazonaws.com" },
          },
        },
      ],
      { keys: { "kms:CallerAccount": home, "kms:ViaService": "s3.eu-central-1.amazonaws.com" } },
    ),
  ]),
  ...rows("AWS KMS Developer Guide, Use aliases to control access to KMS keys (kms:ResourceAliases)", [
    row(
      "a right on all keys with one alias covers the key that has it",
      "allowed",
      [
        allow("kms:Decrypt", `arn:aws:kms:*:${home}:key/*`, {
          Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/pay" } },
        }),
      ],
      [toAccount],
      { keys: { "kms:ResourceAliases": ["alias/other", "alias/pay"] } },
    ),
    row(
      "a right on all keys with one alias doesn't cover a key without it",
      "denied",
      [
        allow("kms:Decrypt", `arn:aws:kms:*:${home}:key/*`, {
          Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/pay" } },
        }),
      ],
      [toAccount],
      { keys: { "kms:ResourceAliases": ["alias/other"] } },
    ),
    row(
      "a right on all keys with one alias doesn't cover a key that has none",
      "denied",
      [
        allow("kms:Decrypt", `arn:aws:kms:*:${home}:key/*`, {
          Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/pay" } },
        }),
      ],
      [toAccount],
    ),
  ]),
  ...rows("AWS KMS Developer Guide, Key policies in AWS KMS, Principal with aws:PrincipalArn", [
    row(
      "trust in the account for one ARN lets in that role with a right of its own",
      "allowed",
      [decrypts],
      [{ ...toAccount, Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("build") } } }],
    ),
    row(
      "trust in the account for one ARN lets in no other role",
      "denied",
      [decrypts],
      [{ ...toAccount, Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("other") } } }],
    ),
    row(
      "a service is let in by name and source account",
      "allowed",
      [],
      [
        {
          ...allow("kms:Decrypt"),
          Principal: { Service: "sns.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": home } },
        },
      ],
      { as: { kind: "service", service: "sns.amazonaws.com" }, keys: { "aws:SourceAccount": home } },
    ),
  ]),
  ...rows("AWS KMS Developer Guide, Using IAM policies with AWS KMS", [
    {
      rule: "a boundary limits what the key policy gives to the role",
      request: { as: build, action: "kms:Decrypt", on: key },
      policies: { identity: [], resource: resourcePolicy(toBuild), boundaries: [policy(allow("s3:*"))] },
      answer: "denied",
    },
    {
      rule: "a right on an alias is none on its key",
      request: { as: build, action: "kms:Decrypt", on: key },
      policies: {
        identity: [policy(allow("kms:Decrypt", `arn:aws:kms:eu-central-1:${home}:alias/pay`))],
        resource: resourcePolicy(toAccount),
      },
      answer: "denied",
    },
    {
      rule: "everything allowed to an identity includes its account's keys that trust the account",
      request: { as: build, action: "kms:Decrypt", on: key },
      policies: { identity: [full], resource: resourcePolicy(toAccount) },
      answer: "allowed",
    },
  ]),
];
