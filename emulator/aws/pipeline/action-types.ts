import { quoted } from "../../judge-shape";
import type { Subject } from "../../subject";
import { isMissing } from "../../tree";
import type { Action } from "./declaration";
import { categories } from "./shape";

const page = "CodePipeline user guide: action structure reference";

type Count = readonly [least: number, most: number];

/** What CodePipeline knows of an action's provider; `keys` undefined: its configuration is not modelled. */
interface ActionType {
  readonly categories: readonly string[];
  readonly inputs: Count;
  readonly outputs: Count;
  readonly required?: readonly string[];
  readonly keys?: readonly string[];
}

const deploy: ActionType = { categories: ["Deploy"], inputs: [0, 10], outputs: [0, 1] };

const types: Readonly<Record<string, ActionType>> = {
  CodeStarSourceConnection: {
    categories: ["Source"],
    inputs: [0, 0],
    outputs: [1, 1],
    required: ["ConnectionArn", "FullRepositoryId", "BranchName"],
    keys: ["ConnectionArn", "FullRepositoryId", "BranchName", "OutputArtifactFormat", "DetectChanges"],
  },
  CodeBuild: {
    categories: ["Build", "Test"],
    inputs: [1, 5],
    outputs: [0, 5],
    required: ["ProjectName"],
    keys: ["ProjectName", "PrimarySource", "BatchEnabled", "CombineArtifacts", "EnvironmentVariables"],
  },
  Manual: {
    categories: ["Approval"],
    inputs: [0, 0],
    outputs: [0, 0],
    keys: ["NotificationArn", "CustomData", "ExternalEntityLink"],
  },
  Lambda: {
    categories: ["Invoke"],
    inputs: [0, 5],
    outputs: [0, 5],
    required: ["FunctionName"],
    keys: ["FunctionName", "UserParameters"],
  },
  Commands: { categories: ["Compute"], inputs: [1, 10], outputs: [0, 1] },
  ECRBuildAndPublish: { categories: ["Build"], inputs: [1, 1], outputs: [0, 1] },
  S3: { categories: ["Source", "Deploy"], inputs: [0, 1], outputs: [0, 1] },
  ECR: { categories: ["Source"], inputs: [0, 0], outputs: [1, 1] },
  CodeCommit: { categories: ["Source"], inputs: [0, 0], outputs: [1, 1] },
  StepFunctions: { categories: ["Invoke"], inputs: [0, 1], outputs: [0, 1] },
  InspectorScan: { categories: ["Invoke"], inputs: [1, 1], outputs: [0, 1] },
  CodePipeline: { categories: ["Invoke"], inputs: [0, 0], outputs: [0, 0] },
  CloudFormation: deploy,
  CloudFormationStackSet: deploy,
  CloudFormationStackInstances: deploy,
  CodeDeploy: deploy,
  CodeDeployToECS: deploy,
  ECS: deploy,
  EC2: deploy,
  EKS: deploy,
  ElasticBeanstalk: deploy,
  AppConfig: deploy,
  ServiceCatalog: deploy,
};

/** Holds an action to its provider: category, artifacts, configuration keys. */
export function judgeActionType(subject: Subject, action: Action): void {
  const { label, provider, owner, category } = action;
  if (provider === undefined || owner !== "AWS") return;
  const type = Object.hasOwn(types, provider) ? types[provider] : undefined;
  const say = (rule: string, message: string): void =>
    subject.reject(rule, `action '${label}' ${message}`, page);
  if (!type) {
    say("action-provider", `has the provider ${quoted(provider)}, which CodePipeline does not have`);
    return;
  }
  if (category !== undefined && categories.includes(category) && !type.categories.includes(category))
    say("action-provider", `is of category ${category}; ${provider} is for ${type.categories.join(" or ")}`);
  judgeCount("reads", action.inputs.length, type.inputs);
  judgeCount("writes", action.outputs.length, type.outputs);
  for (const key of type.required ?? [])
    if (isMissing(action.configuration[key]) && typeof action.tree["configuration"] !== "string")
      say("configuration-required", `needs '${key}' in its configuration`);
  for (const key of Object.keys(action.configuration))
    if (type.keys && !type.keys.includes(key))
      say(
        "configuration-unknown",
        `has ${quoted(key)} in its configuration; ${provider} takes ${type.keys.join(", ")}`,
      );

  function judgeCount(verb: string, count: number, [least, most]: Count): void {
    if (action.flowUnknown || (count >= least && count <= most)) return;
    const allowed = least === most ? `exactly ${least}` : `${least}-${most}`;
    say("artifact-count", `${verb} ${count} artifacts; ${String(provider)} ${verb} ${allowed}`);
  }
}
