import { connectionPerTrustDomain } from "../../../../policy-pack/policies/codebuild/connection-per-trust-domain";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { approval, build, pipeline, project, source } from "../../road";
import type { DecisionTable } from "../table";
import { builder, deployToProduction } from "./roads.stack";

const shared = "arn:aws:codeconnections:eu-central-1:111111111111:connection/shared";
const another = "arn:aws:codeconnections:eu-central-1:111111111111:connection/another";

const connection: Written = {
  type: "aws:codeconnections/connection:Connection",
  name: "connection",
  props: { name: "gitlab", providerType: "GitLab", arn: shared },
};

/** A pipeline that takes its source through a connection and runs one project. */
function taking(
  name: string,
  projectName: string,
  ConnectionArn: unknown,
  FullRepositoryId: unknown = "acme/payments/app",
  more: Partial<Written> = {},
): Written {
  return pipeline(
    [
      { name: "Source", actions: [{ ...source, configuration: { ConnectionArn, FullRepositoryId } }] },
      { name: "Run", actions: [approval(1), build("Run", projectName, 2)] },
    ],
    { name, ...more, props: { name } },
  );
}

const deploy = builder("payments-deploy", deployToProduction);
const check = builder("payments-check");
const release = taking("release", "payments-deploy", shared);

export const table: DecisionTable = {
  rule: connectionPerTrustDomain,
  rows: [
    {
      when: "production has a connection of its own",
      shows: "pass",
      stack: [...deploy, ...check, release, taking("checks", "payments-check", another)],
    },
    {
      when: "a pipeline without production is on production's connection",
      shows: "violation",
      stack: [...deploy, ...check, release, taking("checks", "payments-check", shared)],
      says: [
        "advisory checks: One connection serves production and what is not: pipeline release can change production, pipeline checks can't.",
      ],
      inFull: [
        [
          "One connection serves production and what is not: pipeline release can change production, pipeline checks can't.",
          "  at: stages[0].actions[0].configuration.ConnectionArn",
          "  why: CICD-SEC-8: a connection acts as one GitLab user, which must reach what all its users need, production's repository among it",
          "  fix: make a connection of its own for each, authorized by a GitLab user that reaches nothing else",
        ].join("\n"),
      ],
    },
    {
      when: "one names the connection by its ARN, and the other takes it from the stack",
      shows: "violation",
      stack: [
        connection,
        ...deploy,
        ...check,
        release,
        taking("checks", "payments-check", unknown, undefined, { madeFrom: { stages: ["connection"] } }),
      ],
      says: [
        "advisory checks: One connection serves production and what is not: pipeline release can change production, pipeline checks can't.",
      ],
    },
    {
      when: "a build project fetches its source through production's connection",
      shows: "violation",
      stack: [
        ...deploy,
        release,
        ...builder("payments-check", undefined, {
          source: { type: "GITLAB", auth: { type: "CODECONNECTIONS", resource: shared } },
        }),
      ],
      says: [
        "advisory project-payments-check: One connection serves production and what is not: pipeline release can change production, build project payments-check can't.",
      ],
    },
    {
      when: "two groups of GitLab are on one connection",
      shows: "violation",
      stack: [...deploy, release, taking("others", "payments-deploy", shared, "acme/shipping/app")],
      says: [
        "advisory others: One connection serves two groups of GitLab: pipeline release takes from acme/payments, pipeline others from acme/shipping.",
      ],
    },
    {
      when: "what one of two can do is not known",
      shows: "unknown",
      stack: [...deploy, release, project("payments-hidden"), taking("hidden", "payments-hidden", shared)],
      says: [
        "advisory hidden: Undetermined: whether pipeline hidden can change production can't be seen, and pipeline release uses the same connection.",
      ],
    },
    {
      when: "two pipelines to production take from one group, or from one inside of it",
      shows: "near miss",
      stack: [...deploy, release, taking("hotfixes", "payments-deploy", shared, "acme/payments/tools/fix")],
    },
    {
      when: "what the only user of a connection can do is not known",
      shows: "near miss",
      stack: [...deploy, release, project("payments-hidden"), taking("hidden", "payments-hidden", another)],
    },
    {
      when: "there is one user",
      shows: "not applicable",
      stack: [...deploy, release],
      notApplicable: ["no connection has two users in this stack"],
    },
  ],
};
