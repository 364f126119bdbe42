import { repositoryArn } from "../arns";
import { DeliveryNames } from "../names";
import type { StepBundles } from "../runtime-file";
import type { Settings } from "../settings";
import type { BuildStep } from "./step";
import { planBuildStep } from "./build-step";

/**
 * Images: build each image asset and push it to the one asset repository in the DevOps account. The only
 * privileged container of the road, and it can reach no target account.
 */
export function imagesStep(settings: Settings, bundles: StepBundles): BuildStep {
  const names = new DeliveryNames(settings);
  const { accountId, region } = names.place;
  return planBuildStep(settings, bundles, {
    key: "images",
    description: "Build the application's images and push them to the asset repository",
    configuration: {
      step: "images",
      registry: `${accountId}.dkr.ecr.${region}.amazonaws.com`,
      repository: names.assetRepository(),
      region,
    },
    trusted: false,
    reads: ["assembly"],
    writes: ["images"],
    variables: ["EXECUTION_ID"],
    exports: [],
    privileged: true,
    computeType: "BUILD_GENERAL1_MEDIUM",
    timeoutMinutes: 60,
    needs: [
      {
        sid: "LogInToRegistry",
        why: "a registry token; the call knows no resource",
        by: "step",
        actions: ["ecr:GetAuthorizationToken"],
        resources: ["*"],
        condition: { StringEquals: { "aws:RequestedRegion": [region] } },
      },
      {
        sid: "PushImages",
        why: "each image asset is pushed once, under a tag of this execution",
        by: "step",
        actions: [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:CompleteLayerUpload",
          "ecr:InitiateLayerUpload",
          "ecr:PutImage",
          "ecr:UploadLayerPart",
        ],
        resources: [repositoryArn(names.place, names.assetRepository())],
      },
    ],
  });
}
