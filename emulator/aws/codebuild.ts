import { dashed } from "../autoname";
import type { Model } from "../model";
import { anything, flag, list, needed, number, object, oneOf, optional, text } from "../shape";
import { tokens } from "../type-tokens";
import { judgeBuildspec } from "./buildspec";
import { judgeEnvironment } from "./codebuild-environment";
import { environmentShape } from "./codebuild-environment-shape";
import { judgeServiceRole } from "./service-role";
import { region, tags } from "./tags";

export const createProject = "CodeBuild API reference: CreateProject";

const sourceTypes = [
  ...["CODECOMMIT", "CODEPIPELINE", "GITHUB", "GITHUB_ENTERPRISE", "BITBUCKET"],
  ...["GITLAB", "GITLAB_SELF_MANAGED", "S3", "NO_SOURCE"],
];
const artifactTypes = ["CODEPIPELINE", "S3", "NO_ARTIFACTS"];

export const project: Model = {
  type: tokens.project,
  source: createProject,
  scope: "region",
  inputs: {
    ...tags,
    ...region,
    name: text({
      min: 2,
      max: 150,
      matches: /^[A-Za-z0-9][A-Za-z0-9\-_]{1,149}$/,
      says: "2-150 letters, digits, '-' and '_', a letter or digit first",
      source: createProject,
    }),
    artifacts: needed(
      object({
        type: needed(oneOf(artifactTypes, createProject)),
        ...optional(text(), "location", "name", "path", "packaging", "namespaceType"),
        ...optional(flag, "encryptionDisabled", "overrideArtifactName"),
        ...optional(text(), "bucketOwnerAccess", "artifactIdentifier"),
      }),
    ),
    environment: needed(environmentShape),
    serviceRole: needed(text({ min: 1 })),
    source: needed(
      object({
        type: needed(oneOf(sourceTypes, createProject)),
        buildspec: text({ max: 256_000, source: "CodeBuild user guide: quotas (inline buildspec)" }),
        ...optional(text(), "location"),
        ...optional(flag, "reportBuildStatus", "insecureSsl"),
        gitCloneDepth: number({ min: 0 }),
        ...optional(anything, "buildStatusConfig", "gitSubmodulesConfig", "auth"),
      }),
    ),
    buildTimeout: number({ min: 5, max: 2160, says: "5-2160 minutes", source: createProject }),
    queuedTimeout: number({ min: 5, max: 480, says: "5-480 minutes", source: createProject }),
    autoRetryLimit: number({ min: 0, max: 10, source: createProject }),
    concurrentBuildLimit: number({ min: 1, source: createProject }),
    description: text({ max: 255, source: createProject }),
    encryptionKey: text({ min: 1 }),
    projectVisibility: oneOf(["PRIVATE", "PUBLIC_READ"], createProject),
    resourceAccessRole: text(),
    badgeEnabled: flag,
    cache: object({
      type: oneOf(["NO_CACHE", "LOCAL", "S3"], createProject),
      location: text(),
      modes: list(
        oneOf(["LOCAL_SOURCE_CACHE", "LOCAL_DOCKER_LAYER_CACHE", "LOCAL_CUSTOM_CACHE"], createProject),
      ),
      cacheNamespace: text(),
    }),
    logsConfig: object({
      cloudwatchLogs: object({
        groupName: text({ min: 1, max: 512 }),
        streamName: text({ max: 512 }),
        status: oneOf(["ENABLED", "DISABLED"], createProject),
      }),
      s3Logs: anything,
    }),
    sourceVersion: text(),
    vpcConfig: object({
      vpcId: needed(text({ min: 1 })),
      subnets: needed(list(text(), { max: 16, source: createProject })),
      securityGroupIds: needed(list(text(), { max: 5, source: createProject })),
    }),
    ...optional(anything, "buildBatchConfig", "fileSystemLocations"),
    ...optional(anything, "secondaryArtifacts", "secondarySources", "secondarySourceVersions"),
  },
  autoname: { input: "name", make: dashed },
  physicalName: (subject) => subject.text("name"),
  check: (subject) => {
    judgeServiceRole(subject, "serviceRole", "codebuild.amazonaws.com", createProject);
    judgeEnvironment(subject);
    judgeBuildspec(subject);
    const [source, artifacts] = [subject.text("source.type"), subject.text("artifacts.type")];
    if (source && artifacts && (source === "CODEPIPELINE") !== (artifacts === "CODEPIPELINE"))
      subject.reject(
        "codepipeline-pair",
        `'source.type' is ${source} and 'artifacts.type' is ${artifacts}; CODEPIPELINE goes with CODEPIPELINE`,
      );
    if (source === "CODEPIPELINE" && subject.isGiven("sourceVersion"))
      subject.reject("source-version", "'sourceVersion' does not apply where 'source.type' is CODEPIPELINE");
    if (source === "NO_SOURCE" && subject.isMissing("source.buildspec"))
      subject.reject("buildspec", "'source.buildspec' is required where 'source.type' is NO_SOURCE");
    if (subject.isGiven("resourceAccessRole") && subject.choice("projectVisibility", "PRIVATE") === "PRIVATE")
      subject.reject(
        "resource-access-role",
        "'resourceAccessRole' goes with 'projectVisibility' PUBLIC_READ only",
      );
  },
  compute: (subject, name) => {
    const arn = subject.arn("codebuild", `project/${name}`);
    return { id: arn, outputs: { arn, badgeUrl: "", publicProjectAlias: "" } };
  },
};
