import type { Knowledge } from "../../config/knowledge";
import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokenGroups, tokens } from "../../stack/tokens";
import type { Gate } from "./approvals";
import type { Place } from "./places";
import { placeOf } from "./places";
import { roadRoles } from "./road-roles";

/** A part of the road, and the actions by which one changes what passes the gate. */
export interface Temptation {
  readonly place: Place;
  readonly actions: readonly string[];
}

const pipelineEdits = ["CreatePipeline", "UpdatePipeline", "DeletePipeline", "StartPipelineExecution"];
const stageEdits = [
  "DisableStageTransition",
  "EnableStageTransition",
  "OverrideStageCondition",
  "RollbackStage",
  "RetryStageExecution",
  "PutActionRevision",
];
const buildEdits = [
  "UpdateProject",
  "StartBuild",
  "StartBuildBatch",
  "RetryBuild",
  "RetryBuildBatch",
  "StartSandbox",
];
const roleEdits = [
  "PutRolePolicy",
  "AttachRolePolicy",
  "DeleteRolePolicy",
  "DetachRolePolicy",
  "UpdateAssumeRolePolicy",
  "PutRolePermissionsBoundary",
  "DeleteRolePermissionsBoundary",
];

/** Actions that write objects, or the right to write them. */
export const objectWrites = [
  "s3:PutObject",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:ReplicateObject",
];
/** Actions that put an image under a tag. */
export const imageWrites = ["ecr:PutImage"];

/**
 * Everything by which one changes what the approvals let pass: the pipelines that ask for them, their stages,
 * their build projects, the roles of the road, what they store and the images.
 */
export function temptationsOf(gates: readonly Gate[], stack: Stack, world: Knowledge): readonly Temptation[] {
  const pipelines = [...new Set(gates.map(({ pipeline }) => pipeline))];
  const ofPipelines = pipelines.flatMap((pipeline): readonly Temptation[] => {
    const place = placeOf(pipeline, "pipeline", "codepipeline", (name) => name);
    return [
      { place, actions: of("codepipeline", pipelineEdits) },
      { place: { ...place, arn: `${place.arn}/*` }, actions: of("codepipeline", stageEdits) },
    ];
  });
  const builds = stack.ofType(tokens.project).map((project): Temptation => ({
    place: placeOf(project, "build project", "codebuild", (name) => `project/${name}`),
    actions: of("codebuild", buildEdits),
  }));
  const roles = [...roadRoles(stack, world).keys()].flatMap((role) =>
    role.arnPatterns.map((arn): Temptation => ({
      place: {
        label: `role ${role.label}`,
        arn,
        ...(role.accountId.kind === "known" ? { account: role.accountId.value } : {}),
        unknown: arn.includes("*") ? [`${role.label}.arn`] : [],
      },
      actions: of("iam", roleEdits),
    })),
  );
  const buckets = artifactBuckets(pipelines, stack).map((bucket): Temptation => ({
    place: objectsOf(bucket),
    actions: objectWrites,
  }));
  return [...ofPipelines, ...builds, ...roles, ...buckets];
}

/** All objects of a bucket. */
export function objectsOf(bucket: StackResource): Place {
  return placeOf(bucket, "bucket", "s3", (name) => `${name}/*`, "bucket");
}

/** The buckets of the stack in which pipelines keep their artifacts. */
export function artifactBuckets(pipelines: readonly StackResource[], stack: Stack): readonly StackResource[] {
  const found = pipelines.flatMap((pipeline) => {
    const made = pipeline.madeFrom("artifactStores");
    const locations = items(pipeline.properties.at("artifactStores")).map((store) =>
      store.at("location").text(),
    );
    const names = locations.flatMap((location) => (location.kind === "known" ? [location.value] : []));
    const open = locations.some(({ kind }) => kind === "unknown");
    return stack.ofType(...tokenGroups.buckets).filter((bucket) => {
      const name = bucket.properties.at("bucket").text();
      return (name.kind === "known" && names.includes(name.value)) || (open && made.includes(bucket));
    });
  });
  return [...new Set(found)];
}

function items(field: Field): readonly Field[] {
  const list = field.list();
  return list.kind === "known" ? list.value : [];
}

function of(service: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${service}:${name}`);
}
