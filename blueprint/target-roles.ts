import { bucketArn, objectsArn, parameterArn, policyArn, repositoryArn, roleArn, stackArn } from "./arns";
import type { Need } from "./iam/need";
import { executionNeeds } from "./iam/execution";
import { useKey } from "./iam/grants";
import { trustCloudFormation, trustRoles } from "./iam/trust";
import type { BootstrapNames, BootstrapRole } from "./names";
import type { RolePlan } from "./role";
import { planRole } from "./role";
import type { Environment, Settings, Target } from "./settings";
import { bootstrapNames, deployRoleArn, readersOf } from "./targets";

/** A bootstrap role with the needs behind its policy, so that a step can declare the calls it makes under it. */
export interface TargetRole {
  readonly kind: BootstrapRole;
  readonly role: RolePlan;
  readonly needs: readonly Need[];
}

/** The bootstrap roles of one target, in the order in which they are created. */
export function targetRoles(
  settings: Settings,
  environment: Environment,
  target: Target,
): readonly TargetRole[] {
  const names = bootstrapNames(settings, target);
  const deployer = deployRoleArn(settings, environment);
  const readers = readersOf(settings, environment);
  const assumable = (
    kind: BootstrapRole,
    description: string,
    trusted: readonly string[],
    needs: readonly Need[],
  ) => ({
    kind,
    needs,
    role: planRole(target, {
      name: names.role(kind),
      description,
      trust: trustRoles(trusted),
      needs,
      boundaryArn: policyArn(target, names.boundary()),
      // The tag by which CDK's own tools and guides recognise a bootstrap role.
      tags: { "aws-cdk:bootstrap-role": kind.replace(/-role$/, "") },
    }),
  });
  const execution = executionNeeds(settings, environment, target);
  const execNeeds = [
    ...execution,
    ...assetReads(names),
    ...(settings.workload.images ? [pullImages(names)] : []),
  ];
  return [
    {
      kind: "cfn-exec-role",
      needs: execNeeds,
      role: planRole(target, {
        name: names.role("cfn-exec-role"),
        description: `CloudFormation makes the stacks of ${settings.app} under this role`,
        trust: trustCloudFormation(),
        needs: execNeeds,
        boundaryArn: policyArn(target, names.boundary()),
      }),
    },
    assumable(
      "deploy-role",
      `Deploys the stacks of ${settings.app}: change sets, never resources`,
      [deployer],
      deployNeeds(settings, environment, names),
    ),
    assumable(
      "file-publishing-role",
      "Puts file assets and templates into the staging bucket",
      [deployer],
      publishFiles(names),
    ),
    ...(settings.workload.images
      ? [
          assumable(
            "image-publishing-role",
            "Puts images into the asset repository",
            [deployer],
            publishImages(names),
          ),
        ]
      : []),
    ...(readers.length > 0
      ? [
          assumable(
            "lookup-role",
            `Reads what a plan shows; changes nothing`,
            readers,
            lookupNeeds(settings, environment, names),
          ),
        ]
      : []),
  ];
}

/** Reads of a plan: templates and state of the application's stacks, the version parameter, named parameters. */
export function lookupNeeds(
  settings: Settings,
  environment: Environment,
  names: BootstrapNames,
): readonly Need[] {
  const { place } = names;
  const stacks = environment.stacks.map((pattern) => stackArn(place, pattern));
  return [
    {
      sid: "ReadStacks",
      why: "the report compares the assembly with what is deployed",
      by: "step",
      actions: ["cloudformation:DescribeStacks", "cloudformation:GetTemplate"],
      resources: stacks,
    },
    {
      sid: "ListStacks",
      why: "the report names stacks that left the assembly; the call knows no resource",
      by: "step",
      actions: ["cloudformation:ListStacks"],
      resources: ["*"],
      condition: { StringEquals: { "aws:RequestedRegion": [place.region] } },
    },
    {
      sid: "ReadBootstrapVersion",
      why: "the target's bootstrap is checked before anything else",
      by: "step",
      actions: ["ssm:GetParameter"],
      resources: [names.versionParameter(), ...settings.workload.parameters].map((name) =>
        parameterArn(place, name),
      ),
    },
  ];
}

