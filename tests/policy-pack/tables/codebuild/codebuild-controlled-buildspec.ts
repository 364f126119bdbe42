import { codebuildControlledBuildspec } from "../../../../policy-pack/policies/codebuild/codebuild-controlled-buildspec";
import { unknown } from "../../handed";
import { build, pipeline, project } from "../../road";
import type { DecisionTable } from "../table";
import { builder, deployToProduction, readSecret } from "./roads.stack";

const fromPipeline = (buildspec?: unknown) => ({
  source: { type: "CODEPIPELINE", ...(buildspec === undefined ? {} : { buildspec }) },
});
const inline = "version: 0.2\nphases: { build: { commands: [npx cdk deploy] } }\n";
const given = {
  environment: { environmentVariables: [{ name: "TOKEN", value: "payments/t", type: "SECRETS_MANAGER" }] },
};

function overriding(BuildspecOverride: unknown) {
  const action = build("Deploy", "payments-deploy");
  return pipeline([
    {
      name: "prod",
      actions: [{ ...action, configuration: { ProjectName: "payments-deploy", BuildspecOverride } }],
    },
  ]);
}

export const table: DecisionTable = {
  rule: codebuildControlledBuildspec,
  rows: [
    {
      when: "a project that deploys has its buildspec as text",
      shows: "pass",
      stack: builder("payments-deploy", deployToProduction, fromPipeline(inline)),
    },
    {
      when: "the text is JSON in one line",
      shows: "pass",
      stack: builder("payments-deploy", deployToProduction, fromPipeline('{"version":0.2,"phases":{}}')),
    },
    {
      when: "the buildspec is an object in S3",
      shows: "pass",
      stack: builder(
        "payments-deploy",
        deployToProduction,
        fromPipeline("arn:aws:s3:::acme-buildspecs/deploy.yml"),
      ),
    },
    {
      when: "a project that deploys takes a file of its source",
      shows: "violation",
      stack: builder("payments-deploy", deployToProduction, fromPipeline("ci/deploy.yml")),
      says: [
        "mandatory project-payments-deploy: Build project payments-deploy can change production, and takes its commands from the file ci/deploy.yml of its source.",
      ],
    },
    {
      when: "a project that may read secrets names no buildspec",
      shows: "violation",
      stack: builder("payments-build", readSecret, fromPipeline()),
      says: [
        "mandatory project-payments-build: Build project payments-build may read secrets, and takes its commands from the file buildspec.yml of its source.",
      ],
    },
    {
      when: "a project is given secrets by its environment, which it shows alone",
      shows: "violation",
      stack: [project("payments-build", undefined, { props: { ...fromPipeline("ci.yml"), ...given } })],
      says: [
        "mandatory project-payments-build: Build project payments-build is given secrets, and takes its commands from the file ci.yml of its source.",
      ],
      inFull: [
        [
          "Build project payments-build is given secrets, and takes its commands from the file ci.yml of its source.",
          "  way: variable TOKEN",
          "  at: source.buildspec",
          "  why: CICD-SEC-4: whoever can push what is built chooses the commands, and gets the role and the secrets of the build",
          "  fix: write the buildspec as text in source.buildspec, or name an object in S3 by its ARN",
        ].join("\n"),
      ],
    },
    {
      when: "a pipeline's action puts a file in the place of the text",
      shows: "violation",
      stack: [
        overriding("ci/other.yml"),
        ...builder("payments-deploy", deployToProduction, fromPipeline(inline)),
      ],
      says: [
        "mandatory pipeline: Build project payments-deploy can change production, and stage prod, action Deploy of pipeline payments lets it take its commands from the file ci/other.yml of the source.",
      ],
    },
    {
      when: "where the commands come from is not known yet",
      shows: "unknown",
      stack: builder("payments-deploy", deployToProduction, fromPipeline(unknown)),
      says: [
        "advisory project-payments-deploy: Undetermined: build project payments-deploy can change production, and where its commands come from is not known yet.",
      ],
    },
    {
      when: "a project takes a file and its role is not in the stack",
      shows: "unknown",
      stack: [project("payments-deploy", undefined, { props: fromPipeline("ci.yml") })],
      says: [
        "advisory project-payments-deploy: Undetermined: build project payments-deploy takes its commands from the file ci.yml of its source, and whether it has power to misuse can't be seen.",
      ],
    },
    {
      when: "what an action puts in its place is not known yet",
      shows: "unknown",
      stack: [overriding(unknown), ...builder("payments-deploy", deployToProduction, fromPipeline(inline))],
      says: [
        "advisory pipeline: Undetermined: stage prod, action Deploy of pipeline payments lets build project payments-deploy take its commands from a place that is not known yet, and whether that gives somebody power can't be seen.",
      ],
    },
    {
      when: "a project without power takes a file of its source",
      shows: "near miss",
      stack: builder("payments-build", undefined, fromPipeline("ci.yml")),
    },
    {
      when: "a project has no source, so that there is no file",
      shows: "near miss",
      stack: builder("payments-deploy", deployToProduction, { source: { type: "NO_SOURCE" } }),
    },
    {
      when: "an action puts another text in the place of the text",
      shows: "near miss",
      stack: [overriding(inline), ...builder("payments-deploy", deployToProduction, fromPipeline(inline))],
    },
  ],
};
