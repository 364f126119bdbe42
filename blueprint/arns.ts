/**
 * Every ARN is constructed from account, region and name, so that a policy document is complete text before
 * anything exists (docs/decisions/0002). The partition follows from the region.
 */
export type Partition = "aws" | "aws-us-gov";

export function partitionOf(region: string): Partition {
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Where CloudTrail delivers the events of IAM, which is global (IAM guide, "Logging IAM and AWS STS API calls"). */
const iamEventRegions: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-us-gov": "us-gov-west-1",
};

export function iamEventRegion(region: string): string {
  return iamEventRegions[partitionOf(region)];
}

const consoleDomains: Readonly<Record<Partition, string>> = {
  aws: "aws.amazon.com",
  "aws-us-gov": "amazonaws-us-gov.com",
};

/** Beginning of a page of the AWS console in one region, without a trailing slash. */
export function consoleUrl(region: string): string {
  return `https://${region}.console.${consoleDomains[partitionOf(region)]}`;
}

/** An account in a region, the place of everything that is not global. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

function arn(service: string, place: Place, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.accountId}:${resource}`;
}

/** IAM is global: the region only tells the partition. */
export function roleArn(place: Place, name: string): string {
  return `arn:${partitionOf(place.region)}:iam::${place.accountId}:role/${name}`;
}

export function policyArn(place: Place, name: string): string {
  return `arn:${partitionOf(place.region)}:iam::${place.accountId}:policy/${name}`;
}

export function accountRootArn(place: Place): string {
  return `arn:${partitionOf(place.region)}:iam::${place.accountId}:root`;
}

export function oidcProviderArn(place: Place, host: string): string {
  return `arn:${partitionOf(place.region)}:iam::${place.accountId}:oidc-provider/${host}`;
}

export function bucketArn(place: Place, bucket: string): string {
  return `arn:${partitionOf(place.region)}:s3:::${bucket}`;
}

export function objectsArn(place: Place, bucket: string, pattern: string): string {
  return `${bucketArn(place, bucket)}/${pattern}`;
}

/** All keys of one account and region; a statement narrows it to one key by its alias. */
export function keysArn(place: Place): string {
  return arn("kms", place, "key/*");
}

export function aliasArn(place: Place, alias: string): string {
  return arn("kms", place, alias);
}

export function pipelineArn(place: Place, name: string): string {
  return arn("codepipeline", place, name);
}

export function buildProjectArn(place: Place, name: string): string {
  return arn("codebuild", place, `project/${name}`);
}

/** The streams of a log group: what may be written to. */
export function logStreamsArn(place: Place, logGroup: string): string {
  return arn("logs", place, `log-group:${logGroup}:*`);
}

export function logGroupArn(place: Place, logGroup: string): string {
  return arn("logs", place, `log-group:${logGroup}`);
}

export function repositoryArn(place: Place, name: string): string {
  return arn("ecr", place, `repository/${name}`);
}

export function topicArn(place: Place, name: string): string {
  return arn("sns", place, name);
}

export function ruleArn(place: Place, name: string): string {
  return arn("events", place, `rule/${name}`);
}

export function eventBusArn(place: Place, name: string): string {
  return arn("events", place, `event-bus/${name}`);
}

/** `name` begins with a slash. */
export function parameterArn(place: Place, name: string): string {
  return arn("ssm", place, `parameter${name}`);
}

/** Stacks by name or pattern; the last part is CloudFormation's own id. */
export function stackArn(place: Place, namePattern: string): string {
  return arn("cloudformation", place, `stack/${namePattern}/*`);
}

/** Reads the parts of an ARN; a string that is none gives undefined. */
export function parseArn(
  text: string,
): { partition: string; service: string; region: string; accountId: string; resource: string } | undefined {
  const [prefix, partition, service, region, accountId, ...resource] = text.split(":");
  if (prefix !== "arn" || !partition || !service || region === undefined || accountId === undefined)
    return undefined;
  return { partition, service, region, accountId, resource: resource.join(":") };
}
