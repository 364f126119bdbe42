import type { Branch, Tree } from "../../emulator/tree";
import { account, connectionArn, region } from "./good-world";
import type { Entry, Made } from "./good-world";
import { goodPipeline } from "./good-pipeline";

export const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const arnOf = (made: Made, name: string): Tree => made(name).outputs["arn"] ?? "";

export function policy(...statements: readonly Branch[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Statement that lets a service take a role. */
export const trusted = (service: string): Branch => ({
  Sid: "Trusted",
  Effect: "Allow",
  Principal: { Service: [service] },
  Action: ["sts:AssumeRole"],
});

export const readObjects: Branch = {
  Sid: "ReadObjects",
  Effect: "Allow",
  Action: ["s3:GetObject"],
  Resource: ["arn:aws:s3:::payments-artifacts/*"],
};

export const oidcArn = `arn:aws:iam::${account}:oidc-provider/gitlab.com`;

export const trustGitLab: Branch = {
  Sid: "GitLab",
  Effect: "Allow",
  Principal: { Federated: [oidcArn] },
  Action: ["sts:AssumeRoleWithWebIdentity"],
  Condition: {
    StringEquals: { "gitlab.com:aud": ["https://gitlab.com"] },
    StringLike: { "gitlab.com:sub": ["project_path:acme/platform/payments-infra:ref_type:branch:ref:*"] },
  },
};

export const administer: Branch = {
  Sid: "Administer",
  Effect: "Allow",
  Principal: { AWS: [`arn:aws:iam::${account}:root`] },
  Action: ["kms:*"],
  Resource: ["*"],
};

const grantLogs: Branch = {
  Sid: "LogDelivery",
  Effect: "Allow",
  Principal: { Service: ["logging.s3.amazonaws.com"] },
  Action: ["s3:PutObject"],
  Resource: ["arn:aws:s3:::payments-logs/*"],
};

export const publish: Branch = {
  Sid: "Publish",
  Effect: "Allow",
  Principal: { Service: ["events.amazonaws.com"] },
  Action: ["sns:Publish"],
  Resource: [`arn:aws:sns:${region}:${account}:payments-notices`],
};

const project = { project: "48213377" };

/** One good resource of every type that the emulator models, each after what it needs. */
export const goodStack: Readonly<Record<string, Entry>> = {
  buildRole: {
    type: "aws:iam/role:Role",
    inputs: { name: "payments-build", assumeRolePolicy: policy(trusted("codebuild.amazonaws.com")) },
  },
  pipelineRole: {
    type: "aws:iam/role:Role",
    inputs: { name: "payments-pipeline", assumeRolePolicy: policy(trusted("codepipeline.amazonaws.com")) },
  },
  oidc: {
    type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    inputs: { url: "https://gitlab.com", clientIdLists: ["https://gitlab.com"] },
  },
  boundary: {
    type: "aws:iam/policy:Policy",
    inputs: { name: "payments-boundary", policy: policy(readObjects) },
  },
  role: {
    type: "aws:iam/role:Role",
    inputs: (made) => ({
      name: "payments-verify",
      assumeRolePolicy: policy(trustGitLab),
      permissionsBoundary: arnOf(made, "boundary"),
      maxSessionDuration: 3600,
    }),
  },
  rolePolicy: {
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: { name: "payments-verify", role: "payments-verify", policy: policy(readObjects) },
  },
  attachment: {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    inputs: (made) => ({ role: "payments-verify", policyArn: arnOf(made, "boundary") }),
  },
  policiesExclusive: {
    type: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
    inputs: { roleName: "payments-verify", policyNames: ["payments-verify"] },
  },
  attachmentsExclusive: {
    type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    inputs: (made) => ({ roleName: "payments-verify", policyArns: [arnOf(made, "boundary")] }),
  },
  key: {
    type: "aws:kms/key:Key",
    inputs: {
      policy: policy(administer),
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
    },
  },
  alias: {
    type: "aws:kms/alias:Alias",
    inputs: (made) => ({ name: "alias/payments-artifacts", targetKeyId: made("key").id }),
  },
  bucket: { type: "aws:s3/bucket:Bucket", inputs: { bucket: "payments-artifacts" } },
  logBucket: { type: "aws:s3/bucket:Bucket", inputs: { bucket: "payments-logs" } },
  versioning: {
    type: "aws:s3/bucketVersioning:BucketVersioning",
    inputs: { bucket: "payments-artifacts", versioningConfiguration: { status: "Enabled" } },
  },
  encryption: {
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    inputs: (made) => ({
      bucket: "payments-artifacts",
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: arnOf(made, "key") },
          bucketKeyEnabled: true,
        },
      ],
    }),
  },
  publicAccess: {
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    inputs: { bucket: "payments-artifacts", blockPublicAcls: true },
  },
  ownership: {
    type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    inputs: { bucket: "payments-artifacts", rule: { objectOwnership: "BucketOwnerEnforced" } },
  },
  bucketPolicy: {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    inputs: { bucket: "payments-logs", policy: policy(grantLogs) },
  },
  lifecycle: {
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    inputs: {
      bucket: "payments-artifacts",
      rules: [{ id: "old", status: "Enabled", filter: { prefix: "" }, expiration: { days: 90 } }],
    },
  },
  logging: {
    type: "aws:s3/bucketLogging:BucketLogging",
    inputs: { bucket: "payments-artifacts", targetBucket: "payments-logs", targetPrefix: "artifacts/" },
  },
  object: {
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    inputs: { bucket: "payments-artifacts", key: "runtime/build.js", content: "build" },
  },
  oldObject: {
    type: "aws:s3/bucketObject:BucketObject",
    inputs: { bucket: "payments-artifacts", key: "runtime/scan.js", content: "scan" },
  },
  repository: {
    type: "aws:ecr/repository:Repository",
    inputs: { name: "payments-assets", imageTagMutability: "IMMUTABLE" },
  },
  repositoryPolicy: {
    type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
    inputs: {
      repository: "payments-assets",
      policy: policy({
        Sid: "Pull",
        Effect: "Allow",
        Principal: { AWS: [roleArn("payments-build")] },
        Action: ["ecr:BatchGetImage"],
      }),
    },
  },
  lifecyclePolicy: {
    type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    inputs: {
      repository: "payments-assets",
      policy: {
        rules: [
          {
            rulePriority: 1,
            selection: {
              tagStatus: "untagged",
              countType: "sinceImagePushed",
              countUnit: "days",
              countNumber: 365,
            },
            action: { type: "expire" },
          },
        ],
      },
    },
  },
  topic: { type: "aws:sns/topic:Topic", inputs: { name: "payments-notices" } },
  topicPolicy: {
    type: "aws:sns/topicPolicy:TopicPolicy",
    inputs: (made) => ({ arn: arnOf(made, "topic"), policy: policy(publish) }),
  },
  subscription: {
    type: "aws:sns/topicSubscription:TopicSubscription",
    inputs: (made) => ({ topic: arnOf(made, "topic"), protocol: "email", endpoint: "owner@example.com" }),
  },
  parameter: {
    type: "aws:ssm/parameter:Parameter",
    inputs: { name: "/cdk-bootstrap/pay/version", type: "String", value: "33" },
  },
  logGroup: {
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: { name: "/aws/codebuild/payments-build", retentionInDays: 365 },
  },
  rule: {
    type: "aws:cloudwatch/eventRule:EventRule",
    inputs: { name: "payments-failed", eventPattern: JSON.stringify({ source: ["aws.codepipeline"] }) },
  },
  target: {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    inputs: (made) => ({ rule: "payments-failed", targetId: "notices", arn: arnOf(made, "topic") }),
  },
  secret: {
    type: "aws:secretsmanager/secret:Secret",
    inputs: { name: "payments/other", recoveryWindowInDays: 7 },
  },
  connection: {
    type: "aws:codeconnections/connection:Connection",
    inputs: { name: "payments-gitlab", providerType: "GitLab" },
    importId: connectionArn,
  },
  newConnection: {
    type: "aws:codeconnections/connection:Connection",
    inputs: { name: "payments-second", providerType: "GitLab" },
  },
  buildProject: {
    type: "aws:codebuild/project:Project",
    inputs: {
      name: "payments-build",
      serviceRole: roleArn("payments-build"),
      artifacts: { type: "CODEPIPELINE" },
      source: {
        type: "CODEPIPELINE",
        buildspec:
          "version: 0.2\nenv:\n  exported-variables: [DIGEST]\nphases:\n  build:\n    commands: [node build.js]\n",
      },
      environment: {
        type: "LINUX_CONTAINER",
        computeType: "BUILD_GENERAL1_SMALL",
        image: "aws/codebuild/standard:7.0",
        environmentVariables: [{ name: "STEP", value: "build" }],
      },
      buildTimeout: 60,
      queuedTimeout: 60,
      logsConfig: { cloudwatchLogs: { groupName: "/aws/codebuild/payments-build", status: "ENABLED" } },
    },
  },
  pipeline: { type: "aws:codepipeline/pipeline:Pipeline", inputs: goodPipeline },
  gitLabProject: {
    type: "gitlab:index/project:Project",
    inputs: { name: "payments-infra", onlyAllowMergeIfPipelineSucceeds: true },
    importId: "48213377",
  },
  branchProtection: {
    type: "gitlab:index/branchProtection:BranchProtection",
    inputs: {
      ...project,
      branch: "main",
      allowedToPushes: [{ accessLevel: "no one" }],
      allowedToMerges: [{ groupId: 9970 }],
    },
  },
  tagProtection: {
    type: "gitlab:index/tagProtection:TagProtection",
    inputs: { ...project, tag: "*", createAccessLevel: "maintainer" },
  },
  approvalRule: {
    type: "gitlab:index/projectApprovalRule:ProjectApprovalRule",
    inputs: { ...project, name: "review", approvalsRequired: 2, ruleType: "regular", groupIds: [9970] },
  },
  mergeApprovals: {
    type: "gitlab:index/projectLevelMrApprovals:ProjectLevelMrApprovals",
    inputs: { ...project, resetApprovalsOnPush: true },
  },
  pushRules: {
    type: "gitlab:index/projectPushRules:ProjectPushRules",
    inputs: { ...project, preventSecrets: true },
  },
  environment: {
    type: "gitlab:index/projectEnvironment:ProjectEnvironment",
    inputs: { ...project, name: "prod", tier: "production" },
  },
  protectedEnvironment: {
    type: "gitlab:index/projectProtectedEnvironment:ProjectProtectedEnvironment",
    inputs: {
      ...project,
      environment: "prod",
      deployAccessLevelsAttributes: [{ groupId: 9971 }],
      approvalRules: [{ groupId: 9970, requiredApprovals: 2 }],
    },
  },
  variable: {
    type: "gitlab:index/projectVariable:ProjectVariable",
    inputs: {
      ...project,
      key: "DELIVERY_START_ROLE",
      value: "arn:aws:iam::111111111111:role/x",
      masked: true,
    },
  },
  jobToken: {
    type: "gitlab:index/projectJobTokenScopes:ProjectJobTokenScopes",
    inputs: { ...project, enabled: true, targetProjectIds: [], targetGroupIds: [] },
  },
};
