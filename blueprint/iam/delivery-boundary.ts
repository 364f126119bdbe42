import { partitionOf, policyArn } from "../arns";
import { DeliveryNames } from "../names";
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
