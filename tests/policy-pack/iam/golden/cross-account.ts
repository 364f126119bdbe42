import {
  allow,
  away,
  bob,
  build,
  buildSession,
  deny,
  home,
  lets,
  policy,
  resourcePolicy,
  roleArn,
  root,
  rows,
  trust,
} from "./row";

const deploy = roleArn("deploy", away);
const assume = { as: build, action: "sts:AssumeRole", on: deploy };
const may = policy(allow("sts:AssumeRole", deploy));
const get = { as: build, action: "s3:GetObject", on: "arn:aws:s3:::theirs/a", resourceAccount: away };
const reads = allow("s3:GetObject", "arn:aws:s3:::theirs/*");

export const crossAccount = [
  ...rows("IAM User Guide, Cross-account policy evaluation logic", [
    {
      rule: "assuming a role of another account needs the caller's policy and the role's trust",
      request: assume,
      policies: { identity: [may], resource: trust(lets({ AWS: roleArn("build") })) },
      answer: "allowed",
    },
    {
      rule: "the trust of another account's role alone is not enough",
      request: assume,
      policies: { identity: [], resource: trust(lets({ AWS: roleArn("build") })) },
      answer: "denied",
    },
    {
      rule: "the caller's policy alone is not enough for a role of another account",
      request: assume,
      policies: { identity: [may], resource: trust(lets({ AWS: roleArn("else") })) },
      answer: "denied",
    },
    {
      rule: "trust in the caller's account lets in whom that account allows",
      request: assume,
      policies: { identity: [may], resource: trust(lets({ AWS: root(home) })) },
      answer: "allowed",
    },
    {
      rule: "a bare account id means the account",
      request: assume,
      policies: { identity: [may], resource: trust(lets({ AWS: home })) },
      answer: "allowed",
    },
    {
      rule: "trust in the caller's account doesn't spare the caller's own policy",
      request: assume,
      policies: { identity: [], resource: trust(lets({ AWS: root(home) })) },
      answer: "denied",
    },
    {
      rule: "trust in the role's own account lets nobody else in",
      request: assume,
      policies: { identity: [may], resource: trust(lets({ AWS: root(away) })) },
      answer: "denied",
    },
    {
      rule: "trust in one session lets that session in",
      request: assume,
      policies: { identity: [may], resource: trust(lets({ AWS: buildSession })) },
      answer: "allowed",
    },
    {
      rule: "trust in everyone doesn't spare a caller of another account its own policy",
      request: assume,
      policies: { identity: [], resource: trust(lets({ AWS: "*" })) },
      answer: "denied",
    },
    {
      rule: "a Deny in the trust policy overrides both",
      request: assume,
      policies: {
        identity: [may],
        resource: trust(lets({ AWS: root(home) }), { ...lets({ AWS: roleArn("build") }), Effect: "Deny" }),
      },
      answer: "denied",
    },
    {
      rule: "a Deny of the caller's own overrides both",
      request: assume,
      policies: {
        identity: [may, policy(deny("sts:*"))],
        resource: trust(lets({ AWS: roleArn("build") })),
      },
      answer: "denied",
    },
    {
      rule: "a bucket of another account needs both policies",
      request: get,
      policies: {
        identity: [policy(reads)],
        resource: resourcePolicy({ ...reads, Principal: { AWS: root(home) } }),
      },
      answer: "allowed",
    },
    {
      rule: "a bucket of another account without a policy is closed",
      request: get,
      policies: { identity: [policy(reads)] },
      answer: "denied",
    },
    {
      rule: "a bucket policy alone opens nothing to another account's role",
      request: get,
      policies: {
        identity: [],
        resource: resourcePolicy({ ...reads, Principal: { AWS: roleArn("build") } }),
      },
      answer: "denied",
    },
    {
      rule: "a bucket policy for everyone doesn't spare another account's role its own policy",
      request: get,
      policies: { identity: [], resource: resourcePolicy({ ...reads, Principal: "*" }) },
      answer: "denied",
    },
    {
      rule: "the boundary of the caller counts across accounts too",
      request: get,
      policies: {
        identity: [policy(reads)],
        resource: resourcePolicy({ ...reads, Principal: { AWS: roleArn("build") } }),
        boundaries: [policy(allow("sqs:*"))],
      },
      answer: "denied",
    },
    {
      rule: "whether both policies are needed is not known where the account of a resource isn't",
      request: { as: build, action: "s3:GetObject", on: "arn:aws:s3:::whose/a" },
      policies: { identity: [policy(allow("s3:*"))] },
      answer: "unknown",
    },
    {
      rule: "the account of a resource doesn't matter where both policies allow",
      request: { as: build, action: "s3:GetObject", on: "arn:aws:s3:::theirs/a" },
      policies: {
        identity: [policy(reads)],
        resource: resourcePolicy({ ...reads, Principal: { AWS: roleArn("build") } }),
      },
      answer: "allowed",
    },
    {
      rule: "the root user of another account needs the resource's policy",
      request: { ...get, as: { kind: "root", account: home } },
      policies: { identity: [] },
      answer: "denied",
    },
  ]),
  ...rows("IAM User Guide, Access to AWS accounts owned by third parties (ExternalId)", [
    {
      rule: "the right external id meets the trust's condition",
      request: { ...assume, keys: { "sts:ExternalId": "e-1" } },
      policies: {
        identity: [may],
        resource: trust(
          lets({ AWS: root(home) }, "sts:AssumeRole", {
            Condition: { StringEquals: { "sts:ExternalId": "e-1" } },
          }),
        ),
      },
      answer: "allowed",
    },
    {
      rule: "without an external id the trust's condition is not met",
      request: assume,
      policies: {
        identity: [may],
        resource: trust(
          lets({ AWS: root(home) }, "sts:AssumeRole", {
            Condition: { StringEquals: { "sts:ExternalId": "e-1" } },
          }),
        ),
      },
      answer: "denied",
    },
    {
      rule: "another external id doesn't meet it either",
      request: { ...assume, keys: { "sts:ExternalId": "e-2" } },
      policies: {
        identity: [may],
        resource: trust(
          lets({ AWS: root(home) }, "sts:AssumeRole", {
            Condition: { StringEquals: { "sts:ExternalId": "e-1" } },
          }),
        ),
      },
      answer: "denied",
    },
  ]),
  ...rows("IAM User Guide, AWS global condition context keys, aws:PrincipalOrgID and aws:PrincipalArn", [
    {
      rule: "everyone of an organization, under one name, is let in by its id and ARN",
      request: { ...assume, keys: { "aws:PrincipalOrgID": "o-1" } },
      policies: {
        identity: [may],
        resource: trust(
          lets({ AWS: "*" }, "sts:AssumeRole", {
            Condition: {
              StringEquals: { "aws:PrincipalOrgID": "o-1" },
              ArnLike: { "aws:PrincipalArn": roleArn("bui*") },
            },
          }),
        ),
      },
      answer: "allowed",
    },
    {
      rule: "a caller under another name is not",
      request: { ...assume, as: bob, keys: { "aws:PrincipalOrgID": "o-1" } },
      policies: {
        identity: [may],
        resource: trust(
          lets({ AWS: "*" }, "sts:AssumeRole", {
            Condition: {
              StringEquals: { "aws:PrincipalOrgID": "o-1" },
              ArnLike: { "aws:PrincipalArn": roleArn("bui*") },
            },
          }),
        ),
      },
      answer: "denied",
    },
  ]),
];
