import type { Entity } from "./inventory";
import { wholeWorld } from "./placement";
import type { AwsPlace } from "./seed-aws";
import { roleEntity } from "./seed-aws";
import { partitionOf } from "./subject";
import { tokens } from "./type-tokens";

const roles = [
  "deploy-role",
  "cfn-exec-role",
  "file-publishing-role",
  "image-publishing-role",
  "lookup-role",
];

/** A CDK bootstrap that exists: five roles, bucket, repository, version (template of CDK bootstrap v33). */
export function bootstrapEntities(qualifier: string, place: AwsPlace, recordedBy: string): readonly Entity[] {
  const { accountId, region } = place;
  const site = { account: accountId, region };
  const partition = partitionOf(region);
  const named = (what: string): string => `cdk-${qualifier}-${what}-${accountId}-${region}`;
  const bucket = named("assets");
  const repository = named("container-assets");
  const parameter = `/cdk-bootstrap/${qualifier}/version`;
  const bucketArn = `arn:${partition}:s3:::${bucket}`;
  const repositoryArn = `arn:${partition}:ecr:${region}:${accountId}:repository/${repository}`;
  const parameterArn = `arn:${partition}:ssm:${region}:${accountId}:parameter${parameter}`;
  const common = { inputs: {}, recordedBy };
  return [
    ...roles.map((role) => roleEntity(place, named(role), recordedBy)),
    {
      ...common,
      type: tokens.bucket,
      site: wholeWorld,
      facts: { account: accountId, region },
      name: bucket,
      id: bucket,
      outputs: { arn: bucketArn, bucket, region },
    },
    {
      ...common,
      type: tokens.repository,
      site,
      name: repository,
      id: repository,
      outputs: { arn: repositoryArn, name: repository, registryId: accountId },
    },
    {
      ...common,
      type: tokens.parameter,
      site,
      name: parameter,
      id: parameter,
      outputs: { arn: parameterArn, name: parameter, type: "String", value: "33" },
    },
  ];
}
