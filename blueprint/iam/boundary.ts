import type { Place } from "../arns";
import { bucketArn, parameterArn, partitionOf, policyArn, repositoryArn, roleArn } from "../arns";
import { BootstrapNames, DeliveryNames } from "../names";
import type { Settings } from "../settings";
import type { PolicyDocument } from "./document";
import { policyDocument } from "./document";

export function deliveryBoundaryArn(settings: Settings): string {
  const names = new DeliveryNames(settings);
  return policyArn(names.place, names.boundary());
}

/**
 * The most that any delivery role in the DevOps account can do, whatever is attached to it later: the
 * services a delivery uses, the bootstrap roles of this qualifier, and never the provisioning role.
 */
export function deliveryBoundary(settings: Settings): PolicyDocument {
  const names = new DeliveryNames(settings);
  const partition = partitionOf(names.place.region);
  const { qualifier } = settings.workload;
  return policyDocument([
    {
      Sid: "ServicesOfADelivery",
      Effect: "Allow",
      Action: [
        "codebuild:BatchGetBuilds",
        "codebuild:StartBuild",
        "codebuild:StopBuild",
        "codeconnections:UseConnection",
        "codestar-connections:UseConnection",
        "codepipeline:GetPipelineExecution",
        "codepipeline:GetPipelineState",
        "codepipeline:ListActionExecutions",
        "codepipeline:StartPipelineExecution",
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:DescribeImages",
        "ecr:GetAuthorizationToken",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
        "events:PutEvents",
        "kms:Decrypt",
        "kms:GenerateDataKey",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "s3:GetBucketAcl",
        "s3:GetBucketLocation",
        "s3:GetBucketVersioning",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:PutObject",
        "s3:PutObjectAcl",
        "sns:Publish",
      ],
      Resource: ["*"],
    },
    {
      Sid: "BootstrapRolesOfThisApplication",
      Effect: "Allow",
      Action: ["sts:AssumeRole"],
      Resource: [`arn:${partition}:iam::*:role/cdk-${qualifier}-*`],
    },
    {
      Sid: "NeverTheProvisioningRole",
      Effect: "Deny",
      Action: ["sts:AssumeRole"],
      Resource: [`arn:${partition}:iam::*:role/${settings.provisioningRole}`],
    },
  ]);
}

/** Services whose configuration guards an account; no application may touch them. */
const guardRailActions = [
  "organizations:*",
  "account:*",
  "sso:*",
  "identitystore:*",
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventSelectors",
  "cloudtrail:StopLogging",
  "cloudtrail:UpdateTrail",
  "config:DeleteConfigurationRecorder",
  "config:DeleteDeliveryChannel",
  "config:StopConfigurationRecorder",
  "guardduty:DeleteDetector",
  "guardduty:UpdateDetector",
  "securityhub:DisableSecurityHub",
  "access-analyzer:DeleteAnalyzer",
];

/** IAM that creates people, keys or identity providers. */
const peopleAndKeys = [
  "iam:CreateUser",
  "iam:CreateGroup",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreateSAMLProvider",
  "iam:UpdateOpenIDConnectProviderThumbprint",
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:UpdateSAMLProvider",
  "iam:UpdateAccountPasswordPolicy",
  "iam:CreateAccountAlias",
];

/** Writes on a role that change who it is or what it may do. */
const roleWrites = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
];

/**
 * The boundary of the bootstrap roles in one target, of everything CloudFormation does for the application
 * there, and of every role that it creates. Stronger than CDK's example (facts on bootstrap: it leaves existing roles, the bootstrap
 * resources and the guard-rail services open): an application's role can exist only under this boundary, and
 * nothing under it can touch the bootstrap, the boundary itself, the guard-rails or other regions.
 */
export function targetBoundary(settings: Settings, target: Place): PolicyDocument {
  const names = new BootstrapNames(settings.workload.qualifier, target);
  const boundaryArn = policyArn(target, names.boundary());
  const bootstrapRoles = roleArn(target, `cdk-${names.qualifier}-*`);
  return policyDocument([
    { Sid: "UpToTheRolesOwnPolicies", Effect: "Allow", Action: ["*"], Resource: ["*"] },
    {
      Sid: "RolesOnlyUnderThisBoundary",
      Effect: "Deny",
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DetachRolePolicy",
        "iam:DeleteRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
      ],
      Resource: ["*"],
      Condition: { StringNotEquals: { "iam:PermissionsBoundary": [boundaryArn] } },
    },
    {
      Sid: "BoundaryStays",
      Effect: "Deny",
      Action: [
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:SetDefaultPolicyVersion",
      ],
      Resource: [boundaryArn],
    },
    {
      Sid: "BoundariesAreNotRemoved",
      Effect: "Deny",
      Action: ["iam:DeleteRolePermissionsBoundary"],
      Resource: ["*"],
    },
    {
      Sid: "BootstrapRolesStay",
      Effect: "Deny",
      Action: [...roleWrites, "sts:AssumeRole"],
      Resource: [bootstrapRoles, roleArn(target, settings.provisioningRole)],
    },
    {
      Sid: "OnlyTheDeployRolePassesThem",
      Effect: "Deny",
      Action: ["iam:PassRole"],
      Resource: [bootstrapRoles, roleArn(target, settings.provisioningRole)],
      Condition: { StringNotEquals: { "aws:PrincipalArn": [roleArn(target, names.role("deploy-role"))] } },
    },
    { Sid: "NoPeopleAndNoKeys", Effect: "Deny", Action: peopleAndKeys, Resource: ["*"] },
    { Sid: "GuardRailsStay", Effect: "Deny", Action: guardRailActions, Resource: ["*"] },
    {
      Sid: "BootstrapResourcesStay",
      Effect: "Deny",
      Action: [
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "s3:PutBucketPolicy",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
        "ssm:DeleteParameter",
        "ssm:PutParameter",
        "ecr:DeleteRepository",
        "ecr:DeleteRepositoryPolicy",
        "ecr:SetRepositoryPolicy",
      ],
      Resource: [
        bucketArn(target, names.bucket()),
        parameterArn(target, names.versionParameter()),
        repositoryArn(target, names.repository()),
      ],
    },
    {
      Sid: "StagingKeyStays",
      Effect: "Deny",
      Action: ["kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:UpdateAlias"],
      Resource: ["*"],
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias()] } },
    },
    {
      Sid: "ThisRegionOnly",
      Effect: "Deny",
      // Services that answer from one region for all (IAM guide, "aws:RequestedRegion").
      NotAction: ["iam:*", "sts:*", "cloudfront:*", "route53:*", "route53domains:*", "support:*", "waf:*"],
      Resource: ["*"],
      Condition: { StringNotEquals: { "aws:RequestedRegion": [target.region] } },
    },
  ]);
}
