import type { Branch } from "../../emulator/tree";
import { account, connectionArn, region } from "./good-world";

/** Source, build, approval: one of each kind of action, as the road has them. */
export const goodPipeline: Branch = {
  name: "payments-delivery",
  roleArn: `arn:aws:iam::${account}:role/payments-pipeline`,
  pipelineType: "V2",
  executionMode: "QUEUED",
  artifactStores: [
    {
      location: "payments-artifacts",
      type: "S3",
      encryptionKey: { id: `arn:aws:kms:${region}:${account}:alias/payments-artifacts`, type: "KMS" },
    },
  ],
  triggers: [
    {
      providerType: "CodeStarSourceConnection",
      gitConfiguration: {
        sourceActionName: "GitLab",
        pushes: [{ branches: { includes: ["main"] }, filePaths: { includes: ["infra/**"] } }],
      },
    },
  ],
  stages: [
    {
      name: "Source",
      actions: [
        {
          name: "GitLab",
          category: "Source",
          owner: "AWS",
          provider: "CodeStarSourceConnection",
          version: "1",
          namespace: "Source",
          outputArtifacts: ["source"],
          configuration: {
            ConnectionArn: connectionArn,
            FullRepositoryId: "acme/platform/payments-infra",
            BranchName: "main",
            OutputArtifactFormat: "CODE_ZIP",
            DetectChanges: "false",
          },
        },
      ],
    },
    {
      name: "Verify",
      onFailure: { result: "RETRY", retryConfiguration: { retryMode: "FAILED_ACTIONS" } },
      actions: [
        {
          name: "Build",
          category: "Build",
          owner: "AWS",
          provider: "CodeBuild",
          version: "1",
          namespace: "Build",
          runOrder: 1,
          inputArtifacts: ["source"],
          outputArtifacts: ["assembly"],
          configuration: { ProjectName: "payments-build" },
        },
        {
          name: "Scan",
          category: "Build",
          owner: "AWS",
          provider: "CodeBuild",
          version: "1",
          runOrder: 2,
          inputArtifacts: ["assembly"],
          configuration: {
            ProjectName: "payments-build",
            EnvironmentVariables: JSON.stringify([
              { name: "EXECUTION_ID", value: "#{codepipeline.PipelineExecutionId}", type: "PLAINTEXT" },
              { name: "DIGEST", value: "#{Build.DIGEST}", type: "PLAINTEXT" },
            ]),
          },
        },
      ],
    },
    {
      name: "prod",
      actions: [
        {
          name: "Approve",
          category: "Approval",
          owner: "AWS",
          provider: "Manual",
          version: "1",
          timeoutInMinutes: 4320,
          configuration: {
            NotificationArn: `arn:aws:sns:${region}:${account}:payments-notices`,
            CustomData: "digest #{Build.DIGEST} of #{Source.CommitId}",
          },
        },
      ],
    },
  ],
};
