/**
 * iam-artifact-writers
 *
 * What the pipeline hands from step to step is written by the pipeline and its steps alone: objects of the artifact
 * bucket (PutObject, DeleteObject and what replaces objects otherwise), and images of the registries in the
 * pipeline's account (PutImage).
 *
 * Why: what is deployed is what lies there. Whoever may write it in between deploys what nobody scanned or approved.
 * OWASP CICD-SEC-9; SLSA Build L3, unforgeable artifacts.
 *
 * Level: the stack's, as rights and denials of one identity stand in several resources, and buckets and registries
 * let others in by policies of their own. Identities of the stack are judged, and roles outside of it by what this
 * stack gives them. An identity of another account writes only where the bucket's or registry's own policy lets
 * it, so there that policy is judged. Boundaries and denials that nobody escapes count.
 *
 * Not seen: objects that replication brings from elsewhere; a bucket that is not in the stack.
 *
 * Parameters: `writers`: ARNs of further roles that may write. Always allowed: the roles of the pipelines that keep
 * their artifacts in the bucket, of their steps and build projects.
 */
import type { Principal } from "../../identities/principal";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { Ability } from "./abilities";
import { abilitiesAt, urnOf } from "./abilities";
import { givenBy, inSentence } from "./actors";
import { listedArns, isListed } from "./operators";
import type { Place } from "./places";
import { nameOf, placeOf } from "./places";
import { runnersOf } from "./road-roles";
import { foreignWriters } from "./resource-writers";
import { artifactBuckets, imageWrites, objectsOf, objectWrites } from "./tampering";

export const iamArtifactWriters: Rule = {
  number: 58,
  name: "iam-artifact-writers",
  title: "Artifacts and images are written by the pipeline and its steps",
  description:
    "Only roles of the pipeline and its build projects may write objects of the artifact bucket and images of its registries.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Take the right to write from everybody but the roles of the pipeline and its build projects, in their policies and in the bucket's and registry's own.",
  parameters: {
    writers: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "ARNs of further roles that may write artifacts and images.",
    },
  },
  stack: (stack, setup) =>
    stack.ofType(tokens.pipeline).length === 0
      ? notApplicable("the stack has no pipeline")
      : judged(storesOf(stack, setup).flatMap((store) => judgeStore(store, stack, setup))),
};

const why =
  "CICD-SEC-9: what is deployed is what lies there, and whoever may write it in between deploys what nobody approved";

/** A bucket or registry, who may write to it, and what can't be told of those. */
interface Store {
  readonly resource: StackResource;
  readonly place: Place;
  readonly actions: readonly string[];
  readonly anywhere: string;
  readonly writers: ReadonlySet<Principal>;
  readonly unknownWriters: readonly string[];
  /** Policies of its own. */
  readonly policies: readonly StackResource[];
}

function storesOf(stack: Stack, setup: Setup): readonly Store[] {
  const pipelines = stack.ofType(tokens.pipeline);
  const runners = new Map(pipelines.map((pipeline) => [pipeline, runnersOf(pipeline, stack, setup.world)]));
  const writersOf = (some: readonly StackResource[]) => {
    const all = some.flatMap((pipeline) => runners.get(pipeline) ?? []);
    return {
      writers: new Set(all.flatMap(({ roles }) => [...roles])),
      unknownWriters: all.flatMap(({ unknown }) => unknown),
    };
  };
  const buckets = artifactBuckets(pipelines, stack).map((resource): Store => ({
    resource,
    place: objectsOf(resource),
    actions: objectWrites,
    anywhere: "arn:*:s3:::*/*",
    policies: policiesOf(resource, stack, tokens.bucketPolicy, "bucket", "bucket"),
    ...writersOf(pipelines.filter((pipeline) => artifactBuckets([pipeline], stack).includes(resource))),
  }));
  const accounts = pipelines.map((pipeline) => placeOf(pipeline, "pipeline", "codepipeline", String).account);
  const registries = stack
    .ofType(tokens.repository)
    .map((resource): Store => ({
      resource,
      place: placeOf(resource, "registry", "ecr", (name) => `repository/${name}`),
      actions: imageWrites,
      anywhere: "arn:*:ecr:*:*:repository/*",
      policies: policiesOf(resource, stack, tokens.repositoryPolicy, "repository", "name"),
      ...writersOf(pipelines),
    }))
    .filter(({ place }) => place.account !== undefined && accounts.includes(place.account));
  return [...buckets, ...registries];
}

function policiesOf(
  resource: StackResource,
  stack: Stack,
  type: string,
  property: string,
  nameProperty: string,
): readonly StackResource[] {
  const owners = stack.onceFor(`owners of ${type} of ${resource.type}`, () => {
    const ownerOf = (policy: StackResource) =>
      stack.behind(policy, property, [resource.type], (candidate, text) => {
        const name = nameOf(candidate, nameProperty);
        return name.kind === "known" && name.value === text;
      });
    return new Map(stack.ofType(type).map((policy) => [policy, ownerOf(policy)]));
  });
  return stack.ofType(type).filter((policy) => owners.get(policy) === resource);
}

function judgeStore(store: Store, stack: Stack, setup: Setup): readonly Finding[] {
  const { place, actions, anywhere, writers, policies } = store;
  const listedWriters = listedArns(setup.parameters, "writers");
  const abilities = abilitiesAt(givenBy(stack, setup.world), actions, [place], anywhere)
    .filter(({ actor: { principal } }) => principal === undefined || !writers.has(principal))
    .filter(({ actor }) => !isListed(actor, listedWriters));
  return [
    ...abilities.map((ability) => findingOf(ability, store)),
    ...policies.flatMap((policy) =>
      foreignWriters(policy, place, actions, [...writers], listedWriters).map(
        ({ who, certain, at }): Finding => ({
          kind: certain ? "violation" : "undetermined",
          urn: policy.urn,
          what: certain
            ? `The policy of ${place.label} lets ${who} write, which is no role of its pipeline.`
            : `whether the policy of ${place.label} lets ${who} write can't be seen.`,
          at,
          why,
          fix: "name the roles of the pipeline and its build projects alone, or list the role in this policy's `writers`",
        }),
      ),
    ),
  ];
}

function findingOf(ability: Ability, { resource, unknownWriters }: Store): Finding {
  const { actor, place, action, certain, at } = ability;
  const about = { urn: urnOf(ability, resource.urn), why };
  if (certain && unknownWriters.length === 0)
    return {
      ...about,
      kind: "violation",
      what: `${actor.label} may call ${action} on ${place.label}, and is no role of its pipeline.`,
      at,
      fix: "take the right away, or list the role in this policy's `writers`",
    };
  return {
    ...about,
    kind: "undetermined",
    what: `whether ${inSentence(actor)} may write to ${place.label} without being a role of its pipeline can't be seen.`,
    at: [...at, ...(certain ? unknownWriters : [])],
    fix: "build what is named here from names and account ids, and keep policies, their holders and the pipeline's projects in this stack",
  };
}
