import type { Knowledge } from "../../config/knowledge";
import { readPipeline } from "../../graph/pipeline";
import { roleChainsOf } from "../../graph/role-chains";
import { rolesOfStep } from "../../graph/step-roles";
import type { Identity } from "../../identities/identities";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

/** Roles that pipelines and their steps run under. */
export interface Runners {
  readonly roles: ReadonlySet<Principal>;
  /** Paths of runners whose role can't be told. */
  readonly unknown: readonly string[];
}

/** Roles of a pipeline, by what they do. */
export interface PipelineRunners extends Runners {
  /** Its service role. */
  readonly own: Principal | undefined;
  /** The build projects that it runs, each with the roles of the actions that start it. */
  readonly projects: readonly { readonly urn: string; readonly actionRoles: readonly Principal[] }[];
}

/** The roles of one pipeline: its own, and those of its steps with their build projects and functions. */
export function runnersOf(pipeline: StackResource, stack: Stack, world: Knowledge): PipelineRunners {
  const identities = identitiesOf(stack, world);
  const own = identities.named(pipeline.properties.at("roleArn"), pipeline, "roleArn");
  const { steps, unreadable } = readPipeline(pipeline.properties);
  const ofSteps = steps.map((step) => rolesOfStep(step, pipeline, stack, identities));
  const named = gathered([own, ...ofSteps.flat().map(({ identity }) => identity)]);
  return {
    roles: named.roles,
    unknown: [...named.unknown, ...unreadable.map(({ path }) => path)],
    own: own.kind === "role" ? own.role : undefined,
    projects: ofSteps.flatMap((roles) => {
      const started = new Set(
        roles.flatMap(({ resource }) => (resource?.type === tokens.project ? [resource.urn] : [])),
      );
      const actionRoles = roles.flatMap(({ resource, identity }) =>
        resource === undefined && identity.kind === "role" ? [identity.role] : [],
      );
      return [...started].map((urn) => ({ urn, actionRoles }));
    }),
  };
}

/** The service roles of a build project. */
export function rolesOfProject(project: StackResource, stack: Stack, world: Knowledge): readonly Identity[] {
  const identities = identitiesOf(stack, world);
  const batch = project.properties.at("buildBatchConfig").at("serviceRole");
  return [
    identities.named(project.properties.at("serviceRole"), project, "serviceRole"),
    ...(batch.isAbsent() ? [] : [identities.named(batch, project, "buildBatchConfig")]),
  ];
}

/**
 * All roles of the road, each with the first thing that runs under it: those of pipelines, of their steps and of
 * build projects, and those of the stack that these may assume or pass, to any depth.
 */
export function roadRoles(stack: Stack, world: Knowledge): ReadonlyMap<Principal, string> {
  const chains = roleChainsOf(stack, world);
  const road = new Map<Principal, string>();
  const starts: (readonly [Principal, string])[] = [
    ...stack
      .ofType(tokens.pipeline)
      .flatMap((pipeline) =>
        [...runnersOf(pipeline, stack, world).roles].map(
          (role) => [role, `pipeline ${labelOf(pipeline)}`] as const,
        ),
      ),
    ...stack
      .ofType(tokens.project)
      .flatMap((project) =>
        [...gathered(rolesOfProject(project, stack, world)).roles].map(
          (role) => [role, `build project ${labelOf(project)}`] as const,
        ),
      ),
  ];
  for (const [role, runner] of starts) if (!road.has(role)) road.set(role, runner);
  // A role that was reached before has been followed before.
  for (const [start] of starts)
    for (const { role, way } of chains.from(start, true))
      if (!road.has(role)) road.set(role, way.slice(0, -1).join(", "));
  return road;
}

function gathered(identities: readonly Identity[]): Runners {
  return {
    roles: new Set(identities.flatMap((one) => (one.kind === "role" ? [one.role] : []))),
    unknown: identities.flatMap((one) => (one.kind === "unknown" ? [one.path] : [])),
  };
}

/** Name in AWS where it is known, else in the program. */
export function labelOf({ name, properties }: Pick<StackResource, "name" | "properties">): string {
  const own = properties.at("name").text();
  return own.kind === "known" ? own.value : name;
}
