import { administer, policy, publish, readObjects, roleArn, trustGitLab, trusted } from "../good-stack";
import { account, region } from "../good-world";
import type { Row } from "../row";
import { refuses, altered, long } from "./refuses";

export const iamDocuments: readonly Row[] = [
  refuses(
    "rolePolicy",
    { policy: "{" },
    "policy-json",
    "'policy' is not JSON; a policy document is expected",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: "[]" },
    "policy-json",
    "'policy' is not a JSON object; a policy document is expected",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: '{"Version":"2012-10-17"}' },
    "policy-json",
    "'policy' has no 'Statement'; a policy document is expected",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: '{"Version":"2012-10-17","Statement":[]}' },
    "policy-json",
    "'policy' has an empty 'Statement'; a policy document is expected",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: JSON.stringify({ Version: "2012-10-18", Statement: [readObjects] }) },
    "policy-version",
    "the identity policy in 'policy': it has Version '2012-10-18'; allowed: 2012-10-17, 2008-10-17",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: JSON.stringify({ Version: "2012-10-17", Note: "x", Statement: [readObjects] }) },
    "policy-element",
    "the identity policy in 'policy': it has 'Note'; a document takes Version, Id and Statement",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { effect: "Allow" }) },
    "policy-element",
    "the identity policy in 'policy': statement 'ReadObjects' has 'effect', which is no element of a statement (case counts)",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Effect: "Alow" }) },
    "policy-effect",
    "the identity policy in 'policy': statement 'ReadObjects' has the Effect 'Alow'; allowed: Allow, Deny",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Effect: undefined }) },
    "policy-effect",
    "the identity policy in 'policy': statement 'ReadObjects' has no Effect; allowed: Allow, Deny",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Sid: "read objects" }) },
    "policy-sid",
    "the identity policy in 'policy': statement 'read objects' has a Sid that IAM refuses; allowed: letters and digits",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: policy(readObjects, readObjects) },
    "policy-sid-unique",
    "the identity policy in 'policy': it has two statements with the Sid 'ReadObjects'; a Sid is unique in its document",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Action: undefined }) },
    "policy-action",
    "the identity policy in 'policy': statement 'ReadObjects' needs exactly one of Action and NotAction",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { NotAction: ["s3:PutObject"] }) },
    "policy-action",
    "the identity policy in 'policy': statement 'ReadObjects' needs exactly one of Action and NotAction",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Action: ["GetObject"] }) },
    "policy-action",
    "the identity policy in 'policy': statement 'ReadObjects' has the action 'GetObject'; an action is '<service>:<name>' or '*'",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Resource: undefined }) },
    "policy-resource",
    "the identity policy in 'policy': statement 'ReadObjects' needs Resource or NotResource",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { NotResource: ["*"] }) },
    "policy-resource",
    "the identity policy in 'policy': statement 'ReadObjects' has both Resource and NotResource",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Resource: ["payments-artifacts"] }) },
    "policy-resource",
    "the identity policy in 'policy': statement 'ReadObjects' names the resource 'payments-artifacts'; a resource is an ARN or '*'",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Resource: [`arn:aws:iam:${region}:${account}:role/x`] }) },
    "policy-resource",
    "the identity policy in 'policy': statement 'ReadObjects' names 'arn:aws:iam:eu-central-1:111111111111:role/x'; an ARN of IAM has no region",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Principal: "*" }) },
    "policy-principal",
    "the identity policy in 'policy': statement 'ReadObjects' has a Principal; the identity policy of a role takes none",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Condition: { StringIs: { "aws:RequestedRegion": region } } }) },
    "policy-condition",
    "the identity policy in 'policy': statement 'ReadObjects' has the condition operator 'StringIs', which does not exist",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Condition: ["x"] }) },
    "policy-condition",
    "the identity policy in 'policy': statement 'ReadObjects' has a Condition that is not an object",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Condition: { StringEquals: ["x"] } }) },
    "policy-condition",
    "the identity policy in 'policy': statement 'ReadObjects' has a condition StringEquals without keys",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Condition: { StringEquals: { RequestedRegion: region } } }) },
    "policy-condition",
    "the identity policy in 'policy': statement 'ReadObjects' tests the condition key 'RequestedRegion'; a key is '<service>:<name>' or '<issuer>:<claim>'",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    { policy: altered(readObjects, { Condition: { StringEquals: { "aws:RequestedRegion": [] } } }) },
    "policy-condition",
    "the identity policy in 'policy': statement 'ReadObjects' tests aws:RequestedRegion against no value in StringEquals",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "rolePolicy",
    {
      policy: altered(readObjects, { Condition: { StringEquals: { "aws:RequestedRegion": { a: "b" } } } }),
    },
    "policy-condition",
    "the identity policy in 'policy': statement 'ReadObjects' tests aws:RequestedRegion against something that is not text, number or flag",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "role",
    { assumeRolePolicy: altered(trustGitLab, { Resource: ["*"] }) },
    "policy-resource",
    "the trust policy in 'assumeRolePolicy': statement 'GitLab' has a Resource, which a trust policy does not take",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "role",
    { assumeRolePolicy: altered(trustGitLab, { Principal: undefined }) },
    "policy-principal",
    "the trust policy in 'assumeRolePolicy': statement 'GitLab' needs a Principal",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "buildRole",
    { assumeRolePolicy: altered(trusted("codebuild.amazonaws.com"), { Action: ["s3:GetObject"] }) },
    "policy-action",
    "the trust policy in 'assumeRolePolicy': statement 'Trusted' has the action 's3:GetObject'; a trust policy takes sts actions only",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "buildRole",
    { assumeRolePolicy: altered(trusted("codebuild.amazonaws.com"), { Action: ["*"] }) },
    "policy-action",
    "the trust policy in 'assumeRolePolicy': statement 'Trusted' has the action '*'; a trust policy takes sts actions only",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "boundary",
    {
      policy: policy({
        ...readObjects,
        Resource: Array.from({ length: 160 }, (_, i) => `arn:aws:s3:::payments-artifacts-${i}/*`),
      }),
    },
    "policy-size",
    "the managed policy in 'policy' has 6406 characters; allowed: at most 6144",
    "IAM user guide: IAM and AWS STS quotas",
  ),
  refuses(
    "key",
    {
      policy: policy({
        ...administer,
        Condition: {
          StringEquals: { "aws:PrincipalTag/x": Array.from({ length: 900 }, (_, i) => `${long(36)}${i}`) },
        },
      }),
    },
    "policy-size",
    "the key policy in 'policy' has 37911 bytes; allowed: at most 32768",
    "KMS developer guide: resource quotas (key policy document size)",
  ),
  refuses(
    "role",
    {
      assumeRolePolicy: altered(trustGitLab, {
        Condition: {
          StringEquals: {
            "gitlab.com:sub": Array.from(
              { length: 30 },
              (_, i) => `project_path:acme/platform/payments-infra:ref_type:branch:ref:feature-${i}`,
            ),
          },
        },
      }),
    },
    "policy-size",
    "the trust policy in 'assumeRolePolicy' has 2486 characters; allowed: at most 2048",
    "IAM user guide: IAM and AWS STS quotas",
  ),
  refuses(
    "bucketPolicy",
    {
      policy: policy({
        Effect: "Allow",
        Principal: { Service: ["logging.s3.amazonaws.com"] },
        Action: ["s3:PutObject"],
        Resource: Array.from({ length: 600 }, (_, i) => `arn:aws:s3:::payments-logs/${i}/*`),
      }),
    },
    "policy-size",
    "the bucket policy in 'policy' has 21039 bytes; allowed: at most 20480",
    "S3 user guide: bucket policies are limited to 20 KB",
  ),
  refuses(
    "topicPolicy",
    {
      policy: policy({
        ...publish,
        Condition: {
          StringEquals: { "aws:SourceArn": Array.from({ length: 900 }, (_, i) => `${long(32)}${i}`) },
        },
      }),
    },
    "policy-size",
    "the topic policy in 'policy' has 34356 bytes; allowed: at most 30720",
    "SNS developer guide: a topic policy is limited to 30 KB",
  ),
  refuses(
    "repositoryPolicy",
    {
      policy: policy({
        Effect: "Allow",
        Principal: { AWS: [roleArn("payments-build")] },
        Action: ["ecr:BatchGetImage"],
        Condition: {
          StringEquals: { "aws:SourceArn": Array.from({ length: 300 }, (_, i) => `${long(32)}${i}`) },
        },
      }),
    },
    "policy-size",
    "the repository policy in 'policy' has 11497 bytes; allowed: at most 10240",
    "ECR API reference: SetRepositoryPolicy, policyText",
  ),
  refuses(
    "topicPolicy",
    { policy: altered(publish, { Action: ["sqs:SendMessage"] }) },
    "policy-action",
    "the topic policy in 'policy': statement 'Publish' has the action 'sqs:SendMessage'; a topic policy takes sns actions only",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
  refuses(
    "bucketPolicy",
    { policy: policy({ Effect: "Deny", Action: ["s3:*"], Resource: ["arn:aws:s3:::payments-logs"] }) },
    "policy-principal",
    "the bucket policy in 'policy': statement 1 needs a Principal",
    "IAM user guide: grammar of the IAM JSON policy language",
  ),
];
