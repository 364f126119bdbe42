import { bucketArn, objectsArn, topicArn } from "./arns";
import { deliveryBoundaryArn } from "./iam/delivery-boundary";
import { useKey } from "./iam/grants";
import type { Need } from "./iam/need";
import { trustPipelineService } from "./iam/trust";
import { DeliveryNames } from "./names";
import type { RolePlan } from "./role";
import { planRole } from "./role";
import type { Settings } from "./settings";
import type { BuildStep } from "./steps/step";
import { gatedEnvironments } from "./targets";

/**
 * The identity of CodePipeline itself: fetch the source, start these builds, ask these approvers. It assumes
 * no role and may not replace a build's commands. While the handshake is pending there is no connection to use.
 */
export function pipelineRole(
  settings: Settings,
  steps: readonly BuildStep[],
  connectionArn: string | undefined,
): RolePlan {
  const names = new DeliveryNames(settings);
  const { place } = names;
  const projects = steps.map(({ project }) => project.arn);
  const topics = gatedEnvironments(settings).map(({ name }) => topicArn(place, names.approvalTopic(name)));
  return planRole(place, {
    name: names.role("pipeline"),
    description: `CodePipeline moves the releases of ${settings.app} under this role`,
    trust: trustPipelineService(place.accountId),
    boundaryArn: deliveryBoundaryArn(settings),
    needs: [
      ...(connectionArn === undefined ? [] : useConnection(settings, connectionArn)),
      ...artifactNeeds(names),
      {
        sid: "RunBuilds",
        why: "the pipeline starts and follows its build actions",
        by: "service",
        actions: ["codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild"],
        resources: projects,
      },
      ...(topics.length > 0 ? askApprovers(names, topics) : []),
    ],
    deny: [
      {
        Sid: "BuildsKeepTheirCommands",
        Effect: "Deny",
        Action: ["codebuild:StartBuild"],
        Resource: projects,
        Condition: { Null: { "codebuild:source.buildspec": ["false"] } },
      },
    ],
  });
}

/**
 * The service authorises with either prefix whatever the ARN says, and each prefix has condition keys of its
 * own: two statements, or one of them would never match (CodePipeline guide, CodeStarSourceConnection).
 */
function useConnection(settings: Settings, connectionArn: string): readonly Need[] {
  return (["codeconnections", "codestar-connections"] as const).map((prefix) => ({
    sid: prefix === "codeconnections" ? "UseConnection" : "UseConnectionByOldName",
    why: "the source action reads this one repository through the connection",
    by: "service",
    actions: [`${prefix}:UseConnection`],
    resources: [connectionArn],
    condition: {
      StringEquals: {
        [`${prefix}:FullRepositoryId`]: [settings.gitlab.project],
        [`${prefix}:ProviderPermissionsRequired`]: ["read_only"],
      },
    },
  }));
}

function artifactNeeds(names: DeliveryNames): readonly Need[] {
  const { place } = names;
  const bucket = names.artifactBucket();
  return [
    {
      sid: "InspectArtifactBucket",
      why: "the service checks the bucket and lists it to tell a missing object from a forbidden one",
      by: "service",
      actions: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucket"],
      resources: [bucketArn(place, bucket)],
    },
    {
      sid: "StoreSource",
      why: "the source action stores what it fetched",
      by: "service",
      actions: ["s3:PutObject", "s3:PutObjectAcl"],
      resources: [objectsArn(place, bucket, `${names.artifactPrefix("source")}/*`)],
    },
    {
      sid: "ReadArtifacts",
      why: "the service hands artifacts from action to action",
      by: "service",
      actions: ["s3:GetObject", "s3:GetObjectVersion"],
      resources: [objectsArn(place, bucket, `${names.pipeline().slice(0, 20)}/*`)],
    },
    useKey(
      { sid: "UseArtifactKey", why: "artifacts are encrypted with this key", by: "service" },
      place,
      { alias: names.artifactKeyAlias(), through: "s3" },
      ["kms:Decrypt", "kms:GenerateDataKey"],
    ),
  ];
}

function askApprovers(names: DeliveryNames, topics: readonly string[]): readonly Need[] {
  return [
    {
      sid: "AskApprovers",
      why: "the approval action tells the approvers that it waits",
      by: "service",
      actions: ["sns:Publish"],
      resources: topics,
    },
    useKey(
      { sid: "UseNoticeKey", why: "the approval topics are encrypted with this key", by: "service" },
      names.place,
      { alias: names.noticeKeyAlias(), through: "sns" },
      ["kms:Decrypt", "kms:GenerateDataKey"],
    ),
  ];
}
