import {
  allow,
  away,
  bob,
  build,
  deny,
  full,
  home,
  policy,
  resourcePolicy,
  roleArn,
  root,
  rows,
} from "./row";

const get = { as: build, action: "s3:GetObject", on: "arn:aws:s3:::data/a", resourceAccount: home };
const tls = { ...deny("s3:*"), Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } };
const pass = { as: build, action: "iam:PassRole", on: roleArn("exec") };
const passes = (condition: object) =>
  policy(allow("iam:PassRole", roleArn("exec"), { Condition: condition }));
const onlyCloudFormation = { StringEquals: { "iam:PassedToService": "cloudformation.amazonaws.com" } };
const pipeline = `arn:aws:codepipeline:eu-central-1:${home}:pay`;
const approval = `${pipeline}/Approve/Approval`;
const events = { kind: "service", service: "events.amazonaws.com" } as const;
const topic = `arn:aws:sns:eu-central-1:${home}:alarms`;
const publishes = { ...allow("sns:Publish", topic), Principal: { Service: "events.amazonaws.com" } };

export const services = [
  ...rows("Amazon S3 User Guide, Security best practices, Enforce encryption of data in transit", [
    {
      rule: "a bucket that denies plain HTTP lets TLS through",
      request: { ...get, keys: { "aws:SecureTransport": "true" } },
      policies: { identity: [policy(allow("s3:*"))], resource: resourcePolicy(tls) },
      answer: "allowed",
    },
    {
      rule: "a bucket that denies plain HTTP denies it to everyone",
      request: { ...get, keys: { "aws:SecureTransport": "false" } },
      policies: { identity: [full], resource: resourcePolicy(tls) },
      answer: "denied",
    },
    {
      rule: "whether the request is plain HTTP is open if nobody says",
      request: { ...get, keys: { "aws:SecureTransport": undefined } },
      policies: { identity: [full], resource: resourcePolicy(tls) },
      answer: "unknown",
    },
  ]),
  ...rows("Amazon S3 User Guide, Examples of Amazon S3 bucket policies", [
    {
      rule: "a bucket open to one organization lets in a member that has the right itself",
      request: { ...get, resourceAccount: away, keys: { "aws:PrincipalOrgID": "o-1" } },
      policies: {
        identity: [policy(allow("s3:GetObject"))],
        resource: resourcePolicy({
          ...allow("s3:GetObject"),
          Principal: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
        }),
      },
      answer: "allowed",
    },
    {
      rule: "a bucket open to one organization doesn't let in others",
      request: { ...get, resourceAccount: away, keys: { "aws:PrincipalOrgID": "o-2" } },
      policies: {
        identity: [full],
        resource: resourcePolicy({
          ...allow("s3:GetObject"),
          Principal: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
        }),
      },
      answer: "denied",
    },
    {
      rule: "a log service writes where the bucket lets it, for the source account it says",
      request: {
        as: { kind: "service", service: "logging.s3.amazonaws.com" },
        action: "s3:PutObject",
        on: "arn:aws:s3:::logs/x",
        resourceAccount: home,
        keys: { "aws:SourceAccount": home },
      },
      policies: {
        identity: [],
        resource: resourcePolicy({
          ...allow("s3:PutObject", "arn:aws:s3:::logs/*"),
          Principal: { Service: "logging.s3.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": home } },
        }),
      },
      answer: "allowed",
    },
    {
      rule: "a Deny of puts without KMS denies a put that names another algorithm",
      request: { ...get, action: "s3:PutObject", keys: { "s3:x-amz-server-side-encryption": "AES256" } },
      policies: {
        identity: [full],
        resource: resourcePolicy({
          ...deny("s3:PutObject"),
          Principal: "*",
          Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
        }),
      },
      answer: "denied",
    },
    {
      rule: "a Deny of puts by StringNotEquals also denies a put that names none",
      request: { ...get, action: "s3:PutObject" },
      policies: {
        identity: [full],
        resource: resourcePolicy({
          ...deny("s3:PutObject"),
          Principal: "*",
          Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
        }),
      },
      answer: "denied",
    },
    {
      rule: "a Deny of puts by StringNotEqualsIfExists denies such a put as well",
      request: { ...get, action: "s3:PutObject" },
      policies: {
        identity: [full],
        resource: resourcePolicy({
          ...deny("s3:PutObject"),
          Principal: "*",
          Condition: { StringNotEqualsIfExists: { "s3:x-amz-server-side-encryption": "aws:kms" } },
        }),
      },
      answer: "denied",
    },
  ]),
  ...rows("IAM User Guide, Grant a user permissions to pass a role to an AWS service", [
    {
      rule: "a role is passed to the service that iam:PassedToService names",
      request: { ...pass, keys: { "iam:PassedToService": "cloudformation.amazonaws.com" } },
      policies: { identity: [passes(onlyCloudFormation)] },
      answer: "allowed",
    },
    {
      rule: "a role is not passed to another service",
      request: { ...pass, keys: { "iam:PassedToService": "lambda.amazonaws.com" } },
      policies: { identity: [passes(onlyCloudFormation)] },
      answer: "denied",
    },
    {
      rule: "another role is not passed",
      request: {
        ...pass,
        on: roleArn("admin"),
        keys: { "iam:PassedToService": "cloudformation.amazonaws.com" },
      },
      policies: { identity: [passes(onlyCloudFormation)] },
      answer: "denied",
    },
    {
      rule: "passing doesn't ask the trust policy of the role, only the right to pass",
      request: pass,
      policies: { identity: [policy(allow("iam:PassRole", roleArn("*")))] },
      answer: "allowed",
    },
  ]),
  ...rows("AWS CodePipeline User Guide, Grant approval permissions to an IAM user", [
    {
      rule: "an approver answers on its own action",
      request: { as: bob, action: "codepipeline:PutApprovalResult", on: approval },
      policies: { identity: [policy(allow("codepipeline:PutApprovalResult", approval))] },
      answer: "allowed",
    },
    {
      rule: "a right on the pipeline is none on its approval action",
      request: { as: bob, action: "codepipeline:PutApprovalResult", on: approval },
      policies: { identity: [policy(allow("codepipeline:PutApprovalResult", pipeline))] },
      answer: "denied",
    },
    {
      rule: "a right on all of the pipeline's parts covers the approval action",
      request: { as: bob, action: "codepipeline:PutApprovalResult", on: approval },
      policies: { identity: [policy(allow("codepipeline:*", `${pipeline}*`))] },
      answer: "allowed",
    },
    {
      rule: "a read of the pipeline is no answer to it",
      request: { as: bob, action: "codepipeline:PutApprovalResult", on: approval },
      policies: { identity: [policy(allow(["codepipeline:Get*", "codepipeline:List*"]))] },
      answer: "denied",
    },
    {
      rule: "overriding a stage's condition is a right of its own",
      request: { as: bob, action: "codepipeline:OverrideStageCondition", on: `${pipeline}/Approve` },
      policies: { identity: [policy(allow("codepipeline:PutApprovalResult", "*"))] },
      answer: "denied",
    },
  ]),
  ...rows(
    "Amazon EventBridge User Guide, Using resource-based policies for Amazon EventBridge; SNS access policies",
    [
      {
        rule: "a topic lets in the service that it names",
        request: { as: events, action: "sns:Publish", on: topic },
        policies: { identity: [], resource: resourcePolicy(publishes) },
        answer: "allowed",
      },
      {
        rule: "a topic without a statement for the service doesn't",
        request: { as: events, action: "sns:Publish", on: topic },
        policies: {
          identity: [],
          resource: resourcePolicy({ ...publishes, Principal: { AWS: root(home) } }),
        },
        answer: "denied",
      },
      {
        rule: "a topic without a policy lets in no service",
        request: { as: events, action: "sns:Publish", on: topic },
        policies: { identity: [] },
        answer: "denied",
      },
      {
        rule: "identity policies don't speak for a service",
        request: { as: events, action: "sns:Publish", on: topic },
        policies: { identity: [full] },
        answer: "denied",
      },
      {
        rule: "a Deny that spares AWS services by aws:PrincipalIsAWSService spares them",
        request: { as: events, action: "sns:Publish", on: topic },
        policies: {
          identity: [],
          resource: resourcePolicy(publishes, {
            ...deny("sns:*"),
            Principal: "*",
            Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } },
          }),
        },
        answer: "allowed",
      },
      {
        rule: "and denies a role of the account",
        request: { as: build, action: "sns:Publish", on: topic },
        policies: {
          identity: [full],
          resource: resourcePolicy({
            ...deny("sns:*"),
            Principal: "*",
            Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } },
          }),
        },
        answer: "denied",
      },
    ],
  ),
  ...rows("IAM User Guide, AWS global condition context keys", [
    {
      rule: "aws:ResourceAccount follows from the resource",
      request: { ...get, resourceAccount: away },
      policies: {
        identity: [
          policy(
            allow("*"),
            deny("s3:*", "*", { Condition: { StringNotEquals: { "aws:ResourceAccount": home } } }),
          ),
        ],
        resource: resourcePolicy({ ...allow("s3:*"), Principal: "*" }),
      },
      answer: "denied",
    },
    {
      rule: "aws:PrincipalAccount follows from the principal",
      request: get,
      policies: {
        identity: [
          policy(allow("s3:*", "*", { Condition: { StringEquals: { "aws:PrincipalAccount": home } } })),
        ],
      },
      answer: "allowed",
    },
    {
      rule: "aws:PrincipalType tells a session from a user",
      request: { ...get, as: bob },
      policies: {
        identity: [
          policy(allow("s3:*", "*", { Condition: { StringEquals: { "aws:PrincipalType": "AssumedRole" } } })),
        ],
      },
      answer: "denied",
    },
    {
      rule: "aws:PrincipalArn of a session is its role's ARN",
      request: get,
      policies: {
        identity: [
          policy(allow("s3:*", "*", { Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("build") } } })),
        ],
      },
      answer: "allowed",
    },
  ]),
];
