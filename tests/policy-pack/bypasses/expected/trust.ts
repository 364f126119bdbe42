import type { Bypass } from "../bypass";

/** Whom the roles of production trust. */
export const trust: readonly Bypass[] = [
  // Somebody ungated is trusted (trust-prod-only-gated) by a bootstrap role (trust-cdk-bootstrap-narrow); a whole
  // account without a word about whom is trust-no-bare-account-root.
  {
    id: "B6",
    title: "A role of production trusts more than the gated role",
    shapes: [
      {
        name: "the whole account",
        edit: "Production's deploy role also trusts the root of the DevOps account.",
        caughtBy: ["trust-prod-only-gated", "trust-cdk-bootstrap-narrow", "trust-no-bare-account-root"],
      },
      {
        name: "another role",
        edit: "A second statement, with a text instead of a list, trusts the role of Images.",
        caughtBy: ["trust-prod-only-gated", "trust-cdk-bootstrap-narrow"],
      },
      {
        name: "a condition that lets many in",
        edit: "The root of the DevOps account is trusted for every role of the application.",
        caughtBy: ["trust-prod-only-gated", "trust-cdk-bootstrap-narrow"],
      },
    ],
    nearMiss: {
      name: "the same by a condition",
      edit: "The root of the DevOps account is trusted, for the role of Deploy alone.",
    },
  },
  // A role of dev reaches every bootstrap role: production without approval, before test, by a pattern that names
  // any account, undeclared. Administration as execution role is trust-cdk-bootstrap-narrow beside what B32 says.
  {
    id: "B7",
    title: "The CDK's bootstrap roles are as wide as a plain bootstrap makes them",
    shapes: [
      {
        name: "every bootstrap role",
        edit: "The role of dev's Deploy may assume the bootstrap roles of every account, by a pattern.",
        caughtBy: [
          "pipeline-prod-approval",
          "pipeline-no-prod-power-before-gate",
          "pipeline-promotion-order",
          "iam-assume-scoped",
          "trust-cdk-bootstrap-narrow",
          "identity-too-much",
        ],
      },
      {
        name: "an administrator as execution role",
        edit: "AdministratorAccess is attached to production's execution role.",
        caughtBy: [
          "iam-no-admin",
          "iam-no-privilege-escalation",
          "iam-managed-policy-allowlist",
          "trust-cdk-bootstrap-narrow",
          "identity-too-much",
        ],
      },
      {
        name: "the trusted account",
        edit: "Production's file-publishing role trusts the DevOps account by its number, session tags included.",
        caughtBy: ["trust-prod-only-gated", "trust-cdk-bootstrap-narrow", "trust-no-bare-account-root"],
      },
    ],
    nearMiss: {
      name: "one statement a role",
      edit: "The role of dev's Deploy names its three roles in three statements, as texts, in other letter case.",
    },
  },
  // No subject at all is trust-oidc-aud-sub; a subject that other projects meet is trust-oidc-sub-exact.
  {
    id: "B8",
    title: "A token of another project or branch is accepted",
    shapes: [
      {
        name: "no subject",
        edit: "The trust of the merge requests' role loses its test of the subject.",
        caughtBy: ["trust-oidc-aud-sub"],
      },
      {
        name: "a longer name",
        edit: "The subject ends in a star right behind the project's name, which other names continue.",
        caughtBy: ["trust-oidc-sub-exact"],
      },
      {
        name: "one of a list",
        edit: "Beside the right subject, the list has one for every project of the group.",
        caughtBy: ["trust-oidc-sub-exact"],
      },
    ],
    nearMiss: {
      name: "one branch only",
      edit: "The subject names the protected branch exactly, and the ref must be protected.",
    },
  },
  // A role for GitLab's jobs reaches production, and the subject is no protected environment: trust-oidc-environment.
  // So it is not gated, and production's deploy role trusts it: trust-prod-only-gated, trust-cdk-bootstrap-narrow.
  {
    id: "B9",
    title: "A GitLab job takes a role of production without a protected environment",
    shapes: [
      {
        name: "by branch",
        edit: "A new role trusts jobs of the protected branch and may assume production's deploy role, which trusts it.",
        caughtBy: ["trust-oidc-environment", "trust-prod-only-gated", "trust-cdk-bootstrap-narrow"],
      },
      {
        name: "an environment that no token names",
        edit: "The role asks for environment prod, but the project's tokens carry no environment in their subject.",
        caughtBy: ["trust-oidc-environment", "trust-prod-only-gated", "trust-cdk-bootstrap-narrow"],
      },
      {
        name: "an unprotected environment",
        edit: "The tokens carry the environment, and the role asks for dev, which nobody protects.",
        caughtBy: ["trust-oidc-environment", "trust-prod-only-gated", "trust-cdk-bootstrap-narrow"],
      },
    ],
    nearMiss: {
      name: "a reader of dev",
      edit: "The new role trusts jobs of the protected branch and may assume dev's lookup role, which trusts it.",
    },
  },
];
