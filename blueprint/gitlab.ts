import { roleArn } from "./arns";
import type { GitLabResources } from "./gitlab-resources";
import type { GuardRail } from "./guard-rails";
import { planGuardRails } from "./guard-rails";
import { DeliveryNames } from "./names";
import type { Settings } from "./settings";

/**
 * The GitLab project, which exists: it is adopted, never created or deleted. What the subscription's tier
 * cannot enforce is absent here and named in `guardRails`.
 */
export interface GitLabProjectPlan {
  readonly projectId: string;
  /** GitLab demands one; the project's own is kept. */
  readonly displayName: string;
  /** `false`: another stack manages this project, nothing is registered here. */
  readonly manage: boolean;
  /** Empty where another stack manages the project. */
  readonly resources: GitLabResources;
  readonly guardRails: readonly GuardRail[];
}

export function planGitLabProject(settings: Settings): GitLabProjectPlan {
  const { gitlab, environments } = settings;
  const manage = gitlab.guardrails === "manage";
  const { guardRails, registers } = planGuardRails(settings);
  return {
    projectId: String(gitlab.projectId),
    displayName: gitlab.project.split("/").at(-1) ?? gitlab.project,
    manage,
    resources: {
      ...registers,
      environments: manage
        ? environments.map(({ name, kind }) => ({ name, inputs: { name, tier: kind } }))
        : [],
      variables: manage ? startVariables(settings) : [],
    },
    guardRails,
  };
}

/** The role is no secret, but only jobs on the protected branch may learn of it. */
function startVariables(settings: Settings): GitLabResources["variables"] {
  const names = new DeliveryNames(settings);
  const key = "DELIVERY_START_ROLE";
  return settings.trigger.on === "gitlab-ci"
    ? [
        {
          name: `variable-${key}`,
          inputs: {
            key,
            value: roleArn(names.place, names.role("start")),
            environmentScope: "delivery",
            protected: true,
            masked: true,
            raw: true,
            variableType: "env_var",
          },
        },
      ]
    : [];
}
