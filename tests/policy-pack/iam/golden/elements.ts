import {
  allow,
  bob,
  build,
  document,
  full,
  home,
  policy,
  resourcePolicy,
  roleArn,
  root,
  rows,
  userArn,
} from "./row";

const get = { as: build, action: "s3:GetObject", on: "arn:aws:s3:::data/a", resourceAccount: home };
const excepting = (...principals: string[]) =>
  resourcePolicy({ Effect: "Deny", NotPrincipal: { AWS: principals }, Action: "s3:*", Resource: "*" });

export const elements = [
  ...rows("IAM User Guide, IAM JSON policy elements: Action", [
    {
      rule: "letter case doesn't matter in an action",
      request: { ...get, action: "S3:getobject" },
      policies: { identity: [policy(allow("s3:GETOBJECT"))] },
      answer: "allowed",
    },
    {
      rule: "a star stands for any end of an action",
      request: get,
      policies: { identity: [policy(allow("s3:Get*"))] },
      answer: "allowed",
    },
    {
      rule: "a star stands for any part inside an action",
      request: get,
      policies: { identity: [policy(allow("s3:*Object"))] },
      answer: "allowed",
    },
    {
      rule: "a question mark stands for one character",
      request: get,
      policies: { identity: [policy(allow("s3:?etObject"))] },
      answer: "allowed",
    },
    {
      rule: "a question mark doesn't stand for none",
      request: get,
      policies: { identity: [policy(allow("s3:?GetObject"))] },
      answer: "denied",
    },
    {
      rule: "an action of another service is another action",
      request: get,
      policies: { identity: [policy(allow("s3express:GetObject"))] },
      answer: "denied",
    },
    {
      rule: "a pattern that begins like the action covers no other",
      request: { ...get, action: "s3:PutObject" },
      policies: { identity: [policy(allow(["s3:Get*", "s3:List*"]))] },
      answer: "denied",
    },
  ]),
  ...rows("IAM User Guide, IAM JSON policy elements: NotAction", [
    {
      rule: "NotAction with Allow allows everything that is not listed",
      request: get,
      policies: { identity: [policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })] },
      answer: "allowed",
    },
    {
      rule: "NotAction with Allow doesn't allow what is listed",
      request: { as: build, action: "iam:CreateRole", on: roleArn("x") },
      policies: { identity: [policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })] },
      answer: "denied",
    },
    {
      rule: "NotAction with Allow doesn't deny what is listed, which another statement may allow",
      request: { as: build, action: "iam:CreateRole", on: roleArn("x") },
      policies: {
        identity: [policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, allow("iam:CreateRole"))],
      },
      answer: "allowed",
    },
    {
      rule: "NotAction with Deny denies everything that is not listed",
      request: get,
      policies: { identity: [policy(allow("*"), { Effect: "Deny", NotAction: "iam:*", Resource: "*" })] },
      answer: "denied",
    },
    {
      rule: "NotAction with Deny spares what is listed",
      request: { as: build, action: "iam:CreateRole", on: roleArn("x") },
      policies: { identity: [policy(allow("*"), { Effect: "Deny", NotAction: "iam:*", Resource: "*" })] },
      answer: "allowed",
    },
  ]),
  ...rows("IAM User Guide, IAM JSON policy elements: Resource", [
    {
      rule: "letter case matters in a resource",
      request: get,
      policies: { identity: [policy(allow("s3:*", "arn:aws:s3:::Data/*"))] },
      answer: "denied",
    },
    {
      rule: "the bucket's ARN doesn't cover its objects",
      request: get,
      policies: { identity: [policy(allow("s3:*", "arn:aws:s3:::data"))] },
      answer: "denied",
    },
    {
      rule: "a star in a resource goes across slashes",
      request: { ...get, on: "arn:aws:s3:::data/a/b/c" },
      policies: { identity: [policy(allow("s3:*", "arn:aws:s3:::data/*"))] },
      answer: "allowed",
    },
    {
      rule: "any resource of a list is enough",
      request: get,
      policies: { identity: [policy(allow("s3:*", ["arn:aws:s3:::other/*", "arn:aws:s3:::data/*"]))] },
      answer: "allowed",
    },
    {
      rule: "an action that takes no resource needs the star",
      request: { as: build, action: "s3:ListAllMyBuckets", on: "*" },
      policies: { identity: [policy(allow("s3:ListAllMyBuckets", "arn:aws:s3:::*"))] },
      answer: "denied",
    },
    {
      rule: "an action that takes no resource is allowed with the star",
      request: { as: build, action: "ecr:GetAuthorizationToken", on: "*" },
      policies: { identity: [policy(allow("ecr:GetAuthorizationToken", "*"))] },
      answer: "allowed",
    },
    {
      rule: "a resource that is not known leaves the answer open",
      request: get,
      policies: {
        identity: [policy(allow("s3:*", ["arn:aws:s3:::other/*", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"]))],
      },
      answer: "unknown",
    },
    {
      rule: "a resource that is not known changes nothing for another action",
      request: { ...get, action: "sqs:SendMessage", on: `arn:aws:sqs:eu-central-1:${home}:q` },
      policies: { identity: [policy(allow("s3:*", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"))] },
      answer: "denied",
    },
  ]),
  ...rows("IAM User Guide, IAM JSON policy elements: NotResource", [
    {
      rule: "NotResource with Deny denies everything that is not listed",
      request: get,
      policies: {
        identity: [
          policy(allow("*"), { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::other/*" }),
        ],
      },
      answer: "denied",
    },
    {
      rule: "NotResource with Deny spares what is listed",
      request: get,
      policies: {
        identity: [
          policy(allow("*"), { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::data/*" }),
        ],
      },
      answer: "allowed",
    },
    {
      rule: "NotResource with Allow allows everything that is not listed",
      request: get,
      policies: {
        identity: [policy({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::other/*" })],
      },
      answer: "allowed",
    },
    {
      rule: "NotResource with Allow doesn't allow what is listed",
      request: get,
      policies: {
        identity: [policy({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::data/*" })],
      },
      answer: "denied",
    },
  ]),
  ...rows("IAM User Guide, AWS JSON policy elements: NotPrincipal", [
    {
      rule: "NotPrincipal with Deny spares a user that is listed with its account",
      request: { ...get, as: bob },
      policies: { identity: [full], resource: excepting(userArn("bob"), root(home)) },
      answer: "allowed",
    },
    {
      rule: "NotPrincipal with Deny spares a role that is listed with its account",
      request: get,
      policies: { identity: [full], resource: excepting(roleArn("build"), root(home)) },
      answer: "allowed",
    },
    {
      rule: "NotPrincipal with Deny denies whoever is not listed",
      request: { ...get, as: bob },
      policies: {
        identity: [full],
        resource: excepting(roleArn("build", "999999999999"), root("999999999999")),
      },
      answer: "denied",
    },
    {
      rule: "NotPrincipal with Deny may deny a role whose account is not listed beside it",
      request: get,
      policies: { identity: [full], resource: excepting(roleArn("build")) },
      answer: "unknown",
    },
    {
      rule: "NotPrincipal with Deny denies a principal with a boundary, listed or not",
      request: get,
      policies: { identity: [full], boundaries: [full], resource: excepting(roleArn("build"), root(home)) },
      answer: "denied",
    },
    {
      rule: "NotPrincipal with Deny denies a service that is not listed",
      request: { ...get, as: { kind: "service", service: "logging.s3.amazonaws.com" } },
      policies: {
        identity: [],
        resource: resourcePolicy(
          { ...allow("s3:*"), Principal: "*" },
          { Effect: "Deny", NotPrincipal: { AWS: root(home) }, Action: "s3:*", Resource: "*" },
        ),
      },
      answer: "denied",
    },
    {
      rule: "NotPrincipal with Allow is not supported, so what it does is not known",
      request: get,
      policies: {
        identity: [],
        resource: resourcePolicy({ ...allow("s3:*"), NotPrincipal: { AWS: userArn("bob") } }),
      },
      answer: "unknown",
    },
  ]),
  ...rows("IAM User Guide, IAM JSON policy elements: Version", [
    {
      rule: "a variable is one in version 2012-10-17",
      request: { ...get, on: "arn:aws:s3:::data/build", keys: { "aws:PrincipalTag/team": "build" } },
      policies: { identity: [policy(allow("s3:*", "arn:aws:s3:::data/${aws:PrincipalTag/team}"))] },
      answer: "allowed",
    },
    {
      rule: "a variable is plain text in version 2008-10-17",
      request: { ...get, on: "arn:aws:s3:::data/build", keys: { "aws:PrincipalTag/team": "build" } },
      policies: {
        identity: [
          {
            label: "an old policy",
            document: document(
              [allow("s3:*", "arn:aws:s3:::data/${aws:PrincipalTag/team}")],
              "identity",
              "2008-10-17",
            ),
          },
        ],
      },
      answer: "denied",
    },
    {
      rule: "a variable in a document of unknown version leaves the answer open",
      request: { ...get, on: "arn:aws:s3:::data/build", keys: { "aws:PrincipalTag/team": "build" } },
      policies: {
        identity: [
          {
            label: "a policy",
            document: document(
              [allow("s3:*", "arn:aws:s3:::data/${aws:PrincipalTag/team}")],
              "identity",
              "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
            ),
          },
        ],
      },
      answer: "unknown",
    },
  ]),
];
