import { codebuildSourceNoCredentials } from "../../../../policy-pack/policies/codebuild/codebuild-source-no-credentials";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { provider } from "../../road";
import type { DecisionTable } from "../table";
import { buildOf, token } from "./builds.stack";

function source(location: unknown, more: Record<string, unknown> = {}): readonly Written[] {
  return [buildOf({ source: { type: "GITLAB", location, ...more } })];
}

function credential(authType: unknown): readonly Written[] {
  return [
    {
      type: "aws:codebuild/sourceCredential:SourceCredential",
      name: "credential",
      provider: provider("devops"),
      props: { authType, serverType: "GITLAB", token },
    },
  ];
}

const repository = "https://gitlab.com/acme/payments.git";

export const table: DecisionTable = {
  rule: codebuildSourceNoCredentials,
  rows: [
    { when: "the source comes from the pipeline", shows: "pass", stack: [buildOf()] },
    {
      when: "a build fetches its source through a connection",
      shows: "pass",
      stack: source(repository, {
        auth: {
          type: "CODECONNECTIONS",
          resource: "arn:aws:codeconnections:eu-central-1:111111111111:connection/1",
        },
      }),
    },
    { when: "the account's credential is a connection", shows: "pass", stack: credential("CODECONNECTIONS") },
    {
      when: "a token stands in the address",
      shows: "violation",
      stack: source(`https://oauth2:${token}@gitlab.com/acme/payments.git`),
      says: [
        "mandatory project-payments-build: The source address of build project payments-build holds a credential.",
      ],
      inFull: [
        [
          "The source address of build project payments-build holds a credential.",
          "  at: source.location",
          "  why: CICD-SEC-6: an address is printed in logs and previews, and a token of the account serves every project of it",
          "  fix: write the plain address, let the project sign in through a connection, and revoke what was in it",
        ].join("\n"),
      ],
    },
    {
      when: "a user alone stands in a secondary source's address",
      shows: "violation",
      stack: [
        buildOf({
          secondarySources: [{ type: "GITLAB", location: `https://${token}@gitlab.com/acme/lib.git` }],
        }),
      ],
      says: [
        "mandatory project-payments-build: The source address of build project payments-build holds a credential.",
      ],
    },
    {
      when: "a token stands in the address's query",
      shows: "violation",
      stack: source(`${repository}?private_token=${token}`),
      says: [
        "mandatory project-payments-build: The source address of build project payments-build holds a credential.",
      ],
    },
    {
      when: "the account signs in by personal access token",
      shows: "violation",
      stack: credential("PERSONAL_ACCESS_TOKEN"),
      says: [
        "mandatory credential: The account's credential for sources signs in by a personal access token.",
      ],
    },
    {
      when: "a project signs in by a token that Secrets Manager keeps",
      shows: "violation",
      stack: source(repository, {
        auth: {
          type: "SECRETS_MANAGER",
          resource: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:t",
        },
      }),
      says: [
        "mandatory project-payments-build: Build project payments-build signs in by a token that Secrets Manager keeps.",
      ],
    },
    {
      when: "the address is not known yet",
      shows: "unknown",
      stack: source(unknown),
      says: [
        "advisory project-payments-build: Undetermined: whether the source address of build project payments-build holds a credential can't be seen.",
      ],
    },
    {
      when: "how the account signs in is not known yet",
      shows: "unknown",
      stack: credential(unknown),
      says: [
        "advisory credential: Undetermined: whether the account's credential for sources signs in through a connection is not known yet.",
      ],
    },
    {
      when: "an address has an at sign in its path, or the fixed user of SSH",
      shows: "near miss",
      stack: [
        buildOf({
          source: { type: "GITLAB", location: "https://gitlab.com/acme/payments@2.git" },
          secondarySources: [{ type: "GITLAB", location: "ssh://git@gitlab.com/acme/lib.git" }],
        }),
      ],
    },
    {
      when: "the place of a source in S3 is not known yet",
      shows: "near miss",
      stack: [buildOf({ source: { type: "S3", location: unknown } })],
    },
  ],
};
