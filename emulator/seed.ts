import type { Settings } from "../blueprint/settings";
import type { Entity } from "./inventory";
import { bootstrapEntities } from "./seed-bootstrap";
import { gitLabEntities } from "./seed-gitlab";
import { connectionEntity, oidcEntity, overrideEntity, roleEntity, secretEntity } from "./seed-aws";

/** What exists before a run. */
export interface Seed {
  readonly entities: readonly Entity[];
}

/**
 * The world that the settings record: what a person, another stack or another tool has made, and nothing
 * that the stacks make themselves.
 */
export function seedFromSettings(
  stacks: readonly { readonly stack: string; readonly settings: Settings }[],
): Seed {
  return { entities: stacks.flatMap(({ stack, settings }) => entitiesOf(stack, settings)) };
}

function entitiesOf(stack: string, settings: Settings): readonly Entity[] {
  const { devops, environments, connection, gitlab, workload } = settings;
  const by = (setting: string): string => `setting ${setting} of stack '${stack}'`;
  const home = { accountId: devops.accountId, region: devops.region };
  const targets = environments.flatMap(({ targets }) => targets.filter(({ status }) => status !== "planned"));
  const accounts = new Map([home, ...targets].map((place) => [place.accountId, place]));
  const approvers = new Set(environments.flatMap(({ approval }) => approval?.approvers ?? []));
  return [
    ...[...accounts.values()].map((place) =>
      roleEntity(place, settings.provisioningRole, by("provisioningRole")),
    ),
    ...[...approvers].map((arn) => roleEntity(home, arn, by("environments.approval.approvers"))),
    ...(connection.kind === "pending" ? [] : [connectionEntity(connection, by("connection.arn"))]),
    ...(devops.regionOverride ? [overrideEntity(home, by("devops.regionOverride"))] : []),
    ...(gitlab.oidcProvider === "adopt" ? [oidcEntity(home, gitlab, by("gitlab.oidcProvider"))] : []),
    ...(gitlab.statusTokenSecret === undefined
      ? []
      : [secretEntity(home, gitlab.statusTokenSecret, by("gitlab.statusTokenSecret"))]),
    ...(workload.bootstrap === "adopt"
      ? targets.flatMap((target) => bootstrapEntities(workload.qualifier, target, by("workload.bootstrap")))
      : []),
    ...gitLabEntities(gitlab, by),
  ];
}
