import { pipelineVariablesNoTarget } from "../../../../policy-pack/policies/pipeline/pipeline-variables-no-target";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Action } from "../../road";
import { approval, build, goodStages, road } from "../../road";
import type { DecisionTable } from "../table";
import { buildStep } from "./build-steps.stack";
import { lastStage, shownDeploy, sourceWith } from "./stages.stack";

const variables = (values: Record<string, unknown>): string =>
  JSON.stringify(Object.entries(values).map(([name, value]) => ({ name, value, type: "PLAINTEXT" })));
const given = (action: Action, more: Record<string, unknown>): Action => ({
  ...action,
  configuration: { ...(action["configuration"] as Record<string, unknown>), ...more },
});
const deploy = build("Deploy", "payments-deploy-prod", 3);
const withValues = (values: Record<string, unknown>) =>
  road({ stages: lastStage(approval(2), given(deploy, { EnvironmentVariables: variables(values) })) });
/** Scan exports a digest, and the deploy takes it. */
const scanned = (scan: readonly Written[]) =>
  road({
    stages: [
      { name: "Source", actions: [{ ...sourceWith({}), namespace: "Source" }] },
      { name: "Verify", actions: [{ ...build("Scan", "payments-build", 1), namespace: "Scan" }] },
      {
        name: "prod",
        actions: [
          approval(2),
          given(deploy, { EnvironmentVariables: variables({ DIGEST: "#{Scan.DIGEST}" }) }),
        ],
      },
    ],
    drop: ["project-payments-build"],
    add: scan,
  });
const source = { ...sourceWith({}), namespace: "Source" };
const fromSource = (value: string) =>
  road({
    stages: [
      { name: "Source", actions: [source] },
      {
        name: "prod",
        actions: [approval(2), given(deploy, { EnvironmentVariables: variables({ NOTE: value }) })],
      },
    ],
  });

