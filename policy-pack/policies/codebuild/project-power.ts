import { roleReachOf } from "../../graph/role-reach";
import type { Reach } from "../../graph/reach";
import { together } from "../../graph/reach";
import type { Identity } from "../../identities/identities";
import { identitiesOf } from "../../identities/identities";
import { mayDo } from "../../identities/who-may";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import type { Setup } from "../../verdict/rule";
import { shortened } from "../../verdict/shortened";
import { membersOf } from "./project";

/** What a project's builds could misuse; `unknown` names what keeps it from being seen. */
export type Power =
  | { readonly kind: "none" }
  | { readonly kind: "some"; readonly words: string; readonly way: readonly string[] }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

/** The roles under which a project builds: its service role, and that of its batches. */
export function rolesOfProject(
  project: StackResource,
  stack: Stack,
  { world }: Pick<Setup, "world">,
): readonly Identity[] {
  const identities = identitiesOf(stack, world);
  const batch = project.properties.at("buildBatchConfig").at("serviceRole");
  return [
    identities.named(project.properties.at("serviceRole"), project, "serviceRole"),
    ...(batch.isAbsent() ? [] : [identities.named(batch, project, "buildBatchConfig")]),
  ];
}

/** Whether a project's builds can change production. Without a production account none can. */
export function productionPower(project: StackResource, stack: Stack, setup: Setup): Power {
  const { production } = setup.world;
  if (production.kind !== "known") return { kind: "unknown", paths: [production.path] };
  if (production.value.length === 0) return { kind: "none" };
  const roles = roleReachOf(stack, setup.world, production.value);
  return powerByReach(together(rolesOfProject(project, stack, setup).map((role) => roles.of(role))));
}

export function powerByReach(reach: Reach): Power {
  switch (reach.kind) {
    case "none":
      return { kind: "none" };
    case "production":
      return { kind: "some", words: "can change production", way: reach.way };
    case "unknown":
      return { kind: "unknown", paths: reach.paths };
    default:
      return reach satisfies never;
  }
}

/** Whether a project hands secrets to its builds by their environment: what a resource alone shows. */
export function secretVariable({ properties }: ResourceView): string | undefined {
  for (const variable of membersOf(properties.at("environment").at("environmentVariables"))) {
    const type = variable.at("type").text();
    const name = variable.at("name").text();
    if (type.kind === "known" && type.value !== "PLAINTEXT")
      return name.kind === "known" ? shortened(name.value) : variable.path;
  }
  return undefined;
}

/** Whether a project's roles may read secrets from Secrets Manager. */
export function secretPower(project: StackResource, stack: Stack, setup: Setup): Power {
  const hidden: string[] = [];
  for (const identity of rolesOfProject(project, stack, setup)) {
    if (identity.kind !== "role") {
      hidden.push(identity.kind === "outside" ? `${identity.arn} (not in this stack)` : identity.path);
      continue;
    }
    const read = mayDo(
      identity.role,
      ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"],
      "arn:*:secretsmanager:*:*:secret:*",
    );
    if (read?.answer.kind === "yes")
      return {
        kind: "some",
        words: "may read secrets",
        way: [`role ${identity.role.label}`, `${read.action} on ${read.answer.by}`],
      };
    if (read?.answer.kind === "unknown") hidden.push(...read.answer.paths);
  }
  return hidden.length === 0 ? { kind: "none" } : { kind: "unknown", paths: [...new Set(hidden)] };
}

/** Both together: what a build of this project is worth to somebody who may choose its commands. */
export function powerOf(project: StackResource, stack: Stack, setup: Setup): Power {
  const variable = secretVariable(project);
  if (variable !== undefined)
    return { kind: "some", words: "is given secrets", way: [`variable ${variable}`] };
  const powers = [productionPower(project, stack, setup), secretPower(project, stack, setup)];
  const certain = powers.find(({ kind }) => kind === "some");
  if (certain) return certain;
  const paths = [...new Set(powers.flatMap((power) => (power.kind === "unknown" ? power.paths : [])))];
  return paths.length === 0 ? { kind: "none" } : { kind: "unknown", paths };
}