function deployNeeds(settings: Settings, environment: Environment, names: BootstrapNames): readonly Need[] {
  const { place } = names;
  const stacks = environment.stacks.map((pattern) => stackArn(place, pattern));
  const executionRole = roleArn(place, names.role("cfn-exec-role"));
  return [
    ...lookupNeeds(settings, environment, names),
    {
      sid: "MakeChanges",
      why: "changes go through CloudFormation, which acts under the execution role only",
      by: "step",
      actions: ["cloudformation:CreateChangeSet"],
      resources: stacks,
      condition: { StringEquals: { "cloudformation:RoleArn": [executionRole] } },
    },
    {
      sid: "RunAndWatchChanges",
      why: "the change set is compared with the report, executed and followed to its end",
      by: "step",
      actions: [
        "cloudformation:DeleteChangeSet",
        "cloudformation:DeleteStack",
        "cloudformation:DescribeChangeSet",
        "cloudformation:DescribeStackEvents",
        "cloudformation:ExecuteChangeSet",
      ],
      resources: stacks,
    },
    {
      sid: "ServeTheCdkCli",
      why: "the unmodified CDK CLI reports failures, rolls back and sets termination protection",
      by: "cdk",
      actions: [
        "cloudformation:ContinueUpdateRollback",
        "cloudformation:DescribeEvents",
        "cloudformation:DescribeStackResources",
        "cloudformation:ListChangeSets",
        "cloudformation:RollbackStack",
        "cloudformation:UpdateTerminationProtection",
      ],
      resources: stacks,
    },
    {
      sid: "ResolveBootstrapVersion",
      why: "CloudFormation resolves the version parameter of CDK's templates with the caller's rights",
      by: "service",
      actions: ["ssm:GetParameters"],
      resources: [parameterArn(place, names.versionParameter())],
    },
    {
      sid: "PassExecutionRole",
      why: "CloudFormation is handed the execution role, and nobody else is",
      by: "step",
      actions: ["iam:PassRole"],
      resources: [executionRole],
      condition: { StringEquals: { "iam:PassedToService": ["cloudformation.amazonaws.com"] } },
    },
    ...assetReads(names),
  ];
}

/** CloudFormation reads templates with the deploy role's rights and code with the execution role's. */
function assetReads(names: BootstrapNames): readonly Need[] {
  const { place } = names;
  return [
    {
      sid: "ReadStagedAssets",
      why: "CloudFormation reads the template and the code from the staging bucket",
      by: "service",
      actions: ["s3:GetObject", "s3:GetObjectVersion"],
      resources: [objectsArn(place, names.bucket(), "*")],
      condition: { StringEquals: { "aws:ResourceAccount": [place.accountId] } },
    },
    useKey(
      { sid: "DecryptStagedAssets", why: "the staging bucket is encrypted with this key", by: "service" },
      place,
      { alias: names.keyAlias(), through: "s3" },
      ["kms:Decrypt"],
    ),
  ];
}

/** Lambda takes an image only from a caller that can read it (Lambda guide, "Amazon ECR permissions"). */
function pullImages(names: BootstrapNames): Need {
  return {
    sid: "PullImages",
    why: "functions are created from images of the asset repository",
    by: "service",
    actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:GetRepositoryPolicy"],
    resources: [repositoryArn(names.place, names.repository())],
  };
}

function publishFiles(names: BootstrapNames): readonly Need[] {
  const { place } = names;
  const ownAccount = { StringEquals: { "aws:ResourceAccount": [place.accountId] } };
  return [
    {
      sid: "InspectStagingBucket",
      why: "the CDK CLI checks where the bucket is, how it encrypts and what it holds",
      by: "cdk",
      actions: ["s3:GetBucketLocation", "s3:GetEncryptionConfiguration", "s3:ListBucket"],
      resources: [bucketArn(place, names.bucket())],
      condition: ownAccount,
    },
    {
      sid: "PutAssets",
      why: "assets and templates are stored once, under the hash of their content",
      by: "step",
      actions: ["s3:GetObject", "s3:PutObject"],
      resources: [objectsArn(place, names.bucket(), "*")],
      condition: ownAccount,
    },
    {
      sid: "EndBrokenUploads",
      why: "the CDK CLI uploads large assets in parts",
      by: "cdk",
      actions: ["s3:AbortMultipartUpload"],
      resources: [objectsArn(place, names.bucket(), "*")],
      condition: ownAccount,
    },
    useKey(
      { sid: "EncryptAssets", why: "the staging bucket is encrypted with this key", by: "step" },
      place,
      { alias: names.keyAlias(), through: "s3" },
      ["kms:Decrypt", "kms:GenerateDataKey"],
    ),
  ];
}

/** The rights of the bootstrap's image publisher, for the CDK CLI; no step pushes images to targets yet. */
function publishImages(names: BootstrapNames): readonly Need[] {
  const { place } = names;
  return [
    {
      sid: "LogInToRegistry",
      why: "a registry token; the call knows no resource",
      by: "cdk",
      actions: ["ecr:GetAuthorizationToken"],
      resources: ["*"],
      condition: { StringEquals: { "aws:RequestedRegion": [place.region] } },
    },
    {
      sid: "PushImages",
      why: "images are copied by digest into the asset repository",
      by: "cdk",
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:DescribeImages",
        "ecr:DescribeRepositories",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ],
      resources: [repositoryArn(place, names.repository())],
    },
  ];
}
