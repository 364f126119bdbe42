import { bucketArn, objectsArn, repositoryArn } from "../arns";
import type { BootstrapNames } from "../names";
import { useKey } from "./grants";
import type { Need } from "./need";

/** Rights of the bootstrap's file publisher: what Deploy stores, and what the CDK CLI does besides. */
export function publishFiles(names: BootstrapNames): readonly Need[] {
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
export function publishImages(names: BootstrapNames): readonly Need[] {
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
