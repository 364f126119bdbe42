import type { Partition } from "../../iam/arn";
import { parseArn, partitionsOfRegion } from "../../iam/arn";
import type { Field } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { shortened } from "../../verdict/shortened";
import { fullName, longest, ownName } from "./own-name";
import { regionOf } from "../../reader/region";
import type { Start } from "./starts";

/** What a start sets going. */
export type Started =
  /** `arns`: those that it may have, one a partition; empty while they are not known. */
  | { readonly kind: "pipeline"; readonly label: string; readonly arns: readonly string[] }
  | { readonly kind: "runner"; readonly label: string; readonly resource: StackResource }
  /** Something that runs, outside of this stack. */
  | { readonly kind: "outside"; readonly label: string; readonly accountId: string; readonly path: string }
  /** A call of AWS's API with the role of the start; `tampers` where it answers for the pipeline's people. */
  | { readonly kind: "call"; readonly label: string; readonly tampers: boolean }
  /** It only passes a message on. */
  | { readonly kind: "carrier" }
  | { readonly kind: "unknown"; readonly path: string };

const stateMachine = "aws:sfn/stateMachine:StateMachine";
const functionAlias = "aws:lambda/alias:Alias";
const taskDefinition = "aws:ecs/taskDefinition:TaskDefinition";

/** What runs, by type: what people call it, and the properties with the roles under which it runs. */
const runners = {
  [tokens.project]: { noun: "build project", roles: ["serviceRole"] },
  [tokens.function]: { noun: "function", roles: ["role"] },
  [stateMachine]: { noun: "state machine", roles: ["roleArn"] },
  [taskDefinition]: { noun: "task", roles: ["taskRoleArn", "executionRoleArn"] },
} as const;

/** Properties with the roles under which a runner runs. */
export function roleProperties({ type }: StackResource): readonly string[] {
  return Object.hasOwn(runners, type) ? runners[type as keyof typeof runners].roles : [];
}

/** Types of resources that keep a message or hand it on. */
const carrierTypes: ReadonlySet<string> = new Set([
  tokens.topic,
  tokens.logGroup,
  "aws:sqs/queue:Queue",
  "aws:cloudwatch/eventBus:EventBus",
  "aws:cloudwatch/eventApiDestination:EventApiDestination",
  "aws:kinesis/stream:Stream",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
]);
const carrierServices: ReadonlySet<string> = new Set(["sns", "sqs", "logs", "events", "kinesis", "firehose"]);

export function startedBy(start: Start, stack: Stack): Started {
  const { target, task, resource } = start;
  const text = target.text();
  if (text.kind === "known") return byArn(text.value, target.path, start, stack);
  if (!task.isAbsent()) return byTask(task, resource, start, stack);
  const [source, ...others] = resource
    .madeFrom(start.property)
    .filter(({ type }) => type !== tokens.role && type !== tokens.eventRule);
  return source && others.length === 0 ? byResource(source, target.path, stack) : unseen(target);
}

function byResource(source: StackResource, path: string, stack: Stack): Started {
  const { type } = source;
  if (type === tokens.pipeline)
    return { kind: "pipeline", label: `pipeline ${ownName(source)}`, arns: pipelineArns(source) };
  if (carrierTypes.has(type)) return { kind: "carrier" };
  if (type === functionAlias) {
    const owner = stack.behind(source, "functionName", [tokens.function], (one, text) =>
      isNamed(one, text.split(":").at(-1) ?? text),
    );
    return owner ? runner(owner) : { kind: "unknown", path };
  }
  return Object.hasOwn(runners, type) ? runner(source) : { kind: "unknown", path };
}

function runner(resource: StackResource): Started {
  const noun = Object.hasOwn(runners, resource.type)
    ? runners[resource.type as keyof typeof runners].noun
    : resource.type;
  return { kind: "runner", label: `${noun} ${shortened(runnerName(resource), longest)}`, resource };
}

function runnerName(resource: StackResource): string {
  const family = resource.properties.at("family").text();
  return family.kind === "known" ? family.value : fullName(resource);
}

function byArn(text: string, path: string, start: Start, stack: Stack): Started {
  const arn = parseArn(text);
  if (!arn) return { kind: "unknown", path };
  if (arn.service === "scheduler") return byCall(arn.resource, path, start, stack);
  if (carrierServices.has(arn.service)) return { kind: "carrier" };
  if (arn.service === "codepipeline")
    return { kind: "pipeline", label: `pipeline ${shortened(arn.resource, longest)}`, arns: [text] };
  if (arn.service === "ecs" && !start.task.isAbsent())
    return byTask(start.task, start.resource, start, stack);
  return namedRunner(text, path, stack);
}

