import { codebuildNoPlaintextSecrets } from "../../../../policy-pack/policies/codebuild/codebuild-no-plaintext-secrets";
import { unknown } from "../../handed";
import { build, pipeline, settings } from "../../road";
import type { DecisionTable } from "../table";
import { buildIn, buildOf, token } from "./builds.stack";

function variables(...environmentVariables: readonly unknown[]) {
  return [buildIn({ environmentVariables })];
}

function action(configuration: Record<string, unknown>) {
  const deploy = build("Deploy", "payments-deploy");
  return [
    pipeline([
      {
        name: "prod",
        actions: [{ ...deploy, configuration: { ProjectName: "payments-deploy", ...configuration } }],
      },
    ]),
  ];
}

export const table: DecisionTable = {
  rule: codebuildNoPlaintextSecrets,
  rows: [
    { when: "a project has no variables", shows: "pass", stack: [buildOf()] },
    {
      when: "variables name what is no secret, and where the secrets are",
      shows: "pass",
      stack: variables(
        { name: "STAGE", value: "prod" },
        { name: "GITLAB_TOKEN", value: "payments/gitlab", type: "SECRETS_MANAGER" },
      ),
    },
    {
      when: "a variable has the name of a secret",
      shows: "violation",
      stack: variables({ name: "DB_PASSWORD", value: "hunter2-and-more", type: "PLAINTEXT" }),
      says: [
        "mandatory project-payments-build: Variable DB_PASSWORD of build project payments-build holds a secret, by its name, in clear text.",
      ],
      inFull: [
        [
          "Variable DB_PASSWORD of build project payments-build holds a secret, by its name, in clear text.",
          "  at: environment.environmentVariables[0]",
          "  why: CICD-SEC-6: whoever may look at the project, a build or the state reads it, and it is in every preview",
          "  fix: keep the secret in Secrets Manager and name it by a variable of type SECRETS_MANAGER; replace one that was written down already",
        ].join("\n"),
      ],
    },
    {
      when: "a variable without a type has an innocent name and the value of a token",
      shows: "violation",
      stack: variables({ name: "STAGE", value: token }),
      says: [
        "mandatory project-payments-build: Variable STAGE of build project payments-build holds a GitLab token in clear text.",
      ],
    },
    {
      when: "a key's id has an ending as of a name",
      shows: "violation",
      stack: variables({ name: "aws_access_key_id", value: "whatever" }),
      says: [
        "mandatory project-payments-build: Variable aws_access_key_id of build project payments-build holds a secret, by its name, in clear text.",
      ],
    },
    {
      when: "a URL has a password in it",
      shows: "violation",
      stack: variables({ name: "REGISTRY", value: "https://ci:hunter2@registry.example.com" }),
      says: [
        "mandatory project-payments-build: Variable REGISTRY of build project payments-build holds a password in a URL in clear text.",
      ],
    },
    {
      when: "the policy config knows another name of secrets",
      shows: "violation",
      stack: variables({ name: "ACME_LOGIN", value: "someone" }),
      circumstances: { settings, config: { namePatterns: ["acme_*"] } },
      says: [
        "mandatory project-payments-build: Variable ACME_LOGIN of build project payments-build holds a secret, by its name, in clear text.",
      ],
    },
    {
      when: "an action of a pipeline hands the secret to the build",
      shows: "violation",
      stack: action({
        EnvironmentVariables: JSON.stringify([{ name: "KEY", value: "AKIAABCDEFGHIJKLMNOP" }]),
      }),
      says: [
        "mandatory pipeline: Variable KEY of stage prod, action Deploy of pipeline payments holds an AWS access key in clear text.",
      ],
    },
    {
      when: "an inline buildspec holds it",
      shows: "violation",
      stack: [
        buildOf({
          source: { type: "CODEPIPELINE", buildspec: `version: 0.2\nenv: { variables: { T: ${token} } }\n` },
        }),
      ],
      says: [
        "mandatory project-payments-build: The buildspec of build project payments-build holds a GitLab token in clear text.",
      ],
    },
    {
      when: "a value is not known yet",
      shows: "unknown",
      stack: variables({ name: "DB_PASSWORD", value: unknown }),
      says: [
        "advisory project-payments-build: Undetermined: whether variable DB_PASSWORD of build project payments-build holds a secret in clear text can't be seen.",
      ],
    },
    {
      when: "the list of variables is not known yet",
      shows: "unknown",
      stack: [buildIn({ environmentVariables: unknown })],
      says: [
        "advisory project-payments-build: Undetermined: whether a variable whose name is not known of build project payments-build holds a secret in clear text can't be seen.",
      ],
    },
    {
      when: "a type that is not known yet may be one of a reference",
      shows: "unknown",
      stack: variables({ name: "DB_PASSWORD", value: "payments/db", type: unknown }),
      says: [
        "advisory project-payments-build: Undetermined: whether variable DB_PASSWORD of build project payments-build holds a secret in clear text can't be seen.",
      ],
    },
    {
      when: "variables say where a secret is",
      shows: "near miss",
      stack: variables(
        { name: "TOKEN_SECRET_NAME", value: "payments/gitlab-status" },
        { name: "DB_PASSWORD", value: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:db-AbCdEf" },
        { name: "USE_TOKEN", value: "true" },
      ),
    },
    {
      when: "a text is almost a token, a key or a URL with a password",
      shows: "near miss",
      stack: variables(
        { name: "A", value: "glpat-short" },
        { name: "B", value: "AKIAABC" },
        { name: "C", value: "https://registry.example.com/a:b@c" },
      ),
    },
    {
      when: "an action hands the name of a secret to the build",
      shows: "near miss",
      stack: action({
        EnvironmentVariables: JSON.stringify([
          { name: "TOKEN", value: "payments/token", type: "SECRETS_MANAGER" },
        ]),
      }),
    },
  ],
};
