import { objectsArn, parameterArn, repositoryArn, roleArn, stackArn } from "../arns";
import type { BootstrapNames } from "../names";
import type { Environment, Settings } from "../settings";
import { useKey } from "./grants";
import type { Need } from "./need";

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
      sid: "ReadParameters",
      why: "the target's bootstrap version is checked first; a plan may show the parameters that the settings name",
      by: "step",
      actions: ["ssm:GetParameter"],
      resources: readableParameters(settings, names),
    },
  ];
}

export function deployNeeds(
  settings: Settings,
  environment: Environment,
  names: BootstrapNames,
): readonly Need[] {
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
        "cloudformation:ListHookResults",
        "cloudformation:RollbackStack",
        "cloudformation:UpdateTerminationProtection",
      ],
      resources: stacks,
    },
    {
      sid: "ServeTheCdkCliReports",
      why: "the unmodified CDK CLI reads the results of hooks; the call knows no stack",
      by: "cdk",
      actions: ["cloudformation:GetHookResult"],
      resources: ["*"],
      condition: { StringEquals: { "aws:RequestedRegion": [place.region] } },
    },
    {
      sid: "ResolveParameters",
      why: "CloudFormation resolves a template's parameters with the caller's rights, CDK's version parameter first",
      by: "service",
      actions: ["ssm:GetParameters"],
      resources: readableParameters(settings, names),
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
export function assetReads(names: BootstrapNames): readonly Need[] {
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
export function pullImages(names: BootstrapNames): Need {
  return {
    sid: "PullImages",
    why: "functions are created from images of the asset repository",
    by: "service",
    actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:GetRepositoryPolicy"],
    resources: [repositoryArn(names.place, names.repository())],
  };
}

/** Parameters that a plan may show and a template may refer to. */
function readableParameters(settings: Settings, names: BootstrapNames): readonly string[] {
  return [names.versionParameter(), ...settings.workload.parameters].map((name) =>
    parameterArn(names.place, name),
  );
}
