import { models } from "../registry";
import type { Branch } from "../tree";

const inRegion = ["region"];
const onProject = ["project"];

/**
 * Inputs that a service cannot change on what exists, so that the provider makes a new one in its place.
 * Source: arguments marked as forcing a new resource in the Terraform providers that Pulumi wraps (AWS 6, GitLab
 * 19.2); `region` since AWS 6. Only types that the road is made of are listed.
 */
const fixedInputs: Readonly<Record<string, readonly string[]>> = {
  "aws:cloudwatch/eventRule:EventRule": [...inRegion, "name", "eventBusName"],
  "aws:cloudwatch/eventTarget:EventTarget": [...inRegion, "rule", "targetId", "eventBusName"],
  "aws:cloudwatch/logGroup:LogGroup": [...inRegion, "name", "logGroupClass"],
  "aws:codebuild/project:Project": [...inRegion, "name"],
  "aws:codeconnections/connection:Connection": [...inRegion, "name", "providerType", "hostArn"],
  "aws:codepipeline/pipeline:Pipeline": [...inRegion, "name"],
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": [...inRegion, "repository"],
  "aws:ecr/repository:Repository": [...inRegion, "name", "encryptionConfigurations"],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": [...inRegion, "repository"],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["url"],
  "aws:iam/policy:Policy": ["name", "path", "description"],
  "aws:iam/role:Role": ["name", "path"],
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": ["roleName"],
  "aws:iam/rolePolicy:RolePolicy": ["name", "role"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["role", "policyArn"],
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": ["roleName"],
  "aws:kms/alias:Alias": [...inRegion, "name"],
  "aws:kms/key:Key": [...inRegion, "keyUsage", "customerMasterKeySpec", "multiRegion"],
  "aws:s3/bucket:Bucket": [...inRegion, "bucket", "objectLockEnabled"],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": [...inRegion, "bucket"],
  "aws:s3/bucketLogging:BucketLogging": [...inRegion, "bucket"],
  "aws:s3/bucketObjectv2:BucketObjectv2": [...inRegion, "bucket", "key"],
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": [...inRegion, "bucket"],
  "aws:s3/bucketPolicy:BucketPolicy": [...inRegion, "bucket"],
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": [...inRegion, "bucket"],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    ...inRegion,
    "bucket",
  ],
  "aws:s3/bucketVersioning:BucketVersioning": [...inRegion, "bucket"],
  "aws:sns/topic:Topic": [...inRegion, "name", "fifoTopic"],
  "aws:sns/topicPolicy:TopicPolicy": [...inRegion, "arn"],
  "aws:sns/topicSubscription:TopicSubscription": [...inRegion, "topic", "protocol", "endpoint"],
  "aws:ssm/parameter:Parameter": [...inRegion, "name"],
  "gitlab:index/branchProtection:BranchProtection": [...onProject, "branch"],
  "gitlab:index/project:Project": [],
  "gitlab:index/projectApprovalRule:ProjectApprovalRule": [...onProject, "ruleType", "reportType"],
  "gitlab:index/projectEnvironment:ProjectEnvironment": [...onProject, "name"],
  "gitlab:index/projectJobTokenScopes:ProjectJobTokenScopes": onProject,
  "gitlab:index/projectLevelMrApprovals:ProjectLevelMrApprovals": onProject,
  "gitlab:index/projectProtectedEnvironment:ProjectProtectedEnvironment": [...onProject, "environment"],
  "gitlab:index/projectPushRules:ProjectPushRules": onProject,
  "gitlab:index/projectVariable:ProjectVariable": [...onProject, "key", "environmentScope"],
  "gitlab:index/tagProtection:TagProtection": [...onProject, "tag", "createAccessLevel", "allowedToCreates"],
};

/** What an update would change, and what of it needs a new thing in the old one's place. */
export interface Change {
  readonly inputs: readonly string[];
  readonly replacing: readonly string[];
  /** The new one has the old one's name, so that they cannot stand side by side. */
  readonly oldGoesFirst: boolean;
}

/** Compares inputs with inputs; what a service computes is no part of it. */
export function changeOf(type: string, before: Branch, after: Branch): Change {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !key.startsWith("__"),
  );
  const inputs = keys.filter((key) => !same(before[key] ?? null, after[key] ?? null)).sort();
  const fixed = fixedInputs[type];
  if (!fixed)
    throw new Error(
      `What replaces ${type} is not known; add it to emulator/cloud/replacement.ts, with its source.`,
    );
  const replacing = inputs.filter((key) => fixed.includes(key));
  const name = models.get(type)?.autoname?.input;
  const oldGoesFirst = replacing.length > 0 && name !== undefined && !replacing.includes(name);
  return { inputs, replacing, oldGoesFirst };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** Keys of an object have no order on the wire. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
