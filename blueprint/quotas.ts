import type { Blueprint } from "./blueprint";
import { documentText } from "./iam/document";
import { inlinePoliciesLimit, managedPolicyLimit } from "./iam/need";
import type { PipelinePlan, StagePlan } from "./pipeline-plan";
import { actionsPerStage } from "./environment-stages";
import type { Problem } from "./problems";
import { approvalTextLimit, summaryLimit } from "./review";
import type { RolePlan } from "./role";
import type { Settings } from "./settings";

/** Quotas of the services, each with the page that states it. */
const limits = {
  /** CodePipeline user guide, "Quotas". */
  stages: 50,
  actionsPerPipeline: 1000,
  /** CodePipeline API reference, configuration value. */
  configurationCharacters: 1000,
  /** CodeBuild and IAM names (API references). */
  roleNameCharacters: 64,
  bucketNameCharacters: 63,
  /** IAM guide, "IAM and AWS STS quotas": the default. */
  managedPoliciesPerRole: 10,
  trustCharacters: 2048,
} as const;

/** Everything about the drawn road that a service would refuse, as problems of the settings that caused it. */
export function quotaProblems(settings: Settings, blueprint: Blueprint): readonly Problem[] {
  return [
    ...(blueprint.pipeline ? pipelineProblems(settings, blueprint.pipeline) : []),
    ...rolesOf(blueprint).flatMap((role) => roleProblems(settings, role)),
    ...bucketProblems(blueprint),
    ...boundaryProblems(blueprint),
  ];
}

function rolesOf(blueprint: Blueprint): readonly RolePlan[] {
  return [
    ...blueprint.steps.map(({ role }) => role),
    blueprint.pipelineRole,
    ...(blueprint.gitlabIdentity?.roles ?? []),
    ...(blueprint.notices.forwarder ? [blueprint.notices.forwarder] : []),
    ...blueprint.targets.flatMap(({ roles }) => roles),
  ];
}

function pipelineProblems(settings: Settings, pipeline: PipelinePlan): readonly Problem[] {
  const actions = pipeline.stages.reduce((sum, stage) => sum + stage.actions.length, 0);
  const reserved = settings.environments.flatMap(({ name }, index) =>
    pipeline.stages.filter((stage) => stage.name === name).length > 1
      ? [
          {
            path: `delivery:environments[${index}].name`,
            got: `"${name}", which is also the name of another stage`,
            allowed: "a name that no other stage has",
            fix: "rename the environment",
          },
        ]
      : [],
  );
  return [
    ...reserved,
    ...(pipeline.stages.length > limits.stages
      ? [tooMany("delivery:environments", `${pipeline.stages.length} stages`, `${limits.stages} a pipeline`)]
      : []),
    ...(actions > limits.actionsPerPipeline
      ? [tooMany("delivery:environments", `${actions} actions`, `${limits.actionsPerPipeline} a pipeline`)]
      : []),
    ...pipeline.stages.flatMap((stage) => stageProblems(settings, stage)),
  ];
}

function stageProblems(settings: Settings, stage: StagePlan): readonly Problem[] {
  const index = settings.environments.findIndex(({ name }) => name === stage.name);
  const path = index < 0 ? "delivery:environments" : `delivery:environments[${index}]`;
  const crowded =
    stage.actions.length > actionsPerStage
      ? [
          tooMany(
            `${path}.targets`,
            `${stage.actions.length} actions in stage ${stage.name}`,
            `${actionsPerStage} a stage, and a gated environment is never split over stages`,
          ),
        ]
      : [];
  const long = stage.actions.flatMap(({ name, configuration }) =>
    Object.entries(configuration)
      .map(([key, value]) => ({ key, length: substitutedLength(value) }))
      .filter(({ length }) => length > limits.configurationCharacters)
      .map(({ key, length }) => ({
        path,
        got: `${length} characters in ${key} of action ${name}, variables filled in`,
        allowed: `${key === "CustomData" ? approvalTextLimit : limits.configurationCharacters} characters`,
        fix: "use shorter names or fewer targets in this environment",
      })),
  );
  return [...crowded, ...long];
}

/** Longest value after CodePipeline has filled in the variables that this program refers to. */
function substitutedLength(value: string): number {
  return value
    .replace(/#\{[^}]*\.SUMMARY\}/g, "x".repeat(summaryLimit))
    .replace(/#\{[^}]*\.DIGEST\}/g, "x".repeat(64))
    .replace(/#\{[^}]*\.REPORT_VERSION\}/g, "x".repeat(64))
    .replace(/#\{codepipeline\.PipelineExecutionId\}/g, "x".repeat(36)).length;
}

function roleProblems(settings: Settings, role: RolePlan): readonly Problem[] {
  const owner = settings.environments.findIndex(({ name }) => role.name.endsWith(`-${name}`));
  const path = owner < 0 ? "delivery:app" : `delivery:environments[${owner}]`;
  const problems: Problem[] = [];
  if (role.name.length > limits.roleNameCharacters) {
    problems.push({
      path,
      got: `role name ${role.name} of ${role.name.length} characters`,
      allowed: `${limits.roleNameCharacters} characters`,
      fix: "shorten delivery:app, delivery:workload.qualifier or the environment's name",
    });
  }
  if (role.managed.length > limits.managedPoliciesPerRole) {
    problems.push({
      path: owner < 0 ? "delivery:environments" : `${path}.targets`,
      got: `a list of roles to assume that fills ${role.managed.length} managed policies of ${role.name}`,
      allowed: `${limits.managedPoliciesPerRole} managed policies a role`,
      fix: "split the environment's targets over several stacks",
    });
  }
  const inline = role.policy ? documentText(role.policy).length : 0;
  if (inline > inlinePoliciesLimit) {
    problems.push({
      path,
      got: `a policy of ${inline} characters on ${role.name}`,
      allowed: `${inlinePoliciesLimit} characters of inline policy a role`,
      fix: "name fewer services, parameters or stack patterns",
    });
  }
  const trust = documentText(role.trust).length;
  if (trust > limits.trustCharacters) {
    problems.push({
      path,
      got: `a trust policy of ${trust} characters on ${role.name}`,
      allowed: `${limits.trustCharacters} characters`,
      fix: "use shorter names",
    });
  }
  return problems;
}

function bucketProblems(blueprint: Blueprint): readonly Problem[] {
  const buckets = [
    blueprint.store.artifacts,
    blueprint.store.reports,
    blueprint.store.logs,
    ...blueprint.targets.map(({ stagingBucket }) => stagingBucket),
  ];
  return buckets
    .filter(({ name }) => name.length > limits.bucketNameCharacters)
    .map(({ name }) => ({
      path: name.startsWith("cdk-") ? "delivery:workload.qualifier" : "delivery:app",
      got: `bucket name ${name} of ${name.length} characters`,
      allowed: `${limits.bucketNameCharacters} characters`,
      fix: "use a shorter value",
    }));
}

function boundaryProblems(blueprint: Blueprint): readonly Problem[] {
  return [blueprint.boundary, ...blueprint.targets.map(({ boundary }) => boundary)]
    .map(({ name, document }) => ({ name, length: documentText(document).length }))
    .filter(({ length }) => length > managedPolicyLimit)
    .map(({ name, length }) => ({
      path: "delivery:provisioningRole",
      got: `a boundary ${name} of ${length} characters`,
      allowed: `${managedPolicyLimit} characters`,
      fix: "use shorter names",
    }));
}

function tooMany(path: string, got: string, allowed: string): Problem {
  return { path, got, allowed: `at most ${allowed}`, fix: "split the road over several stacks" };
}
