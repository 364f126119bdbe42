import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Project } from "@pulumi/aws/codebuild";
import type { Key } from "@pulumi/aws/kms";
import type { ComponentResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import type { BuildStep } from "../blueprint/steps/step";
import type { RenderedRole } from "./role";

export interface BuildProjectArgs {
  readonly step: BuildStep;
  readonly region: string;
  /** The step's identity, rendered before anything that names it. */
  readonly identity: RenderedRole;
  readonly artifactKey: Key;
  readonly logKey: Key;
  readonly logRetentionDays: number;
}

/**
 * One build step: its CodeBuild project with an inline buildspec, and its encrypted log. The calls that the
 * step declares are an input and an output, so that policies can hold the identity against them.
 */
export class BuildProject extends ComponentResource {
  readonly projectName: Output<string>;
  /** What must exist before the pipeline can run this step. */
  readonly complete: readonly Resource[];

  constructor(name: string, args: BuildProjectArgs, opts?: ComponentResourceOptions) {
    const { step, region } = args;
    const declared = {
      step: step.key,
      trusted: step.trusted,
      identity: step.role.arn,
      calls: [...step.calls],
    };
    super("delivery:index:BuildProject", name, declared, opts);
    const log = new LogGroup(
      `${name}-log`,
      { region, name: step.logGroup, retentionInDays: args.logRetentionDays, kmsKeyId: args.logKey.arn },
      { parent: this },
    );
    const project = new Project(
      `${name}-project`,
      {
        region,
        name: step.project.name,
        description: step.description,
        serviceRole: step.role.arn,
        encryptionKey: args.artifactKey.arn,
        buildTimeout: step.timeoutMinutes,
        queuedTimeout: step.queuedMinutes,
        projectVisibility: "PRIVATE",
        source: { type: "CODEPIPELINE", buildspec: step.buildspec },
        artifacts: { type: "CODEPIPELINE" },
        cache: { type: "NO_CACHE" },
        environment: {
          type: "LINUX_CONTAINER",
          computeType: step.computeType,
          image: step.image,
          imagePullCredentialsType: "CODEBUILD",
          privilegedMode: step.privileged,
        },
        logsConfig: { cloudwatchLogs: { status: "ENABLED", groupName: log.name } },
      },
      { parent: this, dependsOn: [...args.identity.complete] },
    );
    this.projectName = project.name;
    this.complete = [log, project, ...args.identity.complete];
    this.registerOutputs({ ...declared, projectName: this.projectName });
  }
}
