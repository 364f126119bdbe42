import { textAt } from "../../emulator/tree";
import type { ResourceResult, StackResult } from "../rehearsal/result";

/** What a person calls a resource; resources that only shape another one are left out. */
const words: Readonly<Record<string, readonly [one: string, many: string]>> = {
  "aws:codeconnections/connection:Connection": ["connection", "connections"],
  "aws:codestarconnections/connection:Connection": ["connection", "connections"],
  "aws:codepipeline/pipeline:Pipeline": ["pipeline", "pipelines"],
  "aws:codebuild/project:Project": ["build project", "build projects"],
  "aws:lambda/function:Function": ["function", "functions"],
  "aws:iam/role:Role": ["role", "roles"],
  "aws:iam/policy:Policy": ["managed policy", "managed policies"],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["identity provider", "identity providers"],
  "aws:s3/bucket:Bucket": ["bucket", "buckets"],
  "aws:kms/key:Key": ["key", "keys"],
  "aws:ecr/repository:Repository": ["image repository", "image repositories"],
  "aws:sns/topic:Topic": ["topic", "topics"],
  "aws:sqs/queue:Queue": ["queue", "queues"],
  "aws:cloudwatch/eventRule:EventRule": ["event rule", "event rules"],
  "aws:cloudwatch/logGroup:LogGroup": ["log", "logs"],
  "aws:ssm/parameter:Parameter": ["parameter", "parameters"],
};

const shaping: readonly RegExp[] = [
  /^aws:s3\/bucket./,
  /^aws:kms\/(alias|keyPolicy)/,
  /^aws:iam\/role[PM]/,
  /^aws:ecr\/(repositoryPolicy|lifecyclePolicy)/,
  /^aws:sns\/topic[PS]/,
  /^aws:cloudwatch\/eventTarget/,
];

/** `5 roles`, `1 permissions boundary` …, in the order of the table above, unusual things last by their type. */
export function thingsIn(resources: readonly ResourceResult[]): readonly string[] {
  const counts = new Map<string, number>();
  const boundaries = new Set(
    resources.map(({ inputs }) => textAt(inputs, "permissionsBoundary")?.split("/").at(-1)),
  );
  let boundaryCount = 0;
  for (const { type, inputs } of resources) {
    if (type === "aws:iam/policy:Policy" && boundaries.has(textAt(inputs, "name"))) boundaryCount += 1;
    else if (words[type] !== undefined || !shaping.some((pattern) => pattern.test(type)))
      counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const order = Object.keys(words);
  const rank = (type: string): number => (order.includes(type) ? order.indexOf(type) : order.length);
  const things = [...counts]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([type, count]) => counted(count, ...(words[type] ?? [type, type])));
  return boundaryCount > 0
    ? [...things, counted(boundaryCount, "permissions boundary", "permissions boundaries")]
    : things;
}

export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What AWS and GitLab would make: no components, no providers. */
export function realResources({ resources }: StackResult): readonly ResourceResult[] {
  return resources.filter(({ provider, type }) => provider !== null && !type.startsWith("pulumi:"));
}

/** A resource for people: its type and name. */
export function nameOf(urn: string): string {
  const [, , type = "", name = ""] = urn.split("::");
  return `${type.split("$").at(-1) ?? ""} '${name}'`;
}
