import { listAt, textAt } from "../../emulator/tree";
import type { Tree } from "../../emulator/world";
import type { ResourceResult, StackResult } from "../rehearsal/result";
import { rightsOf } from "./rights";
import type { Reach, Rights } from "./rights";

/**
 * The road as the registered resources draw it. Nothing here is taken from the settings or the blueprint, so
 * that the outline shows what would stand, not what was meant.
 */
export interface Road {
  /** The account that the pipeline stands in; absent while there is no pipeline. */
  readonly home?: string;
  readonly pipelines: readonly PipelineRoad[];
}

export interface PipelineRoad {
  readonly name: string;
  readonly kind: string;
  /** What starts it by itself; empty: nothing does. */
  readonly triggers: readonly string[];
  /** Roles that may start it. */
  readonly starters: readonly string[];
  readonly stages: readonly StageRoad[];
}

export interface StageRoad {
  readonly name: string;
  readonly retries: boolean;
  /** In run order; those of one order run side by side. */
  readonly actions: readonly ActionRoad[];
}

export type ActionRoad = SourceAction | RunAction | GateAction;

export interface SourceAction {
  readonly kind: "source";
  readonly name: string;
  readonly order: number;
  readonly from: string;
}

export interface RunAction {
  readonly kind: "run";
  readonly name: string;
  readonly order: number;
  /** What it runs: a build project or a function. */
  readonly runs: string;
  /** Name of the role it acts under; absent where no resource of the stack says. */
  readonly role?: string;
  /** Roles in other accounts that this role may take. */
  readonly reach: readonly Reach[];
}

export interface GateAction {
  readonly kind: "gate";
  readonly name: string;
  readonly order: number;
  /** Roles that may decide; empty: this stack gives nobody the right. */
  readonly approvers: readonly string[];
  readonly timeoutMinutes: number;
  /** Addresses that are told; empty: nobody is. */
  readonly told: readonly string[];
}

const pipelineType = "aws:codepipeline/pipeline:Pipeline";

export function roadOf({ resources }: StackResult): Road {
  const pipelines = resources.filter(({ type }) => type === pipelineType);
  const rights = rightsOf(resources);
  const home = pipelines.map(accountOf).find((account) => account !== undefined);
  return {
    ...(home === undefined ? {} : { home }),
    pipelines: pipelines.map((pipeline) => pipelineRoad(pipeline, resources, rights)),
  };
}

export function accountOf({ provider }: ResourceResult): string | undefined {
  return provider && "account" in provider ? provider.account : undefined;
}

function pipelineRoad(
  pipeline: ResourceResult,
  resources: readonly ResourceResult[],
  rights: Rights,
): PipelineRoad {
  const { inputs } = pipeline;
  const name = textAt(inputs, "name") ?? pipeline.name;
  const arn = textAt(pipeline.outputs, "arn") ?? name;
  return {
    name,
    kind: [textAt(inputs, "pipelineType") ?? "V1", textAt(inputs, "executionMode") ?? "SUPERSEDED"].join(
      ", ",
    ),
    triggers: listAt(inputs, "triggers").flatMap(triggerTexts),
    starters: rights.rolesThatMay("codepipeline:StartPipelineExecution", arn),
    stages: listAt(inputs, "stages").map((stage) => stageRoad(stage, arn, resources, rights)),
  };
}

function triggerTexts(trigger: Tree): readonly string[] {
  const part = (push: Tree, path: string, words: string): string => {
    const list = listAt(push, `${path}.includes`).map(String);
    return list.length === 0 ? "" : `${words} ${list.join(", ")}`;
  };
  const pushes = listAt(trigger, "gitConfiguration.pushes").map((push) =>
    [
      "push",
      part(push, "branches", "to"),
      part(push, "tags", "of tag"),
      part(push, "filePaths", "that touches"),
    ]
      .filter((text) => text !== "")
      .join(" "),
  );
  const requests = listAt(trigger, "gitConfiguration.pullRequests").map(() => "merge request");
  return [...pushes, ...requests];
}

function stageRoad(
  stage: Tree,
  pipelineArn: string,
  resources: readonly ResourceResult[],
  rights: Rights,
): StageRoad {
  const name = textAt(stage, "name") ?? "?";
  const actions = listAt(stage, "actions").map((action) =>
    actionRoad(action, `${pipelineArn}/${name}`, resources, rights),
  );
  return {
    name,
    retries: textAt(stage, "onFailure.result") === "RETRY",
    actions: actions.sort((a, b) => a.order - b.order),
  };
}

function actionRoad(
  action: Tree,
  stageArn: string,
  resources: readonly ResourceResult[],
  rights: Rights,
): ActionRoad {
  const name = textAt(action, "name") ?? "?";
  const order = Number(textAt(action, "runOrder") ?? "1");
  const setting = (key: string): string | undefined => textAt(action, `configuration.${key}`);
  switch (textAt(action, "category") ?? "") {
    case "Source": {
      const from = `${setting("FullRepositoryId") ?? "an unknown source"}, branch ${setting("BranchName") ?? "?"}`;
      return { kind: "source", name, order, from };
    }
    case "Approval":
      return {
        kind: "gate",
        name,
        order,
        approvers: rights.rolesThatMay("codepipeline:PutApprovalResult", `${stageArn}/${name}`),
        timeoutMinutes: Number(textAt(action, "timeoutInMinutes") ?? String(7 * 24 * 60)),
        told: subscribersOf(setting("NotificationArn"), resources),
      };
    default: {
      const runs = setting("ProjectName") ?? setting("FunctionName") ?? textAt(action, "provider") ?? "?";
      const role = roleBehind(runs, resources) ?? roleName(textAt(action, "roleArn"));
      return {
        kind: "run",
        name,
        order,
        runs,
        ...(role === undefined ? {} : { role }),
        reach: role === undefined ? [] : rights.reachOf(role),
      };
    }
  }
}

/** The role of the build project or function that an action runs. */
function roleBehind(runs: string, resources: readonly ResourceResult[]): string | undefined {
  const found = resources.find(
    ({ type, inputs }) =>
      (type === "aws:codebuild/project:Project" || type === "aws:lambda/function:Function") &&
      textAt(inputs, "name") === runs,
  );
  return found && roleName(textAt(found.inputs, "serviceRole") ?? textAt(found.inputs, "role"));
}

function roleName(arn: string | undefined): string | undefined {
  return arn?.split("/").at(-1);
}

/** Who gets the notices of a topic: the endpoints of its subscriptions. */
function subscribersOf(
  topicArn: string | undefined,
  resources: readonly ResourceResult[],
): readonly string[] {
  const name = topicArn?.split(":").at(-1);
  const topics = resources
    .filter(({ type, inputs }) => type === "aws:sns/topic:Topic" && textAt(inputs, "name") === name)
    .map(({ urn }) => urn);
  return resources
    .filter(({ type }) => type === "aws:sns/topicSubscription:TopicSubscription")
    .filter(
      ({ inputs, references }) =>
        textAt(inputs, "topic") === topicArn ||
        (references["topic"] ?? []).some((urn) => topics.includes(urn)),
    )
    .map(({ inputs }) => textAt(inputs, "endpoint") ?? "?");
}
