import { gitlabProtectedEnvironment } from "../../../../policy-pack/policies/gitlab/gitlab-protected-environment";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { road, settings } from "../../road";
import type { DecisionTable } from "../table";
import {
  free,
  noProjectReason,
  observed,
  observedReason,
  project,
  resource,
  withGitLab,
} from "./project.stack";

type Properties = Readonly<Record<string, unknown>>;

const circumstances = withGitLab();
const why = "CICD-SEC-1: a job of GitLab would reach production without anybody else";

function protection(change: Properties = {}): Written {
  return resource("projectProtectedEnvironment", "protection", {
    environment: "prod",
    deployAccessLevelsAttributes: [{ groupId: 8 }],
    approvalRules: [{ groupId: 7, requiredApprovals: 2 }],
    ...change,
  });
}

const ofGroup = (group: unknown, change: Properties = {}): Written =>
  resource("groupProtectedEnvironment", "inherited", {
    project: undefined,
    group,
    environment: "production",
    deployAccessLevels: [{ groupId: 8 }],
    approvalRules: [{ groupId: 7, requiredApprovals: 2 }],
    ...change,
  });
const environment = resource("projectEnvironment", "environment", { name: "prod", tier: "production" });
const madeFromProject = (written: Written): Written => ({
  ...written,
  props: { ...written.props, project: unknown },
  madeFrom: { project: ["project"] },
});
const unprotected =
  "Environment prod of acme/payments is not protected: nothing in this stack says who deploys to it and who approves.";

