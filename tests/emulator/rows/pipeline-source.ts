import { UNKNOWN } from "../../../emulator/tree";
import { connectionArn } from "../good-world";
import type { Row } from "../row";
import { refuses, buildAction, long, scanAction, sourceAction } from "./refuses";

/** The ARN that the good stack's new connection gets. */
const pendingConnection =
  "arn:aws:codeconnections:eu-central-1:111111111111:connection/feae2610-b49d-4500-8c73-073d47a96371";

const foreignConnection =
  "arn:aws:codeconnections:eu-central-1:222222222222:connection/260e27c0-8b3c-4132-8870-5a18ea4ae41a";

export const pipelineSource: readonly Row[] = [
  refuses(
    "pipeline",
    { [`${sourceAction}.configuration.ConnectionArn`]: foreignConnection },
    "connection-account",
    "action 'Source/GitLab': 'ConnectionArn' is of account 222222222222, the pipeline of 111111111111",
    "CodePipeline user guide: action-reference-CodestarConnectionSource",
    {
      before: {
        foreign: {
          type: "aws:codeconnections/connection:Connection",
          inputs: { name: "payments-second", providerType: "GitLab" },
          accountId: "222222222222",
        },
      },
    },
  ),
  refuses(
    "pipeline",
    { [`${sourceAction}.configuration.ConnectionArn`]: pendingConnection },
    "connection-available",
    `action 'Source/GitLab': the connection '${pendingConnection}' is PENDING; until a person finishes its handshake the pipeline is never started`,
    "Developer Tools console guide: connections-update (pending connections)",
  ),
  refuses(
    "pipeline",
    {
      region: "eu-south-2",
      artifactStores: UNKNOWN,
      roleArn: UNKNOWN,
      [`${buildAction}.configuration.ProjectName`]: UNKNOWN,
      [`${scanAction}.configuration.ProjectName`]: UNKNOWN,
    },
    "source-gitlab-region",
    "action 'Source/GitLab': a source in GitLab does not work in region eu-south-2",
    "CodePipeline user guide: connections-gitlab and action-reference-CodestarConnectionSource (regions), read 2026-11",
  ),
  refuses(
    "pipeline",
    { triggers: Array.from({ length: 51 }, () => UNKNOWN) },
    "count",
    "'triggers' has 51 entries; allowed: 0-50",
    "CodePipeline user guide: quotas",
  ),
  refuses(
    "pipeline",
    { [`${sourceAction}.configuration.ConnectionArn`]: connectionArn + "0" },
    "connection-exists",
    "action 'Source/GitLab': 'ConnectionArn' names 'arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d0', which does not exist",
    "CodePipeline user guide: action-reference-CodestarConnectionSource",
  ),
  refuses(
    "pipeline",
    { [`${sourceAction}.configuration.ConnectionArn`]: "payments-gitlab" },
    "connection-arn",
    "action 'Source/GitLab': 'ConnectionArn' is 'payments-gitlab'; allowed: the ARN of a connection",
    "CodePipeline user guide: action-reference-CodestarConnectionSource",
  ),
  refuses(
    "pipeline",
    { [`${sourceAction}.configuration.FullRepositoryId`]: "Acme/Platform/payments-infra" },
    "repository-path",
    "action 'Source/GitLab': 'FullRepositoryId' is 'Acme/Platform/payments-infra'; GitLab spells it 'acme/platform/payments-infra', and case counts",
    "CodePipeline user guide: action-reference-CodestarConnectionSource",
  ),
  refuses(
    "pipeline",
    { [`${sourceAction}.configuration.FullRepositoryId`]: "payments-infra" },
    "repository-path",
    "action 'Source/GitLab': 'FullRepositoryId' names 'payments-infra', which is no project that the settings record",
    "CodePipeline user guide: action-reference-CodestarConnectionSource",
  ),
  refuses(
    "pipeline",
    { [`${sourceAction}.configuration.FullRepositoryId`]: undefined },
    "configuration-required",
    "action 'Source/GitLab' needs 'FullRepositoryId' in its configuration",
    "CodePipeline user guide: action structure reference",
  ),
  refuses(
    "pipeline",
    { [`${sourceAction}.configuration.OutputArtifactFormat`]: "ZIP" },
    "configuration-choice",
    "action 'Source/GitLab': 'OutputArtifactFormat' is 'ZIP'; allowed: CODE_ZIP, CODEBUILD_CLONE_REF",
    "CodePipeline user guide: action-reference-CodestarConnectionSource",
  ),
  refuses(
    "pipeline",
    { [`${sourceAction}.configuration.DetectChanges`]: "no" },
    "configuration-choice",
    "action 'Source/GitLab': 'DetectChanges' is 'no'; allowed: true, false",
    "CodePipeline user guide: action-reference-CodestarConnectionSource",
  ),
  refuses(
    "pipeline",
    { "triggers.0.gitConfiguration.sourceActionName": "gitlab" },
    "trigger-source",
    "a trigger names the source action 'gitlab'; the pipeline has 'GitLab', and case counts",
    "CodePipeline: triggers for a connection must reference a CodeStarSourceConnection action (aws-cdk issue 28694)",
  ),
  refuses(
    "pipeline",
    { "triggers.0.providerType": "Connection" },
    "allowed-value",
    "'triggers[0].providerType' is 'Connection'; allowed: CodeStarSourceConnection",
    "CodePipeline service model",
  ),
  refuses(
    "pipeline",
    {
      "triggers.1": {
        providerType: "CodeStarSourceConnection",
        gitConfiguration: { sourceActionName: "GitLab" },
      },
    },
    "trigger-unique",
    "two triggers name the source action 'GitLab'; a source action has one",
    "CodePipeline user guide: pipelines-triggers and pipelines-filter",
  ),
  refuses(
    "pipeline",
    { "triggers.0.gitConfiguration.pushes.0.branches": undefined },
    "trigger-filter",
    "'triggers[0].gitConfiguration.pushes[0]' filters paths without branches",
    "CodePipeline user guide: pipelines-triggers and pipelines-filter",
  ),
  refuses(
    "pipeline",
    { "triggers.0.gitConfiguration.pushes.0.tags": { includes: ["v*"] } },
    "trigger-filter",
    "'triggers[0].gitConfiguration.pushes[0]' filters tags together with branches or paths; a push is one or the other",
    "CodePipeline user guide: pipelines-triggers and pipelines-filter",
  ),
  refuses(
    "pipeline",
    { "triggers.0.gitConfiguration.pushes.0.branches": {} },
    "trigger-filter",
    "'triggers[0].gitConfiguration.pushes[0].branches' has neither includes nor excludes",
    "CodePipeline user guide: pipelines-triggers and pipelines-filter",
  ),
  refuses(
    "pipeline",
    {
      "triggers.0.gitConfiguration.pushes.0.branches.includes": [],
      "triggers.0.gitConfiguration.pushes.0.branches.excludes": ["x"],
    },
    "count",
    "'triggers[0].gitConfiguration.pushes[0].branches.includes' has 0 entries; allowed: 1-8",
    "CodePipeline user guide: quotas",
  ),
  refuses(
    "pipeline",
    {
      "triggers.0.gitConfiguration.pushes.0.filePaths.includes": Array.from({ length: 9 }, (_, i) => `f${i}`),
    },
    "count",
    "'triggers[0].gitConfiguration.pushes[0].filePaths.includes' has 9 entries; allowed: 1-8",
    "CodePipeline user guide: quotas",
  ),
  refuses(
    "pipeline",
    { "triggers.0.gitConfiguration.pushes.0.filePaths.includes.0": long(256) },
    "length",
    "'triggers[0].gitConfiguration.pushes[0].filePaths.includes[0]' has 256 characters; allowed: 1-255",
    "CodePipeline user guide: quotas",
  ),
  refuses(
    "pipeline",
    {
      "triggers.0.gitConfiguration.pushes": Array.from({ length: 4 }, () => ({
        branches: { includes: ["main"] },
      })),
    },
    "count",
    "'triggers[0].gitConfiguration.pushes' has 4 entries; allowed: 1-3",
    "CodePipeline user guide: quotas",
  ),
  refuses(
    "pipeline",
    {
      "triggers.0.gitConfiguration.pullRequests": [{ events: ["UPDATE"], branches: { includes: ["main"] } }],
    },
    "allowed-value",
    "'triggers[0].gitConfiguration.pullRequests[0].events[0]' is 'UPDATE'; allowed: OPEN, UPDATED, CLOSED",
    "CodePipeline service model",
  ),
  refuses(
    "pipeline",
    { "triggers.0.gitConfiguration.pullRequests": [{ events: ["OPEN"] }] },
    "trigger-filter",
    "'triggers[0].gitConfiguration.pullRequests[0]' has no branches; a pull request is filtered by its target branch",
    "CodePipeline user guide: pipelines-triggers and pipelines-filter",
  ),
  refuses(
    "pipeline",
    { "stages.1.onFailure": { result: "FAIL" } },
    "stage-condition",
    "stage 'Verify': 'onFailure.result' is FAIL; allowed: ROLLBACK, RETRY",
    "CodePipeline user guide: stage-conditions",
  ),
  refuses(
    "pipeline",
    { "stages.1.onFailure": { result: "ROLLBACK", retryConfiguration: { retryMode: "ALL_ACTIONS" } } },
    "stage-condition",
    "stage 'Verify': 'onFailure.retryConfiguration' goes with the result RETRY, not ROLLBACK",
    "CodePipeline user guide: stage-conditions",
  ),
  refuses(
    "pipeline",
    { "stages.1.onFailure.retryConfiguration.retryMode": "SOME" },
    "allowed-value",
    "'stages[1].onFailure.retryConfiguration.retryMode' is 'SOME'; allowed: FAILED_ACTIONS, ALL_ACTIONS",
    "CodePipeline service model",
  ),
  refuses(
    "pipeline",
    {
      "stages.1.onFailure.condition": {
        result: "ROLLBACK",
        rules: [{ name: "r", ruleTypeId: { category: "Rule", provider: "CloudWatchAlarm" } }],
      },
    },
    "stage-condition",
    "stage 'Verify': 'onFailure.retryConfiguration' and 'onFailure.condition' exclude each other",
    "CodePipeline user guide: stage-conditions",
  ),
  refuses(
    "pipeline",
    { "stages.1.onFailure": { result: "ROLLBACK" }, executionMode: "PARALLEL" },
    "stage-condition",
    "stage 'Verify': ROLLBACK does not go with 'executionMode' PARALLEL",
    "CodePipeline user guide: stage-conditions",
  ),
  refuses(
    "pipeline",
    {
      "stages.2.beforeEntry": {
        condition: {
          result: "ROLLBACK",
          rules: [{ name: "r", ruleTypeId: { category: "Rule", provider: "CloudWatchAlarm" } }],
        },
      },
    },
    "stage-condition",
    "stage 'prod': 'beforeEntry.condition.result' is ROLLBACK; allowed: FAIL, SKIP",
    "CodePipeline user guide: stage-conditions",
  ),
  refuses(
    "pipeline",
    {
      "stages.2.beforeEntry": {
        condition: {
          result: "SKIP",
          rules: [{ name: "r", ruleTypeId: { category: "Rule", provider: "CloudWatchAlarm" } }],
        },
      },
    },
    "stage-condition",
    "stage 'prod': SKIP goes with rules LambdaInvoke and VariableCheck only, not CloudWatchAlarm",
    "CodePipeline user guide: stage-conditions",
  ),
  refuses(
    "pipeline",
    {
      "stages.2.onSuccess": {
        condition: {
          result: "SKIP",
          rules: [{ name: "r", ruleTypeId: { category: "Rule", provider: "CloudWatchAlarm" } }],
        },
      },
    },
    "stage-condition",
    "stage 'prod': 'onSuccess.condition.result' is SKIP; allowed: ROLLBACK, FAIL",
    "CodePipeline user guide: stage-conditions",
  ),
  refuses(
    "pipeline",
    { "stages.2.beforeEntry": { condition: { result: "FAIL", rules: [] } } },
    "count",
    "'stages[2].beforeEntry.condition.rules' has 0 entries; allowed: 1-5",
    "CodePipeline service model",
  ),
  refuses(
    "pipeline",
    {
      "stages.2.beforeEntry": {
        condition: {
          result: "FAIL",
          rules: [{ name: "r", ruleTypeId: { category: "Rule", provider: "Window" } }],
        },
      },
    },
    "allowed-value",
    "'stages[2].beforeEntry.condition.rules[0].ruleTypeId.provider' is 'Window'; allowed: CloudWatchAlarm, CodeBuild, Commands, DeploymentWindow, LambdaInvoke, VariableCheck",
    "CodePipeline user guide: rule structure reference",
  ),
];
