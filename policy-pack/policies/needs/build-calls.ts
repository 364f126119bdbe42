import { identitiesOf } from "../../identities/identities";
import type { Knowledge } from "../../config/knowledge";
import type { Principal } from "../../identities/principal";
import type { Field } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { readPipeline } from "../../graph/pipeline";
import type { Call } from "./call";
import { callsOf } from "./call";

const guide = "CodeBuild guide, Allow CodeBuild to interact with other AWS services";

/** Characters that CodePipeline keeps of a pipeline's and of an artifact's name in the key of an artifact. */
const shortened = { pipeline: 20, artifact: 10 };

/**
 * What CodeBuild itself calls under the role of a project: it writes the log of the build, and, for a build in a
 * pipeline, looks at the artifact bucket, fetches the inputs and stores the outputs, which the pipeline's key
 * encrypts.
 */
export function buildCalls(role: Principal, stack: Stack, world: Knowledge): readonly Call[] {
  const identities = identitiesOf(stack, world);
  return stack
    .ofType(tokens.project)
    .filter((project) => {
      const named = identities.named(project.properties.at("serviceRole"), project, "serviceRole");
      return named.kind === "role" && named.role === role;
    })
    .flatMap((project) => [...logCalls(project), ...artifactCalls(project, stack)]);
}

function logCalls(project: StackResource): readonly Call[] {
  const logs = project.properties.at("logsConfig").at("cloudwatchLogs");
  const status = logs.at("status").text();
  if (status.kind === "known" && status.value !== "ENABLED") return [];
  const group = logs.at("groupName").text();
  const name = project.properties.at("name").text();
  const named =
    group.kind === "known" ? group.value : name.kind === "known" ? `/aws/codebuild/${name.value}` : "*";
  const place = placeOf(project);
  return callsOf(
    `arn:${place.partition}:logs:${place.region}:${place.account}:log-group:${named}:*`,
    ["logs:CreateLogStream", "logs:PutLogEvents"],
    "CodeBuild writes the log of the build",
    guide,
  );
}

function artifactCalls(project: StackResource, stack: Stack): readonly Call[] {
  const name = project.properties.at("name").text();
  if (name.kind !== "known") return [];
  const uses = stack.ofType(tokens.pipeline).map((pipeline) => ({
    pipeline,
    used: readPipeline(pipeline.properties).steps.filter((step) => {
      const projectName = step.field.at("configuration").at("ProjectName").text();
      return projectName.kind === "known" && projectName.value === name.value;
    }),
  }));
  const source = project.properties.at("source").at("type").text();
  if (
    source.kind === "known" &&
    source.value === "CODEPIPELINE" &&
    uses.every(({ used }) => used.length === 0)
  )
    return callsOfNoPipelineYet();
  return uses.flatMap(({ pipeline, used }) => {
    if (used.length === 0) return [];
    const reads = used.flatMap(({ field }) => textsIn(field.at("inputArtifacts")));
    const writes = used.flatMap(({ field }) => textsIn(field.at("outputArtifacts")));
    return storesOf(pipeline).flatMap((store) => storeCalls(store, pipeline, reads, writes));
  });
}

/**
 * A build that waits for a pipeline: while the connection is pending there is none, so which artifacts it will be
 * handed is not known. What CodeBuild calls for artifacts is then right wherever it points.
 */
function callsOfNoPipelineYet(): readonly Call[] {
  return callsOf(
    "*",
    [
      "kms:Decrypt",
      "kms:GenerateDataKey",
      "s3:GetBucketAcl",
      "s3:GetBucketLocation",
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:PutObject",
    ],
    "artifacts of the pipeline that will run the build",
    guide,
    true,
  );
}

function storeCalls(
  store: Field,
  pipeline: StackResource,
  reads: readonly string[],
  writes: readonly string[],
): readonly Call[] {
  const bucket = store.at("location").text();
  const pipelineName = pipeline.properties.at("name").text();
  if (bucket.kind !== "known" || pipelineName.kind !== "known") return [];
  const { partition, region, account } = placeOf(pipeline);
  const bucketArn = `arn:${partition}:s3:::${bucket.value}`;
  const objects = (artifact: string) =>
    `${bucketArn}/${pipelineName.value.slice(0, shortened.pipeline)}/${artifact.slice(0, shortened.artifact)}/*`;
  const encrypted = !store.at("encryptionKey").isAbsent();
  const keys = `arn:${partition}:kms:${region}:${account}:key/*`;
  return [
    ...callsOf(
      bucketArn,
      ["s3:GetBucketAcl", "s3:GetBucketLocation"],
      "the service checks owner and region of the artifact bucket",
      guide,
    ),
    ...unique(reads).flatMap((artifact) =>
      callsOf(
        objects(artifact),
        ["s3:GetObject", "s3:GetObjectVersion"],
        `the service fetches the artifact ${artifact}`,
        guide,
      ),
    ),
    ...unique(writes).flatMap((artifact) =>
      callsOf(objects(artifact), ["s3:PutObject"], `the service stores the artifact ${artifact}`, guide),
    ),
    ...(encrypted && reads.length > 0
      ? callsOf(
          keys,
          ["kms:Decrypt"],
          "artifacts are encrypted",
          "CodePipeline guide, Configure server-side encryption",
        )
      : []),
    ...(encrypted && writes.length > 0
      ? callsOf(
          keys,
          ["kms:GenerateDataKey"],
          "artifacts are encrypted",
          "CodePipeline guide, Configure server-side encryption",
        )
      : []),
  ];
}

/** Both spellings of the property: the single store, and one a region. */
function storesOf(pipeline: StackResource): readonly Field[] {
  const list = pipeline.properties.at("artifactStores").list();
  return list.kind === "known" ? list.value : [];
}

function textsIn(field: Field): readonly string[] {
  const list = field.list();
  if (list.kind !== "known") return [];
  return list.value.flatMap((item) => {
    const text = item.text();
    return text.kind === "known" ? [text.value] : [];
  });
}

/** Where a resource stands; `*` for what is not known. */
export function placeOf({ properties, provider }: StackResource): {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
} {
  const own = properties.at("region").text();
  const inherited = provider?.inputs.at("region").text();
  const region = own.kind === "known" ? own.value : inherited?.kind === "known" ? inherited.value : "*";
  const account = accountOfProvider(provider);
  return {
    partition: region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws",
    region,
    account: account.kind === "known" ? account.value : "*",
  };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
