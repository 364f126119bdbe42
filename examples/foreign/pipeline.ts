import * as aws from "@pulumi/aws";
import { allow, region, tools } from "./accounts";
import { topic } from "./notices";
import { role } from "./roles";
import type { Step } from "./step";
import { alias, artifact, bucket, bucketArn, bucketName, keyAliasArn, useKey } from "./store";

const here = `${region}:${tools.id}`;
const approvals = `arn:aws:sns:${here}:shop-approvals`;

export interface Release {
  readonly repository: string;
  /** ARN of the connection to GitLab. */
  readonly connection: string;
  readonly build: Step;
  readonly deploy: Step;
}

/** Source, build, a person's approval, deployment: what is deployed is what was there to be approved. */
export function pipeline(name: string, { repository, connection, build, deploy }: Release): void {
  const pipelineRole = role("shop-pipeline", {
    account: tools,
    trust: {
      Effect: "Allow",
      Principal: { Service: "codepipeline.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEqualsIfExists: { "aws:SourceAccount": tools.id } },
    },
    policy: [
      allow("codeconnections:UseConnection", connection, {
        StringEquals: {
          "codeconnections:FullRepositoryId": repository,
          "codeconnections:ProviderPermissionsRequired": "read_only",
        },
      }),
      allow("codestar-connections:UseConnection", connection, {
        StringEquals: {
          "codestar-connections:FullRepositoryId": repository,
          "codestar-connections:ProviderPermissionsRequired": "read_only",
        },
      }),
      allow(
        ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucket"],
        bucketArn,
      ),
      allow(["s3:PutObject", "s3:PutObjectAcl"], artifact("source")),
      allow(["s3:GetObject", "s3:GetObjectVersion"], `${bucketArn}/shop/*`),
      useKey("s3", "kms:Decrypt", "kms:GenerateDataKey"),
      allow(
        ["codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild"],
        [build, deploy].map(({ project }) => `arn:aws:codebuild:${here}:project/${project}`),
      ),
      allow("sns:Publish", approvals),
      useKey("sns", "kms:Decrypt", "kms:GenerateDataKey"),
    ],
  });

  const requests = topic("shop-approvals", "shop-releases@acme.example", [
    { Effect: "Allow", Principal: { AWS: pipelineRole.arn }, Action: "sns:Publish", Resource: approvals },
  ]);

  new aws.codepipeline.Pipeline(
    "pipeline",
    {
      name,
      roleArn: pipelineRole.arn,
      pipelineType: "V2",
      executionMode: "QUEUED",
      artifactStores: [{ type: "S3", location: bucketName, encryptionKey: { type: "KMS", id: keyAliasArn } }],
      triggers: [
        {
          providerType: "CodeStarSourceConnection",
          gitConfiguration: { sourceActionName: "GitLab", pushes: [{ branches: { includes: ["main"] } }] },
        },
      ],
      stages: [
        {
          name: "Source",
          actions: [
            {
              name: "GitLab",
              ...{ category: "Source", owner: "AWS", provider: "CodeStarSourceConnection", version: "1" },
              configuration: {
                ConnectionArn: connection,
                FullRepositoryId: repository,
                BranchName: "main",
                DetectChanges: "false",
                OutputArtifactFormat: "CODE_ZIP",
              },
              outputArtifacts: ["source"],
            },
          ],
        },
        {
          name: "Build",
          actions: [
            {
              name: "Build",
              namespace: "Build",
              ...{ category: "Build", owner: "AWS", provider: "CodeBuild", version: "1" },
              configuration: { ProjectName: build.project },
              inputArtifacts: ["source"],
              outputArtifacts: ["bundle"],
            },
          ],
        },
        {
          name: "Production",
          actions: [
            {
              name: "Approve",
              runOrder: 1,
              timeoutInMinutes: 2880,
              ...{ category: "Approval", owner: "AWS", provider: "Manual", version: "1" },
              configuration: {
                NotificationArn: requests.arn,
                CustomData: "A release of shop waits. It replaces version #{Build.REPLACES}.",
              },
            },
            {
              name: "Deploy",
              runOrder: 2,
              ...{ category: "Build", owner: "AWS", provider: "CodeBuild", version: "1" },
              configuration: { ProjectName: deploy.project },
              inputArtifacts: ["bundle"],
            },
          ],
          onFailure: { result: "ROLLBACK" },
        },
      ],
    },
    {
      ...tools.options,
      protect: true,
      dependsOn: [
        ...pipelineRole.complete,
        ...build.complete,
        ...deploy.complete,
        bucket,
        alias,
        requests.policy,
      ],
    },
  );
}
