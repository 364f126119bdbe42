import { project as buildProject } from "./aws/codebuild";
import { connection } from "./aws/connection";
import { lifecyclePolicy, repository, repositoryPolicy } from "./aws/ecr";
import { eventRule, eventTarget } from "./aws/events";
import { rolePolicyAttachment } from "./aws/iam-attachment";
import { rolePoliciesExclusive, rolePolicyAttachmentsExclusive } from "./aws/iam-exclusive";
import { openIdConnectProvider } from "./aws/iam-oidc";
import { policy, rolePolicy } from "./aws/iam-policy";
import { role } from "./aws/iam-role";
import { alias, key } from "./aws/kms";
import { logGroup } from "./aws/log-group";
import { pipeline } from "./aws/pipeline/pipeline";
import { bucket } from "./aws/s3-bucket";
import { bucketPolicy } from "./aws/s3-bucket-policy";
import {
  bucketOwnershipControls,
  bucketPublicAccessBlock,
  bucketServerSideEncryptionConfiguration,
  bucketVersioning,
} from "./aws/s3-companion";
import { bucketLifecycleConfiguration } from "./aws/s3-lifecycle";
import { bucketLogging } from "./aws/s3-logging";
import { bucketObject, bucketObjectv2 } from "./aws/s3-object";
import { secret } from "./aws/secret";
import { topic, topicPolicy, topicSubscription } from "./aws/sns";
import { parameter } from "./aws/ssm-parameter";
import { projectApprovalRule, projectLevelMrApprovals, projectPushRules } from "./gitlab/approvals";
import { projectEnvironment, projectProtectedEnvironment } from "./gitlab/environments";
import { project } from "./gitlab/project";
import { branchProtection, tagProtection } from "./gitlab/protections";
import { projectJobTokenScopes, projectVariable } from "./gitlab/variables";
import type { Model } from "./model";

const known: readonly Model[] = [
  ...[connection, pipeline, buildProject],
  ...[role, rolePolicy, policy, rolePolicyAttachment, rolePoliciesExclusive],
  ...[rolePolicyAttachmentsExclusive, openIdConnectProvider, key, alias],
  ...[bucket, bucketVersioning, bucketServerSideEncryptionConfiguration, bucketPublicAccessBlock],
  ...[bucketPolicy, bucketOwnershipControls, bucketLifecycleConfiguration, bucketLogging],
  ...[bucketObject, bucketObjectv2, repository, repositoryPolicy, lifecyclePolicy],
  ...[topic, topicPolicy, topicSubscription, parameter, logGroup, eventRule, eventTarget, secret],
  ...[project, branchProtection, tagProtection, projectApprovalRule, projectLevelMrApprovals],
  ...[projectPushRules, projectEnvironment, projectProtectedEnvironment, projectVariable],
  projectJobTokenScopes,
];

/** Every resource type that the emulator models, by its token. */
export const models: ReadonlyMap<string, Model> = new Map(known.map((model) => [model.type, model]));
