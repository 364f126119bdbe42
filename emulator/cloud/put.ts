const putTypes: ReadonlySet<string> = new Set([
  "aws:cloudwatch/eventRule:EventRule",
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLogging:BucketLogging",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:sns/topic:Topic",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription",
  "gitlab:index/branchProtection:BranchProtection",
  "gitlab:index/projectJobTokenScopes:ProjectJobTokenScopes",
  "gitlab:index/projectLevelMrApprovals:ProjectLevelMrApprovals",
  "gitlab:index/projectPushRules:ProjectPushRules",
  "gitlab:index/tagProtection:TagProtection",
]);

/**
 * True where creating what exists takes it over instead of being refused: its call is a Put, Set or Attach, or the
 * service answers with what is there (SNS CreateTopic, Subscribe). Source: the services' API references; for GitLab
 * docs/operations.md, "What the GitLab project has already".
 */
export function isPut(type: string): boolean {
  return putTypes.has(type);
}
