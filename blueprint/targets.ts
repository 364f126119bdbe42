import { roleArn } from "./arns";
import { BootstrapNames, DeliveryNames } from "./names";
import type { Approval, Environment, Settings, Target } from "./settings";

/** Targets that the pipeline serves: neither planned nor on their way out. */
export function placed(environment: Environment): readonly Target[] {
  return environment.targets.filter(({ status }) => status === "active");
}

/** Targets whose roles stand: served ones, and those on their way out. */
export function standing(environment: Environment): readonly Target[] {
  return environment.targets.filter(({ status }) => status !== "planned");
}

/** Environments that have a place in the pipeline. */
export function placedEnvironments(settings: Settings): readonly Environment[] {
  return settings.environments.filter((environment) => placed(environment).length > 0);
}

/** Environments with a place in the pipeline and a gate in it. */
export function gatedEnvironments(settings: Settings): readonly GatedEnvironment[] {
  return placedEnvironments(settings).filter(isGated);
}

export type GatedEnvironment = Environment & { readonly approval: Approval };

export function isGated(environment: Environment): environment is GatedEnvironment {
  return environment.approval !== undefined;
}

/** Environments that keep their identities. */
export function standingEnvironments(settings: Settings): readonly Environment[] {
  return settings.environments.filter((environment) => standing(environment).length > 0);
}

/** Targets that one Deploy action serves (design: several at a time, one container). */
export const targetsPerBatch = 20;

/** The placed targets in batches; each is one Deploy action. */
export function batches(environment: Environment): readonly (readonly Target[])[] {
  const targets = placed(environment);
  const count = Math.ceil(targets.length / targetsPerBatch);
  return Array.from({ length: count }, (_, index) =>
    targets.slice(index * targetsPerBatch, (index + 1) * targetsPerBatch),
  );
}

/** The role that reads before a gate, where the environment is gated. */
export function planRoleArn(settings: Settings, environment: Environment): string | undefined {
  const names = new DeliveryNames(settings);
  return environment.approval ? roleArn(names.place, names.role(`plan-${environment.name}`)) : undefined;
}

export function deployRoleArn(settings: Settings, environment: Environment): string {
  const names = new DeliveryNames(settings);
  return roleArn(names.place, names.role(`deploy-${environment.name}`));
}

/** The role of merge requests, which may read development for a diff. */
export function verifyRoleArn(settings: Settings): string | undefined {
  const names = new DeliveryNames(settings);
  return settings.gitlab.mergeRequestPlan ? roleArn(names.place, names.role("verify")) : undefined;
}

/** Who may read a target through its lookup role; none: the role is not created. */
export function readersOf(settings: Settings, environment: Environment): readonly string[] {
  const verify = environment.kind === "development" ? verifyRoleArn(settings) : undefined;
  return [planRoleArn(settings, environment), verify].filter((arn) => arn !== undefined);
}

export function bootstrapNames(settings: Settings, target: Target): BootstrapNames {
  return new BootstrapNames(settings.workload.qualifier, target);
}
