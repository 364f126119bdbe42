import type { PolicyConfigSchema } from "@pulumi/policy";

type Schema = PolicyConfigSchema["properties"];

const texts = (description: string) => ({
  type: "array" as const,
  items: { type: "string" as const },
  description,
});
const accountList = (description: string) => ({
  type: "array" as const,
  items: { type: "string" as const, pattern: "^[0-9]{12}$" },
  description,
});
const oneText = (description: string) => ({ type: "string" as const, description });

/** Facts about the world that a policy config may state, for a policy or (as `world`) for the whole pack. */
export const worldParameters = {
  prodAccounts: accountList(
    "Accounts that are production. Default: targets of the environments of kind production.",
  ),
  accounts: accountList(
    "Accounts that the stack may work in, production included. Default: the DevOps account and all targets of the settings.",
  ),
  devopsAccount: {
    type: "string",
    pattern: "^[0-9]{12}$",
    description: "Account of the pipeline. Default: the settings'.",
  },
  environments: {
    type: "array",
    items: { type: "object" },
    description:
      "Steps of promotion in order, in the form of the setting delivery:environments. Default: the settings'.",
  },
  app: oneText("Prefix of every name. Default: the settings'."),
  approverRoles: texts("ARNs of the roles that may approve. Default: the approvers of the settings."),
  minApprovals: {
    type: "integer",
    minimum: 1,
    description: "Approvals that a merge request needs. Default: the settings', else 2.",
  },
  reviewGroups: texts("Ids of the GitLab groups that may approve. Default: the settings'."),
  deployerGroups: texts("Ids of the GitLab groups that may deploy. Default: the settings'."),
  allowedRepos: texts(
    "Full paths of the repositories that a pipeline may take. Default: the project of the settings.",
  ),
  releaseBranches: texts("Branches that are released. Default: the branch of the settings."),
  project: oneText("Full path of the GitLab project. Default: the settings'."),
  projectId: oneText("Number of the GitLab project. Default: the settings'."),
  tier: {
    type: "string",
    enum: ["free", "premium", "ultimate"],
    description: "What GitLab can enforce. Default: the settings'.",
  },
  guardrails: {
    type: "string",
    enum: ["manage", "observe"],
    description: "`observe`: another stack manages the GitLab project. Default: the settings', else manage.",
  },
  gitlabUrl: oneText("Address of GitLab. Default: the settings', else https://gitlab.com."),
  issuers: texts(
    "Issuers of id tokens that may be trusted. Default: https://gitlab.com and the settings' host.",
  ),
  audiences: texts("Audiences of id tokens. Default: the settings'."),
  trigger: {
    type: "string",
    enum: ["push", "tag", "gitlab-ci", "manual"],
    description: "What starts the pipeline. Default: the settings'.",
  },
  gatedPrincipals: texts(
    "Globs of ARNs of roles outside of the stack that act behind an approval there. Default: none.",
  ),
  endpoints: texts("Mail addresses that may be told. Default: the settings'."),
  services: texts("Services that the application may use. Default: the settings'."),
  qualifier: oneText("Qualifier of the CDK bootstrap. Default: the settings'."),
  provisioningRole: oneText("Name of the role that Pulumi assumes in every account. Default: the settings'."),
} as const satisfies Schema;

export type WorldParameter = keyof typeof worldParameters;

/** The schema of some facts, for a policy that can be told them. */
export function worldSchema(...names: readonly WorldParameter[]): Schema {
  return Object.fromEntries(names.map((name) => [name, worldParameters[name]]));
}
