import type { Place } from "../arns";
import {
  aliasArn,
  bucketArn,
  objectsArn,
  parameterArn,
  policyArn,
  repositoryArn,
  roleArn,
  stackArn,
} from "../arns";
import { BootstrapNames } from "../names";
import { physicalNamePrefixes } from "../physical-names";
import type { Environment, Settings } from "../settings";
import type { PolicyDocument, Statement } from "./document";
import { policyDocument } from "./document";

/**
 * The boundary of the bootstrap roles in one target, of everything CloudFormation does for the application
 * there, and of every role that it creates. The application chooses the policies of its own roles, so read
 * this as what code with every right on everything still cannot do: leave its own roles, touch the bootstrap,
 * the boundary, people, guard-rails or other regions. CDK's example boundary leaves most of these open.
 */
export function targetBoundary(settings: Settings, environment: Environment, target: Place): PolicyDocument {
  const names = new BootstrapNames(settings.workload.qualifier, target);
  const prefixes = physicalNamePrefixes(environment);
  return policyDocument([
    { Sid: "UpToTheRolesOwnPolicies", Effect: "Allow", Action: ["*"], Resource: ["*"] },
    ...ownRolesOnly(names, prefixes),
    {
      // A stack remembers the role it was made with and would act under it for anybody who updates it.
      Sid: "OtherStacksStay",
      Effect: "Deny",
      Action: [
        "cloudformation:ContinueUpdateRollback",
        "cloudformation:CreateChangeSet",
        "cloudformation:CreateStack",
        "cloudformation:DeleteStack",
        "cloudformation:ExecuteChangeSet",
        "cloudformation:RollbackStack",
        "cloudformation:SetStackPolicy",
        "cloudformation:UpdateStack",
      ],
      NotResource: environment.stacks.map((pattern) => stackArn(target, pattern)),
    },
    { Sid: "NoPeopleAndNoKeys", Effect: "Deny", Action: peopleAndKeys, Resource: ["*"] },
    { Sid: "GuardRailsStay", Effect: "Deny", Action: guardRailActions, Resource: ["*"] },
    ...bootstrapStays(names),
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

/** Writes on a role that change who it is or what it may do. */
const roleWrites = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
];

/** Roles and policies of the application are written, passed and taken; no other, existing ones included. */
function ownRolesOnly(names: BootstrapNames, prefixes: readonly string[]): readonly Statement[] {
  const { place } = names;
  const ownRoles = prefixes.map((prefix) => roleArn(place, `${prefix}*`));
  const executionRole = roleArn(place, names.role("cfn-exec-role"));
  return [
    {
      Sid: "RolesOnlyUnderThisBoundary",
      Effect: "Deny",
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
      ],
      Resource: ["*"],
      Condition: { StringNotEquals: { "iam:PermissionsBoundary": [policyArn(place, names.boundary())] } },
    },
    {
      Sid: "BoundariesAreNotRemoved",
      Effect: "Deny",
      Action: ["iam:DeleteRolePermissionsBoundary"],
      Resource: ["*"],
    },
    { Sid: "OtherRolesStay", Effect: "Deny", Action: roleWrites, NotResource: ownRoles },
    { Sid: "OtherRolesAreNotTaken", Effect: "Deny", Action: ["sts:AssumeRole"], NotResource: ownRoles },
    {
      Sid: "OtherRolesAreNotPassed",
      Effect: "Deny",
      Action: ["iam:PassRole"],
      NotResource: [...ownRoles, executionRole],
    },
    {
      Sid: "OnlyTheDeployRolePassesTheExecutionRole",
      Effect: "Deny",
      Action: ["iam:PassRole"],
      Resource: [executionRole],
      Condition: { StringNotEquals: { "aws:PrincipalArn": [roleArn(place, names.role("deploy-role"))] } },
    },
    {
      // The account may hold other boundaries, of this application's other region for one.
      Sid: "OtherPoliciesStay",
      Effect: "Deny",
      Action: [
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:SetDefaultPolicyVersion",
      ],
      NotResource: prefixes.map((prefix) => policyArn(place, `${prefix}*`)),
    },
  ];
}

/** IAM about people, their keys, and identity providers. */
const peopleAndKeys = [
  "iam:*AccessKey*",
  "iam:*AccountAlias*",
  "iam:*AccountPasswordPolicy*",
  "iam:*Group*",
  "iam:*LoginProfile*",
  "iam:*MFADevice*",
  "iam:*OpenIDConnectProvider*",
  "iam:*SAMLProvider*",
  "iam:*SSHPublicKey*",
  "iam:*ServiceSpecificCredential*",
  "iam:*SigningCertificate*",
  "iam:*User*",
];

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

/** What the delivery stands on in this target: only its own publishers write there. */
function bootstrapStays(names: BootstrapNames): readonly Statement[] {
  const { place } = names;
  const unless = (role: Parameters<BootstrapNames["role"]>[0]) => ({
    StringNotEquals: { "aws:PrincipalArn": [roleArn(place, names.role(role))] },
  });
  return [
    {
      Sid: "StagingBucketStays",
      Effect: "Deny",
      Action: ["s3:Delete*", "s3:Put*"],
      Resource: [bucketArn(place, names.bucket())],
    },
    {
      Sid: "OnlyThePublisherWritesAssets",
      Effect: "Deny",
      Action: ["s3:DeleteObject*", "s3:PutObject*", "s3:Replicate*"],
      Resource: [objectsArn(place, names.bucket(), "*")],
      Condition: unless("file-publishing-role"),
    },
    {
      Sid: "OnlyThePublisherWritesImages",
      Effect: "Deny",
      Action: ["ecr:*Upload*", "ecr:BatchDelete*", "ecr:Delete*", "ecr:Put*", "ecr:Set*"],
      Resource: [repositoryArn(place, names.repository())],
      Condition: unless("image-publishing-role"),
    },
    {
      Sid: "VersionParameterStays",
      Effect: "Deny",
      Action: ["ssm:Delete*", "ssm:Label*", "ssm:Put*"],
      Resource: [parameterArn(place, names.versionParameter())],
    },
    {
      Sid: "StagingKeyStays",
      Effect: "Deny",
      Action: [
        "kms:CreateGrant",
        "kms:Disable*",
        "kms:PutKeyPolicy",
        "kms:RevokeGrant",
        "kms:ScheduleKeyDeletion",
      ],
      Resource: ["*"],
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias()] } },
    },
    {
      // The statement above knows the key by its alias.
      Sid: "StagingKeyKeepsItsAlias",
      Effect: "Deny",
      Action: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
      Resource: [aliasArn(place, names.keyAlias())],
    },
  ];
}
