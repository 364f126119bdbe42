import { parseArn } from "../../iam/arn";
import type { Call } from "./call";
import { callsOf } from "./call";

const cli = "calls of the CDK CLI, logged";
const cloudFormation = "CloudFormation guide, templates and parameters are read with the caller's rights";

/** A role of a CDK bootstrap by its name (bootstrap template, version 33). */
export interface BootstrapRole {
  readonly purpose: "deploy" | "file-publishing" | "image-publishing" | "lookup" | "cfn-exec";
  readonly qualifier: string;
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

const roleName =
  /^cdk-([a-z0-9]+)-(deploy|file-publishing|image-publishing|lookup|cfn-exec)-role-(\d{12})-([a-z0-9-]+)$/;

/** The bootstrap role that an ARN names; undefined for any other role. */
export function bootstrapRole(arn: string): BootstrapRole | undefined {
  const parsed = parseArn(arn);
  const match = roleName.exec(parsed?.resource.split("/").at(-1) ?? "");
  const [, qualifier, purpose, account, region] = match ?? [];
  if (!parsed || qualifier === undefined || account === undefined || region === undefined) return undefined;
  return {
    purpose: purpose as BootstrapRole["purpose"],
    qualifier,
    partition: parsed.partition,
    account,
    region,
  };
}

/**
 * What the unmodified CDK CLI, and CloudFormation on its behalf, call under the deploy and publishing roles of a
 * bootstrap. `stacks` are the stacks that the road deploys, as the declared calls name them.
 */
export function bootstrapCalls(role: BootstrapRole, stacks: readonly string[]): readonly Call[] {
  switch (role.purpose) {
    case "deploy":
      return deployCalls(
        role,
        stacks.length > 0
          ? stacks
          : [`arn:${role.partition}:cloudformation:${role.region}:${role.account}:stack/*`],
      );
    case "file-publishing":
      return fileCalls(role);
    case "image-publishing":
      return imageCalls(role);
    case "lookup":
    case "cfn-exec":
      return [];
    default:
      return role.purpose satisfies never;
  }
}

/** What a plan shows of parameters a template may refer to, and CloudFormation resolves with the caller's rights. */
export function parameterCalls(declared: readonly Call[]): readonly Call[] {
  return declared
    .filter(({ action }) => action === "ssm:GetParameter")
    .flatMap(({ resource }) =>
      callsOf(
        resource,
        ["ssm:GetParameters"],
        "CloudFormation resolves the template's parameters",
        cloudFormation,
        true,
      ),
    );
}

function deployCalls(role: BootstrapRole, stacks: readonly string[]): readonly Call[] {
  const { partition, region, account, qualifier } = role;
  const version = `arn:${partition}:ssm:${region}:${account}:parameter/cdk-bootstrap/${qualifier}/version`;
  const assets = `arn:${partition}:s3:::cdk-${qualifier}-assets-${account}-${region}/*`;
  return [
    ...callsOf(version, ["ssm:GetParameter"], "the CLI checks the version of the bootstrap", cli),
    ...callsOf(
      version,
      ["ssm:GetParameters"],
      "CloudFormation resolves the template's parameters",
      cloudFormation,
    ),
    ...stacks.flatMap((stack) => [
      ...callsOf(
        stack,
        [
          "cloudformation:CreateChangeSet",
          "cloudformation:DeleteChangeSet",
          "cloudformation:DeleteStack",
          "cloudformation:DescribeChangeSet",
          "cloudformation:DescribeStackEvents",
          "cloudformation:DescribeStacks",
          "cloudformation:ExecuteChangeSet",
          "cloudformation:GetTemplate",
        ],
        "the CLI deploys through change sets and follows them",
        cli,
      ),
      ...callsOf(
        stack,
        [
          "cloudformation:ContinueUpdateRollback",
          "cloudformation:DescribeEvents",
          "cloudformation:DescribeStackResources",
          "cloudformation:ListChangeSets",
          "cloudformation:ListHookResults",
          "cloudformation:RollbackStack",
          "cloudformation:UpdateTerminationProtection",
        ],
        "the CLI reports failures, rolls back and sets termination protection",
        cli,
        true,
      ),
    ]),
    ...callsOf("*", ["cloudformation:GetHookResult"], "the CLI reads results of hooks", cli, true),
    ...callsOf(
      `arn:${partition}:iam::${account}:role/cdk-${qualifier}-cfn-exec-role-${account}-${region}`,
      ["iam:PassRole"],
      "CloudFormation is handed the execution role",
      cli,
    ),
    ...callsOf(
      assets,
      ["s3:GetObject"],
      "CloudFormation reads the template from the staging bucket",
      cloudFormation,
    ),
    ...callsOf(
      assets,
      ["s3:GetObjectVersion"],
      "CloudFormation reads a version of the template",
      cloudFormation,
      true,
    ),
    ...callsOf(
      `arn:${partition}:kms:${region}:${account}:key/*`,
      ["kms:Decrypt"],
      "the staging bucket is encrypted",
      cloudFormation,
      true,
    ),
  ];
}

function fileCalls({ partition, region, account, qualifier }: BootstrapRole): readonly Call[] {
  const bucket = `arn:${partition}:s3:::cdk-${qualifier}-assets-${account}-${region}`;
  return [
    ...callsOf(
      bucket,
      ["s3:GetBucketLocation", "s3:GetEncryptionConfiguration", "s3:ListBucket"],
      "the CLI looks where the bucket is, how it encrypts and what it holds",
      cli,
    ),
    ...callsOf(`${bucket}/*`, ["s3:PutObject"], "the CLI uploads assets and templates", cli),
    ...callsOf(
      `${bucket}/*`,
      ["s3:AbortMultipartUpload", "s3:GetObject"],
      "the CLI ends uploads that broke, and checks what is there",
      cli,
      true,
    ),
    ...callsOf(
      `arn:${partition}:kms:${region}:${account}:key/*`,
      ["kms:Decrypt", "kms:GenerateDataKey"],
      "the staging bucket is encrypted",
      cli,
      true,
    ),
  ];
}

function imageCalls({ partition, region, account, qualifier }: BootstrapRole): readonly Call[] {
  const repository = `arn:${partition}:ecr:${region}:${account}:repository/cdk-${qualifier}-container-assets-${account}-${region}`;
  return [
    ...callsOf("*", ["ecr:GetAuthorizationToken"], "the CLI logs in to the registry", cli),
    ...callsOf(
      repository,
      [
        "ecr:BatchCheckLayerAvailability",
        "ecr:CompleteLayerUpload",
        "ecr:DescribeImages",
        "ecr:DescribeRepositories",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ],
      "the CLI asks for the image and pushes it",
      cli,
    ),
    ...callsOf(
      repository,
      ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      "a push reads what is there already",
      cli,
      true,
    ),
  ];
}
