import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Bucket } from "./bucket-sides";
import { bucketNamed, bucketsOf } from "./bucket-sides";

/** What the other resources of a stack use its buckets for. */
interface Uses {
  /** Buckets through which a pipeline or a build passes on what it made. */
  readonly artifacts: ReadonlySet<StackResource>;
  /** Buckets that receive the access logs of others. */
  readonly logTargets: ReadonlySet<StackResource>;
}

/** Buckets that hold artifacts: a pipeline's stores, and where a build project puts what it made. */
export function artifactBuckets(stack: Stack): readonly Bucket[] {
  const { artifacts } = stack.once(readUses);
  return bucketsOf(stack).filter(({ resource }) => artifacts.has(resource));
}

/**
 * A bucket that only receives access logs. S3 delivers them to no bucket with SSE-KMS by default (S3 guide,
 * "Enabling Amazon S3 server access logging"), and a log of the log would have no end.
 */
export function isOnlyLogTarget(stack: Stack, { resource }: Bucket): boolean {
  const { artifacts, logTargets } = stack.once(readUses);
  return logTargets.has(resource) && !artifacts.has(resource);
}

function readUses(stack: Stack): Uses {
  const artifacts = new Set<StackResource>();
  const logTargets = new Set<StackResource>();
  const add = (to: Set<StackResource>, resource: StackResource, property: string, field: Field) => {
    const bucket = bucketNamed(stack, resource, property, field);
    if (bucket) to.add(bucket);
  };
  for (const pipeline of stack.ofType(tokens.pipeline))
    for (const store of members(pipeline, "artifactStores"))
      add(artifacts, pipeline, "artifactStores", store.at("location"));
  for (const project of stack.ofType(tokens.project))
    for (const property of ["artifacts", "secondaryArtifacts"])
      for (const one of members(project, property)) add(artifacts, project, property, one.at("location"));
  for (const bucket of bucketsOf(stack))
    for (const { resource, property, field } of bucket.said("logging"))
      for (const one of listed(field))
        add(logTargets, resource, property === "" ? "targetBucket" : property, one.at("targetBucket"));
  return { artifacts, logTargets };
}

function members({ properties }: StackResource, property: string): readonly Field[] {
  return listed(properties.at(property));
}

/** A part that can't be read is still a place, whose bucket is known by what it is made from. */
function listed(field: Field): readonly Field[] {
  const list = field.list();
  if (list.kind === "absent") return [];
  return list.kind === "known" ? list.value : [field];
}
