import { buildProjectArn, objectsArn } from "../arns";
import type { Need } from "../iam/need";
import { callsOf } from "../iam/need";
import { locateBucket, readArtifacts, useKey, writeArtifacts, writeLog } from "../iam/grants";
import { trustBuildProject } from "../iam/trust";
import { deliveryBoundaryArn } from "../iam/delivery-boundary";
import { DeliveryNames } from "../names";
import { planRole } from "../role";
import type { StepBundles } from "../runtime-file";
import { bundleFile, configurationFile } from "../runtime-file";
import type { Settings } from "../settings";
import { stepBuildspec } from "./buildspec";
import type { BuildStep, StepOutline } from "./step";

/** Curated image of CodeBuild with Node, the AWS CLI and Docker (CodeBuild guide, "Docker images provided by CodeBuild"). */
const curatedImage = "aws/codebuild/amazonlinux-x86_64-standard:5.0";

export function planBuildStep(settings: Settings, bundles: StepBundles, outline: StepOutline): BuildStep {
  const names = new DeliveryNames(settings);
  const project = names.project(outline.key);
  const projectArn = buildProjectArn(names.place, project);
  const files = [
    bundleFile(names, bundles, outline.configuration.step),
    configurationFile(names, outline.key, outline.configuration),
  ] as const;
  const needs = [...everyStepNeeds(names, outline), ...outline.needs];
  const role = planRole(names.place, {
    name: names.role(outline.key),
    description: outline.description,
    trust: trustBuildProject(projectArn),
    needs,
    boundaryArn: deliveryBoundaryArn(settings),
  });
  return {
    key: outline.key,
    step: outline.configuration.step,
    description: outline.description,
    project: { name: project, arn: projectArn },
    logGroup: names.buildLog(outline.key),
    role,
    trusted: outline.trusted,
    reads: outline.reads,
    writes: outline.writes,
    variables: outline.variables,
    exports: outline.exports,
    buildspec: stepBuildspec(names, outline, files),
    image: curatedImage,
    computeType: outline.computeType ?? "BUILD_GENERAL1_SMALL",
    privileged: outline.privileged ?? false,
    timeoutMinutes: outline.timeoutMinutes,
    queuedMinutes: 60,
    writesObjects: writesObjects(outline),
    leaving: outline.leaving ?? false,
    calls: [...callsOf(role.arn, needs), ...(outline.callsElsewhere ?? [])],
    files,
  };
}

function everyStepNeeds(names: DeliveryNames, outline: StepOutline): readonly Need[] {
  const { place } = names;
  const bucket = names.artifactBucket();
  const key = { alias: names.artifactKeyAlias(), through: "s3" };
  return [
    writeLog(place, names.buildLog(outline.key)),
    locateBucket(place, bucket),
    readArtifacts(place, bucket, outline.reads.map(names.artifactPrefix)),
    ...(outline.writes.length > 0
      ? [writeArtifacts(place, bucket, outline.writes.map(names.artifactPrefix))]
      : []),
    {
      sid: "FetchRuntime",
      why: "the step fetches its own program and configuration and checks their hashes",
      by: "step",
      actions: ["s3:GetObject"],
      resources: [objectsArn(place, names.reportBucket(), "runtime/*")],
    },
    useKey(
      {
        sid: "DecryptObjects",
        why: "artifacts, runtime files and reports are encrypted with this key",
        by: "step",
      },
      place,
      key,
      ["kms:Decrypt"],
    ),
    ...(writesObjects(outline)
      ? [
          useKey(
            {
              sid: "EncryptObjects",
              why: "what the step stores is encrypted with this key",
              // The service stores artifacts; only reports are the step's own puts.
              by: outline.writesReports === true ? "step" : "service",
            },
            place,
            key,
            ["kms:GenerateDataKey"],
          ),
        ]
      : []),
  ];
}

function writesObjects({ writes, writesReports }: StepOutline): boolean {
  return writes.length > 0 || writesReports === true;
}