const runnersByService: Readonly<Record<string, { readonly type: string; readonly prefix: string }>> = {
  codebuild: { type: tokens.project, prefix: "project/" },
  lambda: { type: tokens.function, prefix: "function:" },
  states: { type: stateMachine, prefix: "stateMachine:" },
  ecs: { type: taskDefinition, prefix: "task-definition/" },
};

function namedRunner(text: string, path: string, stack: Stack): Started {
  const arn = parseArn(text);
  const found =
    arn && Object.hasOwn(runnersByService, arn.service) ? runnersByService[arn.service] : undefined;
  if (!arn || !found?.prefix || !arn.resource.startsWith(found.prefix)) return { kind: "unknown", path };
  const name = arn.resource.slice(found.prefix.length).split(":")[0] ?? "";
  const resource = stack
    .ofType(found.type)
    .find((one) => isNamed(one, name) && isOfAccount(one, arn.accountId));
  if (resource) return runner(resource);
  return { kind: "outside", label: shortened(text, longest), accountId: arn.accountId, path };
}

function isNamed(resource: StackResource, name: string): boolean {
  return runnerName(resource).toLowerCase() === name.toLowerCase();
}

function isOfAccount({ provider }: StackResource, accountId: string): boolean {
  const own = accountOfProvider(provider);
  return own.kind !== "known" || own.value === accountId;
}

function byTask(task: Field, resource: StackResource, start: Start, stack: Stack): Started {
  const text = task.text();
  if (text.kind === "known") return namedRunner(text.value, task.path, stack);
  const property = start.property === "arn" ? "ecsTarget" : start.property;
  const [source] = resource.madeFrom(property).filter(({ type }) => type === taskDefinition);
  return source ? runner(source) : unseen(task);
}

/** Calls that start something, and the argument that names it. */
const startingCalls: Readonly<Record<string, { readonly argument: string; readonly arnOf: string }>> = {
  "codebuild:startbuild": { argument: "ProjectName", arnOf: "codebuild:project/" },
  "codebuild:startbuildbatch": { argument: "ProjectName", arnOf: "codebuild:project/" },
  "lambda:invoke": { argument: "FunctionName", arnOf: "lambda:function:" },
  "lambda:invokeasync": { argument: "FunctionName", arnOf: "lambda:function:" },
  "sfn:startexecution": { argument: "StateMachineArn", arnOf: "states:stateMachine:" },
  "sfn:startsyncexecution": { argument: "StateMachineArn", arnOf: "states:stateMachine:" },
  "ecs:runtask": { argument: "TaskDefinition", arnOf: "ecs:task-definition/" },
  "codepipeline:startpipelineexecution": { argument: "Name", arnOf: "codepipeline:" },
};

/** A schedule that calls AWS's API: `aws-sdk:codebuild:startBuild` (EventBridge Scheduler guide, "Universal targets"). */
function byCall(resource: string, path: string, start: Start, stack: Stack): Started {
  const [kind, service = "", name = ""] = resource.split(":");
  if (kind !== "aws-sdk") return { kind: "unknown", path };
  const call = `${service}:${name}`.toLowerCase();
  const starting = Object.hasOwn(startingCalls, call) ? startingCalls[call] : undefined;
  if (!starting)
    return {
      kind: "call",
      label: shortened(`${service}:${name}`, 100),
      tampers: service.toLowerCase() === "codepipeline" && !/^(?:get|list)/i.test(name),
    };
  const argument = start.input.json().at(starting.argument);
  const text = argument.text();
  if (text.kind !== "known") return { kind: "unknown", path: start.input.path };
  if (parseArn(text.value)) return byArn(text.value, start.input.path, start, stack);
  const [arn] = arnsHere(start.resource, starting.arnOf, text.value);
  return arn === undefined
    ? { kind: "unknown", path: start.input.path }
    : byArn(arn, start.input.path, start, stack);
}

function pipelineArns(pipeline: StackResource): readonly string[] {
  const own = pipeline.properties.at("arn").text();
  if (own.kind === "known") return [own.value];
  const name = pipeline.properties.at("name").text();
  return name.kind === "known" ? arnsHere(pipeline, "codepipeline:", name.value) : [];
}

/** ARNs of something that is where the resource is; `kind` is the service and what stands before the name. */
function arnsHere(resource: ResourceView, kind: string, name: string): readonly string[] {
  const account = accountOfProvider(resource.provider);
  const region = regionOf(resource);
  if (account.kind !== "known" || region.kind !== "known") return [];
  const [service = "", ...before] = kind.split(":");
  return partitionsOfRegion(region).map(
    (partition: Partition) =>
      `arn:${partition}:${service}:${region.value}:${account.value}:${before.join(":")}${name}`,
  );
}

function unseen(field: Field): Started {
  const text = field.text();
  return { kind: "unknown", path: text.kind === "known" ? field.path : text.path };
}