export const table: DecisionTable = {
  rule: gitlabProtectedEnvironment,
  rows: [
    {
      when: "one group deploys, and two of another approve",
      shows: "pass",
      stack: [project(), protection()],
      circumstances,
    },
    {
      when: "the group above protects its production environments",
      shows: "pass",
      stack: [project(), environment, ofGroup("ACME")],
      circumstances,
    },
    {
      when: "nothing protects the environment",
      shows: "violation",
      stack: [project()],
      circumstances,
      says: [`mandatory project: ${unprotected}`],
      inFull: [
        `${unprotected}\n  at: gitlab:index/projectProtectedEnvironment:ProjectProtectedEnvironment\n  why: ${why}\n  fix: add a ProjectProtectedEnvironment for prod, with deployers and approvalRules for others\n  note: mandatory, whatever level the policy config sets`,
      ],
    },
    {
      when: "the protection is for an environment in other letter case",
      shows: "violation",
      stack: [project(), protection({ environment: "Prod" })],
      circumstances,
      says: [`mandatory project: ${unprotected}`],
    },
    {
      when: "the protection is another project's",
      shows: "violation",
      stack: [project(), protection({ project: "acme/site" })],
      circumstances,
      says: [`mandatory project: ${unprotected}`],
    },
    {
      when: "another group protects its production environments",
      shows: "violation",
      stack: [project(), environment, ofGroup("other")],
      circumstances,
      says: [`mandatory project: ${unprotected}`],
    },
    {
      when: "developers deploy, and one approval is enough",
      shows: "violation",
      stack: [
        project(),
        protection({
          deployAccessLevelsAttributes: [{ groupId: 8 }, { accessLevel: "Developer" }],
          approvalRules: { groupId: 7 },
        }),
      ],
      circumstances,
      says: [
        "mandatory protection: Developers may deploy to environment prod of acme/payments.",
        "mandatory protection: Deployments to environment prod of acme/payments need 1 approval by different people, instead of 2.",
      ],
    },
    {
      when: "two rules ask the same group for one approval each",
      shows: "violation",
      stack: [
        project(),
        protection({
          approvalRules: [
            { groupId: 7, requiredApprovals: 1 },
            { groupId: 7, requiredApprovals: 1 },
          ],
        }),
      ],
      circumstances,
      says: [
        "mandatory protection: Deployments to environment prod of acme/payments need 1 approval by different people, instead of 2.",
      ],
    },
    {
      when: "who deploys also approves",
      shows: "violation",
      stack: [project(), protection({ deployAccessLevelsAttributes: [{ groupId: 8 }, { groupId: 7 }] })],
      circumstances,
      says: ["mandatory protection: Group 7 may deploy to environment prod of acme/payments and approve it."],
    },
    {
      when: "maintainers deploy and approve, and nobody is asked twice",
      shows: "violation",
      stack: [
        project(),
        protection({
          deployAccessLevelsAttributes: [{ accessLevel: "maintainer" }],
          approvalRules: [{ accessLevel: "owner", requiredApprovals: 2 }],
        }),
      ],
      circumstances,
      says: ["mandatory protection: Owners may deploy to environment prod of acme/payments and approve it."],
    },
    {
      when: "no approval is asked for",
      shows: "violation",
      stack: [project(), protection({ approvalRules: [] })],
      circumstances,
      says: [
        "mandatory protection: Deployments to environment prod of acme/payments need no approval, instead of 2.",
      ],
    },
    {
      when: "whoever starts a deployment may approve it",
      shows: "violation",
      stack: [project({ allowPipelineTriggerApproveDeployment: true }), protection()],
      circumstances,
      says: ["mandatory project: Whoever starts a deployment of acme/payments may approve it."],
    },
    {
      when: "two people are named, one approval each",
      shows: "near miss",
      stack: [project(), protection({ approvalRules: [{ userId: 1 }, { userId: 2, requiredApprovals: 1 }] })],
      circumstances,
    },
    {
      when: "an environment that is no production is open to developers",
      shows: "near miss",
      stack: [
        project(),
        protection(),
        {
          ...protection({ environment: "dev", deployAccessLevelsAttributes: [{ accessLevel: "developer" }] }),
          name: "dev",
        },
      ],
      circumstances,
    },
    {
      when: "nobody at all deploys by GitLab",
      shows: "near miss",
      stack: [project(), protection({ deployAccessLevelsAttributes: [{ accessLevel: "no one" }] })],
      circumstances,
    },
    {
      when: "no settings are there, and the stack's production environment is protected",
      shows: "near miss",
      stack: [project(), madeFromProject(environment), madeFromProject(protection())],
      circumstances: { settings: {} },
    },
    {
      when: "how many approve is not known",
      shows: "unknown",
      stack: [project(), protection({ approvalRules: [{ groupId: 7, requiredApprovals: unknown }] })],
      circumstances,
      says: [
        "mandatory protection: Undetermined: whether deployments to environment prod of acme/payments need 2 approvals by different people can't be seen.",
      ],
    },
    {
      when: "nobody says who deploys, nor whether one's own deployment may be approved",
      shows: "unknown",
      stack: [
        project({ allowPipelineTriggerApproveDeployment: undefined }),
        protection({ deployAccessLevelsAttributes: undefined }),
      ],
      circumstances,
      says: [
        "mandatory protection: Undetermined: who may deploy to environment prod of acme/payments is not known.",
        "mandatory project: Undetermined: what GitLab has for allowPipelineTriggerApproveDeployment of acme/payments can't be seen.",
      ],
    },
    {
      when: "which environment is protected is not known",
      shows: "unknown",
      stack: [project(), protection({ environment: unknown })],
      circumstances,
      says: [
        "mandatory project: Undetermined: whether environment prod of acme/payments is protected can't be seen.",
      ],
    },
    {
      when: "the group that protects is named by a number",
      shows: "unknown",
      stack: [project(), environment, ofGroup("12")],
      circumstances,
      says: [
        "mandatory project: Undetermined: whether environment prod of acme/payments is protected can't be seen.",
      ],
    },
    {
      when: "the project is not in the stack",
      shows: "unknown",
      stack: [protection()],
      circumstances,
      says: [
        "mandatory : Undetermined: whether whoever starts a deployment of acme/payments may approve it can't be seen, because the project is not in this stack.",
      ],
    },
    {
      when: "nobody says which environments are production",
      shows: "unknown",
      stack: [project(), protection()],
      circumstances: { settings: {} },
      says: [
        "mandatory project: Undetermined: which environments of payments are production, and how many approvals they need, is not known.",
      ],
    },
    {
      when: "the tier has no such thing",
      shows: "not applicable",
      stack: [project()],
      circumstances: free,
      notApplicable: ["GitLab free has no protected environments; premium has"],
    },
    {
      when: "no environment is production",
      shows: "not applicable",
      stack: [project()],
      circumstances: {
        settings: { ...circumstances.settings, environments: settings.environments.slice(0, 1) },
      },
      notApplicable: ["the stack has no environment of kind production"],
    },
    {
      when: "another stack manages the guard-rails",
      shows: "not applicable",
      stack: road(),
      circumstances: observed,
      notApplicable: [observedReason],
    },
    {
      when: "nothing says GitLab",
      shows: "not applicable",
      stack: road(),
      circumstances: { settings },
      notApplicable: [noProjectReason],
    },
  ],
};
