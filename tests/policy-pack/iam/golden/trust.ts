import { allow, bob, build, full, home, lets, policy, roleArn, root, rows, trust, userArn } from "./row";

const own = roleArn("next");
const assume = { as: build, action: "sts:AssumeRole", on: own };

export const trustPolicies = [
  ...rows(
    "IAM User Guide, Cross account resource access in IAM; Policy evaluation logic (role trust policies)",
    [
      {
        rule: "in the same account a trust that names the role is enough",
        request: assume,
        policies: { identity: [], resource: trust(lets({ AWS: roleArn("build") })) },
        answer: "allowed",
      },
      {
        rule: "in the same account a trust that names the user is enough",
        request: { ...assume, as: bob },
        policies: { identity: [], resource: trust(lets({ AWS: userArn("bob") })) },
        answer: "allowed",
      },
      {
        rule: "a trust in the own account needs the caller's policy beside it",
        request: assume,
        policies: { identity: [], resource: trust(lets({ AWS: root(home) })) },
        answer: "denied",
      },
      {
        rule: "a trust in the own account and the caller's policy are enough",
        request: assume,
        policies: {
          identity: [policy(allow("sts:AssumeRole", own))],
          resource: trust(lets({ AWS: root(home) })),
        },
        answer: "allowed",
      },
      {
        rule: "the caller's policy is never enough without the trust, in the same account either",
        request: assume,
        policies: { identity: [full], resource: trust(lets({ Service: "lambda.amazonaws.com" })) },
        answer: "denied",
      },
      {
        rule: "a role may not assume itself unless its trust says so",
        request: { ...assume, on: roleArn("build") },
        policies: { identity: [full], resource: trust(lets({ Service: "ec2.amazonaws.com" })) },
        answer: "denied",
      },
      {
        rule: "without its trust policy nobody can say who may assume a role",
        request: assume,
        policies: { identity: [full] },
        answer: "unknown",
      },
      {
        rule: "without the right to assume, the unseen trust in the account changes nothing for a named Deny",
        request: assume,
        policies: { identity: [policy({ Effect: "Deny", Action: "sts:*", Resource: "*" })] },
        answer: "denied",
      },
      {
        rule: "the root user can't assume a role",
        request: { ...assume, as: { kind: "root", account: home } },
        policies: { identity: [], resource: trust(lets({ AWS: root(home) })) },
        answer: "denied",
      },
      {
        rule: "trust for assuming is no trust for tagging the session",
        request: { ...assume, action: "sts:TagSession" },
        policies: { identity: [full], resource: trust(lets({ AWS: roleArn("build") }, "sts:AssumeRole")) },
        answer: "denied",
      },
      {
        rule: "tagging the session is allowed by a trust that lists it",
        request: { ...assume, action: "sts:TagSession" },
        policies: {
          identity: [],
          resource: trust(lets({ AWS: roleArn("build") }, ["sts:AssumeRole", "sts:TagSession"])),
        },
        answer: "allowed",
      },
    ],
  ),
  ...rows("IAM User Guide, Create a role to delegate permissions to an AWS service", [
    {
      rule: "a service assumes a role that trusts it, and needs no policy of its own",
      request: { ...assume, as: { kind: "service", service: "codebuild.amazonaws.com" } },
      policies: { identity: [], resource: trust(lets({ Service: "codebuild.amazonaws.com" })) },
      answer: "allowed",
    },
    {
      rule: "a service doesn't assume a role that trusts another",
      request: { ...assume, as: { kind: "service", service: "codebuild.amazonaws.com" } },
      policies: { identity: [], resource: trust(lets({ Service: "codepipeline.amazonaws.com" })) },
      answer: "denied",
    },
    {
      rule: "a service doesn't assume a role that trusts the account",
      request: { ...assume, as: { kind: "service", service: "codebuild.amazonaws.com" } },
      policies: { identity: [], resource: trust(lets({ AWS: root(home) })) },
      answer: "denied",
    },
  ]),
  ...rows("IAM User Guide, The confused deputy problem, Cross-service prevention", [
    {
      rule: "a service acting for the own account meets aws:SourceAccount",
      request: {
        ...assume,
        as: { kind: "service", service: "codepipeline.amazonaws.com" },
        keys: { "aws:SourceAccount": home },
      },
      policies: {
        identity: [],
        resource: trust(
          lets({ Service: "codepipeline.amazonaws.com" }, "sts:AssumeRole", {
            Condition: { StringEquals: { "aws:SourceAccount": home } },
          }),
        ),
      },
      answer: "allowed",
    },
    {
      rule: "a service acting for another account doesn't",
      request: {
        ...assume,
        as: { kind: "service", service: "codepipeline.amazonaws.com" },
        keys: { "aws:SourceAccount": "999999999999" },
      },
      policies: {
        identity: [],
        resource: trust(
          lets({ Service: "codepipeline.amazonaws.com" }, "sts:AssumeRole", {
            Condition: { StringEquals: { "aws:SourceAccount": home } },
          }),
        ),
      },
      answer: "denied",
    },
    {
      rule: "a service that sends no aws:SourceAccount is refused by the plain condition",
      request: { ...assume, as: { kind: "service", service: "codepipeline.amazonaws.com" } },
      policies: {
        identity: [],
        resource: trust(
          lets({ Service: "codepipeline.amazonaws.com" }, "sts:AssumeRole", {
            Condition: { StringEquals: { "aws:SourceAccount": home } },
          }),
        ),
      },
      answer: "denied",
    },
    {
      rule: "a service that sends no aws:SourceAccount is let in with IfExists",
      request: { ...assume, as: { kind: "service", service: "codepipeline.amazonaws.com" } },
      policies: {
        identity: [],
        resource: trust(
          lets({ Service: "codepipeline.amazonaws.com" }, "sts:AssumeRole", {
            Condition: { StringEqualsIfExists: { "aws:SourceAccount": home } },
          }),
        ),
      },
      answer: "allowed",
    },
    {
      rule: "a source ARN is matched by its pattern",
      request: {
        ...assume,
        as: { kind: "service", service: "scheduler.amazonaws.com" },
        keys: { "aws:SourceArn": `arn:aws:scheduler:eu-central-1:${home}:schedule/group/nightly` },
      },
      policies: {
        identity: [],
        resource: trust(
          lets({ Service: "scheduler.amazonaws.com" }, "sts:AssumeRole", {
            Condition: { ArnLike: { "aws:SourceArn": `arn:aws:scheduler:*:${home}:schedule/group/*` } },
          }),
        ),
      },
      answer: "allowed",
    },
  ]),
];
