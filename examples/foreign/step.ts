import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "./accounts";
import { allow, region, tools } from "./accounts";
import type { Role } from "./roles";
import { role } from "./roles";
import { artifact, key, useKey } from "./store";

export interface StepArgs {
  /** Artifact that the step reads, and the one that it makes. */
  readonly reads: string;
  readonly makes?: string;
  readonly commands: readonly string[];
  readonly exports?: readonly string[];
  /** Files that the artifact consists of. */
  readonly files?: readonly string[];
  /** What the role may do beside reading and making artifacts. */
  readonly policy: readonly Statement[];
}

export interface Step {
  readonly project: string;
  readonly role: Role;
  readonly complete: readonly pulumi.Resource[];
}

/** A build project with its log and a role of its own. */
export function step(name: string, args: StepArgs): Step {
  const { reads, makes, commands, exports = [], files = [], policy } = args;
  const { id, options } = tools;
  const log = `/aws/codebuild/${name}`;
  const own = role(name, {
    account: tools,
    trust: {
      Effect: "Allow",
      Principal: { Service: "codebuild.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceArn": `arn:aws:codebuild:${region}:${id}:project/${name}` } },
    },
    policy: [
      allow(["logs:CreateLogStream", "logs:PutLogEvents"], `arn:aws:logs:${region}:${id}:log-group:${log}:*`),
      allow(["s3:GetObject", "s3:GetObjectVersion"], artifact(reads)),
      ...(makes === undefined ? [] : [allow("s3:PutObject", artifact(makes))]),
      useKey("s3", "kms:Decrypt", ...(makes === undefined ? [] : ["kms:GenerateDataKey"])),
      ...policy,
    ],
  });
  const logGroup = new aws.cloudwatch.LogGroup(
    `${name}-log`,
    { name: log, retentionInDays: 365, kmsKeyId: key.arn },
    options,
  );
  const project = new aws.codebuild.Project(
    name,
    {
      name,
      serviceRole: own.arn,
      encryptionKey: key.arn,
      buildTimeout: 30,
      source: {
        type: "CODEPIPELINE",
        // In the project, not in the repository: whoever pushes code doesn't choose the commands.
        buildspec: JSON.stringify({
          version: 0.2,
          env: { "exported-variables": exports },
          phases: { install: { "runtime-versions": { nodejs: 22 } }, build: { commands } },
          ...(files.length > 0 ? { artifacts: { files } } : {}),
        }),
      },
      artifacts: { type: "CODEPIPELINE" },
      environment: {
        type: "LINUX_CONTAINER",
        computeType: "BUILD_GENERAL1_SMALL",
        image: "aws/codebuild/amazonlinux-x86_64-standard:5.0",
      },
      logsConfig: { cloudwatchLogs: { groupName: log, status: "ENABLED" } },
    },
    { ...options, dependsOn: [...own.complete] },
  );
  return { project: name, role: own, complete: [...own.complete, logGroup, project] };
}
