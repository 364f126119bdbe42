import type { Identities, Identity } from "../identities/identities";
import type { Field } from "../reader/field";
import type { StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import { tokens } from "../stack/tokens";
import type { Step } from "./pipeline";

/** A role under which a step runs, and in words what runs under it. */
export interface StepRole {
  readonly identity: Identity;
  readonly runner: string;
  /** The build project or function, where there is one in the stack. */
  readonly resource?: StackResource;
}

/** Providers whose work runs under the caller's own role: the action's, or without one the pipeline's. */
const callerRun: ReadonlySet<string> = new Set(["Commands", "ECRBuildAndPublish", "InspectorScan"]);

/** Rules that look at a clock, an alarm or a variable: nothing of anybody's runs. */
export const watchingRules: ReadonlySet<string> = new Set([
  "CloudWatchAlarm",
  "DeploymentWindow",
  "VariableCheck",
]);

/**
 * The roles under which a step's work runs. A role that can't be named stands as an unknown one. The pipeline's
 * service role, which merely starts a build or a function, is not among them.
 */
export function rolesOfStep(
  step: Step,
  pipeline: StackResource,
  stack: Stack,
  identities: Identities,
): readonly StepRole[] {
  const kind = step.kind === "action" ? step.field : step.field.at("ruleTypeId");
  const [category, provider] = ["category", "provider"].map((key) => kind.at(key).text());
  if (category?.kind !== "known" || provider?.kind !== "known")
    return [
      { identity: { kind: "unknown", path: `${step.path}.category` }, runner: "an action of unknown kind" },
    ];
  if (category.value === "Approval" || category.value === "Source") return [];
  if (step.kind === "rule" && watchingRules.has(provider.value)) return [];
  const configuration = step.field.at("configuration");
  const own = ownRole(step, identities);
  if (category.value === "Compute" || callerRun.has(provider.value))
    return [caller(step, pipeline, identities)];
  switch (provider.value) {
    case "CodeBuild":
      return [...own, ...projectRoles(configuration.at("ProjectName"), stack, identities)];
    case "Lambda":
    case "LambdaInvoke":
      return [...own, ...functionRoles(configuration.at("FunctionName"), stack, identities)];
    case "CloudFormation":
      return configuration.at("RoleArn").isAbsent()
        ? [caller(step, pipeline, identities)]
        : [...own, { identity: byText(configuration.at("RoleArn"), identities), runner: "CloudFormation" }];
    default:
      return [...own, ...(own.length === 0 ? [caller(step, pipeline, identities)] : [])];
  }
}

function ownRole(step: Step, identities: Identities): readonly StepRole[] {
  const field = step.field.at("roleArn");
  return field.isAbsent() ? [] : [{ identity: byText(field, identities), runner: "the action's own role" }];
}

function caller(step: Step, pipeline: StackResource, identities: Identities): StepRole {
  const [own] = ownRole(step, identities);
  return (
    own ?? {
      identity: identities.named(pipeline.properties.at("roleArn"), pipeline, "roleArn"),
      runner: "the pipeline's own role",
    }
  );
}

function projectRoles(name: Field, stack: Stack, identities: Identities): readonly StepRole[] {
  const project = namedResource(name, tokens.project, stack);
  if (typeof project === "string")
    return [{ identity: { kind: "unknown", path: project }, runner: "a build project that can't be seen" }];
  const batch = project.properties.at("buildBatchConfig").at("serviceRole");
  return [
    {
      identity: identities.named(project.properties.at("serviceRole"), project, "serviceRole"),
      runner: `build project ${labelOf(project)}`,
      resource: project,
    },
    ...(batch.isAbsent()
      ? []
      : [
          {
            identity: identities.named(batch, project, "buildBatchConfig"),
            runner: `batches of build project ${labelOf(project)}`,
            resource: project,
          },
        ]),
  ];
}

function functionRoles(name: Field, stack: Stack, identities: Identities): readonly StepRole[] {
  const found = namedResource(name, tokens.function, stack);
  if (typeof found === "string")
    return [{ identity: { kind: "unknown", path: found }, runner: "a function that can't be seen" }];
  return [
    {
      identity: identities.named(found.properties.at("role"), found, "role"),
      runner: `function ${labelOf(found)}`,
      resource: found,
    },
  ];
}

/** The resource of this name in the stack, or the path of what keeps it from being found. */
function namedResource(name: Field, type: string, stack: Stack): StackResource | string {
  const text = name.text();
  if (text.kind !== "known") return name.path;
  return stack.named(type, text.value) ?? `${name.path} = ${text.value}`;
}

function byText(field: Field, identities: Identities): Identity {
  const text = field.text();
  return text.kind === "known"
    ? identities.byArn(text.value, field.path)
    : { kind: "unknown", path: text.path };
}

function labelOf({ name, properties }: StackResource): string {
  const own = properties.at("name").text();
  return own.kind === "known" ? own.value : name;
}
