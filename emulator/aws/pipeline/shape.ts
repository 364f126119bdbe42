import type { Fields } from "../../shape";
import { anything, list, map, needed, number, object, oneOf, optional, text } from "../../shape";
import { region, tags } from "../tags";

export const structure = "CodePipeline user guide: pipeline structure reference";
export const quotas = "CodePipeline user guide: quotas";
const model = "CodePipeline service model";

export const categories = ["Source", "Build", "Deploy", "Test", "Invoke", "Approval", "Compute"];

const nameShape = text({
  min: 1,
  max: 100,
  matches: /^[A-Za-z0-9.@\-_]+$/,
  says: "1-100 letters, digits and .@-_",
  source: structure,
});

const artifactName = text({
  min: 1,
  max: 100,
  matches: /^[a-zA-Z0-9_-]+$/,
  says: "1-100 letters, digits, '-' and '_'",
  source: structure,
});

const action = object({
  name: needed(nameShape),
  category: needed(oneOf(categories, structure)),
  owner: needed(oneOf(["AWS", "Custom", "ThirdParty"], structure)),
  provider: needed(text({ min: 1, max: 35, source: model })),
  version: needed(
    text({
      min: 1,
      max: 9,
      matches: /^[0-9A-Za-z_-]+$/,
      says: "1-9 letters, digits, '-' and '_'",
      source: model,
    }),
  ),
  configuration: map(text({ min: 1, max: 1000, source: model })),
  inputArtifacts: list(artifactName),
  outputArtifacts: list(artifactName),
  namespace: text({
    min: 1,
    max: 100,
    matches: /^[A-Za-z0-9@\-_]+$/,
    says: "1-100 letters, digits and @-_",
    source: model,
  }),
  region: text({ min: 4, max: 30, source: model }),
  roleArn: text({ min: 1, max: 1024, source: model }),
  runOrder: number({ min: 1, max: 999, source: structure }),
  timeoutInMinutes: number({ min: 5, max: 86_400, says: "5-86400 minutes", source: quotas }),
  commands: list(text({ min: 1, max: 1000, source: model }), { min: 1, max: 50, source: model }),
  outputVariables: list(text({ min: 1, max: 128, source: model }), { max: 15, source: model }),
  outputArtifactsForComputeActions: anything,
});

const rule = object({
  name: needed(nameShape),
  ruleTypeId: needed(
    object({
      category: needed(oneOf(["Rule"], model)),
      provider: needed(
        oneOf(
          ["CloudWatchAlarm", "CodeBuild", "Commands", "DeploymentWindow", "LambdaInvoke", "VariableCheck"],
          "CodePipeline user guide: rule structure reference",
        ),
      ),
      owner: oneOf(["AWS"], model),
      version: text(),
    }),
  ),
  configuration: map(text({ min: 1, max: 10_000 })),
  ...optional(anything, "commands", "inputArtifacts"),
  ...optional(text(), "region", "roleArn"),
  timeoutInMinutes: number({ min: 5, max: 86_400, source: model }),
});

const condition = object({
  result: oneOf(["ROLLBACK", "FAIL", "RETRY", "SKIP"], model),
  rules: needed(list(rule, { min: 1, max: 5, source: model })),
});

const stage = object({
  name: needed(nameShape),
  actions: needed(list(action, { min: 1, max: 50, source: quotas })),
  beforeEntry: object({ condition: needed(condition) }),
  onSuccess: object({ condition: needed(condition) }),
  onFailure: object({
    result: oneOf(["ROLLBACK", "FAIL", "RETRY", "SKIP"], model),
    retryConfiguration: object({ retryMode: oneOf(["FAILED_ACTIONS", "ALL_ACTIONS"], model) }),
    condition,
  }),
});

const patterns = object(
  optional(
    list(text({ min: 1, max: 255, source: quotas }), { min: 1, max: 8, source: quotas }),
    "includes",
    "excludes",
  ),
);

export const pipelineInputs: Fields = {
  ...tags,
  ...region,
  name: nameShape,
  roleArn: needed(text({ min: 1, max: 1024, source: model })),
  pipelineType: oneOf(["V1", "V2"], model),
  executionMode: oneOf(["SUPERSEDED", "QUEUED", "PARALLEL"], model),
  artifactStores: needed(
    list(
      object({
        location: needed(text({ min: 3, max: 63, source: model })),
        type: needed(oneOf(["S3"], model)),
        region: text({ min: 4, max: 30, source: model }),
        encryptionKey: object({
          id: needed(text({ min: 1, max: 400, source: model })),
          type: needed(oneOf(["KMS"], model)),
        }),
      }),
      { min: 1 },
    ),
  ),
  stages: needed(list(stage, { min: 2, max: 50, source: quotas })),
  triggers: list(
    object({
      providerType: needed(oneOf(["CodeStarSourceConnection"], model)),
      gitConfiguration: needed(
        object({
          sourceActionName: needed(nameShape),
          pushes: list(object({ branches: patterns, filePaths: patterns, tags: patterns }), {
            min: 1,
            max: 3,
            source: quotas,
          }),
          pullRequests: list(
            object({
              events: list(oneOf(["OPEN", "UPDATED", "CLOSED"], model), { min: 1, max: 3, source: model }),
              branches: patterns,
              filePaths: patterns,
            }),
            { min: 1, max: 3, source: quotas },
          ),
        }),
      ),
    }),
    { max: 50, source: quotas },
  ),
  variables: list(
    object({
      name: needed(
        text({
          min: 1,
          max: 128,
          matches: /^[A-Za-z0-9@\-_]+$/,
          says: "letters, digits and @-_",
          source: model,
        }),
      ),
      defaultValue: text({ min: 1, max: 1000, source: model }),
      description: text({ max: 200, source: model }),
    }),
    { max: 50, source: model },
  ),
};