export const table: DecisionTable = {
  rule: pipelineVariablesNoTarget,
  rows: [
    { when: "everything is a literal", shows: "pass", stack: withValues({ ACCOUNT: "444444444444" }) },
    {
      when: "the environment names the execution and the commit",
      shows: "pass",
      stack: fromSource("#{codepipeline.PipelineExecutionId} #{Source.CommitId}"),
    },
    {
      when: "an earlier step that runs no code of the repository says the digest",
      shows: "pass",
      stack: scanned(buildStep("payments-build", { step: "scan", trusted: true })),
    },
    {
      when: "whoever starts the pipeline names the account",
      shows: "violation",
      stack: withValues({ ACCOUNT: "#{variables.account}" }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments takes ACCOUNT from #{variables.account}, which whoever starts the pipeline sets.",
      ],
      inFull: [
        "Stage prod, action Deploy of pipeline payments takes ACCOUNT from #{variables.account}, which whoever starts the pipeline sets.\n  way: build project payments-deploy-prod → role payments-deploy-prod → role cdk-pay-deploy-role-444444444444-eu-central-1 → cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*\n  at: stages[3].actions[1].configuration.EnvironmentVariables[0].value\n  why: CICD-SEC-1: whoever starts the run, or code of the repository, sets the value, and CodePipeline writes it into the action as it is\n  fix: write the value as a literal\n  note: mandatory, whatever level the policy config sets",
      ],
    },
    {
      when: "… inside a text, for something that is no target by its name",
      shows: "violation",
      stack: withValues({ NAMES: "payments-#{variables.name}-prod" }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments takes NAMES from #{variables.name}, which whoever starts the pipeline sets.",
      ],
    },
    {
      when: "… by the project, so that nobody can see what it reaches",
      shows: "violation",
      stack: road({ stages: lastStage(approval(2), build("Deploy", "payments-#{variables.project}", 3)) }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments takes ProjectName from #{variables.project}, which whoever starts the pipeline sets.",
      ],
    },
    {
      when: "… by the stack of a deploy that shows its account itself",
      shows: "violation",
      stack: road({
        stages: lastStage(approval(2), given(shownDeploy, { StackName: "payments-#{variables.stack}" })),
      }),
      says: [
        "mandatory pipeline: Stage prod, action Release of pipeline payments takes StackName from #{variables.stack}, which whoever starts the pipeline sets.",
      ],
    },
    {
      when: "a fixed variable stands in what chooses the target",
      shows: "violation",
      stack: withValues({ STACK_NAME: "payments-#{codepipeline.PipelineExecutionId}" }),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments takes STACK_NAME, which chooses what it acts on, from #{codepipeline.PipelineExecutionId}.",
      ],
    },
    {
      when: "the commit message stands in the environment",
      shows: "violation",
      stack: fromSource("#{Source.CommitMessage}"),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments takes NOTE from #{Source.CommitMessage}, which code of the repository or somebody else may have set.",
      ],
    },
    {
      when: "a step that runs code of the repository says the digest",
      shows: "violation",
      stack: scanned(buildStep("payments-build", { step: "scan", trusted: false })),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments takes DIGEST from #{Scan.DIGEST}, which code of the repository or somebody else may have set.",
      ],
    },
    {
      when: "a step says that it is to be trusted, and takes its commands from the repository",
      shows: "violation",
      stack: scanned(buildStep("payments-build", { step: "scan", trusted: true }, "buildspec.yml")),
      says: [
        "mandatory pipeline: Stage prod, action Deploy of pipeline payments takes DIGEST from #{Scan.DIGEST}, which code of the repository or somebody else may have set.",
      ],
    },
    {
      when: "a deploy that shows its account takes a parameter from code of the repository",
      shows: "violation",
      stack: road({
        stages: [
          ...goodStages.slice(0, 1),
          { name: "Verify", actions: [{ ...build("Build", "payments-build"), namespace: "Build" }] },
          {
            name: "prod",
            actions: [approval(2), given(shownDeploy, { ParameterOverrides: '{"Tag":"#{Build.TAG}"}' })],
          },
        ],
      }),
      says: [
        "mandatory pipeline: Stage prod, action Release of pipeline payments takes ParameterOverrides from #{Build.TAG}, which code of the repository or somebody else may have set.",
      ],
    },
    {
      when: "a variable of the pipeline stands in a step that reaches development only",
      shows: "near miss",
      stack: road({
        stages: [
          ...goodStages.slice(0, 2),
          {
            name: "dev",
            actions: [
              given(build("Deploy", "payments-deploy-dev", 1), {
                EnvironmentVariables: variables({ ACCOUNT: "#{variables.account}" }),
              }),
            ],
          },
        ],
      }),
    },
    {
      when: "a text looks like a variable of another language",
      shows: "near miss",
      stack: withValues({ ACCOUNT: "${variables.account} {variables.account}" }),
    },
    {
      when: "the approval's text holds a variable",
      shows: "near miss",
      stack: road({
        stages: lastStage({ ...approval(2), configuration: { CustomData: "#{variables.note}" } }, deploy),
      }),
    },
    {
      when: "a value is not known yet",
      shows: "unknown",
      stack: road({ stages: lastStage(approval(2), given(deploy, { EnvironmentVariables: unknown })) }),
      says: [
        "advisory pipeline: Undetermined: whether what stage prod, action Deploy of pipeline payments is told holds a variable is not known.",
      ],
    },
    {
      when: "a value of a deploy that shows its account is not known yet",
      shows: "unknown",
      stack: road({ stages: lastStage(approval(2), given(shownDeploy, { StackName: unknown })) }),
      says: [
        "advisory pipeline: Undetermined: whether what stage prod, action Release of pipeline payments is told holds a variable is not known.",
      ],
    },
    {
      when: "what the step reaches is not known, and it takes a value from nobody knows where",
      shows: "unknown",
      stack: road({
        stages: lastStage(
          approval(2),
          given(build("Deploy", "elsewhere", 3), {
            EnvironmentVariables: variables({ NOTE: "#{Other.NOTE}" }),
          }),
        ),
      }),
      says: [
        "advisory pipeline: Undetermined: whether stage prod, action Deploy of pipeline payments can change production can't be seen. If it can: Stage prod, action Deploy of pipeline payments takes NOTE from #{Other.NOTE}, which code of the repository or somebody else may have set.",
      ],
    },
  ],
};
