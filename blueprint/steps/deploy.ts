import { pipelineArn, roleArn } from "../arns";
import { assumeRoles } from "../iam/grants";
import type { Need } from "../iam/need";
import { callsOf } from "../iam/need";
import { DeliveryNames } from "../names";
import type { StepBundles } from "../runtime-file";
import type { Environment, Settings, Target } from "../settings";
import type { DeployConfiguration, DeployTarget } from "../step-configuration";
import { targetRoles } from "../target-roles";
import { batches, bootstrapNames, placed } from "../targets";
import { actionNames, stageName } from "../stage-names";
import type { BuildStep } from "./step";
import { planBuildStep } from "./build-step";
import { readReports, reportPlace, writeReports } from "./reports";

/**
 * Deploy: the only identity that may change this environment's targets, and it may change no other's. In a
 * gated environment it proves the approval and holds reality to the plan before the first write.
 */
export function deployStep(settings: Settings, bundles: StepBundles, environment: Environment): BuildStep {
  const names = new DeliveryNames(settings);
  const reached = placed(environment).flatMap((target) =>
    targetRoles(settings, environment, target).filter(
      ({ kind }) => kind !== "lookup-role" && kind !== "cfn-exec-role",
    ),
  );
  const approval = approvalProof(settings, environment);
  return planBuildStep(settings, bundles, {
    key: `deploy-${environment.name}`,
    description: `Deploy the assembly to ${environment.name}`,
    configuration: {
      step: "deploy",
      environment: environment.name,
      stacks: environment.stacks,
      stsRegion: names.place.region,
      reports: reportPlace(names, environment.name),
      batches: batches(environment).map((batch) => batch.map((target) => deployTarget(settings, target))),
      ...(approval ? { approval } : {}),
    },
    trusted: true,
    reads: ["assembly"],
    writes: [],
    variables: approval
      ? ["EXECUTION_ID", "DIGEST", "REPORT_VERSION", "BATCH"]
      : ["EXECUTION_ID", "DIGEST", "BATCH"],
    exports: [],
    timeoutMinutes: 120,
    leaving: placed(environment).length === 0,
    writesReports: true,
    needs: [
      writeReports(names, environment.name, approval ? "*/outputs-*" : "*/*"),
      ...(approval ? [readReports(names, environment.name, "*/report.json"), proveApproval(names)] : []),
      assumeRoles(
        "DeployToTargets",
        "the release is published and deployed through each target's bootstrap roles",
        reached.map(({ role }) => role.arn),
      ),
    ],
    callsElsewhere: reached.flatMap(({ role, needs }) => callsOf(role.arn, needs)),
  });
}

function deployTarget(settings: Settings, target: Target): DeployTarget {
  const names = bootstrapNames(settings, target);
  const { accountId, region } = target;
  return {
    accountId,
    region,
    deployRoleArn: roleArn(target, names.role("deploy-role")),
    filePublishingRoleArn: roleArn(target, names.role("file-publishing-role")),
    executionRoleArn: roleArn(target, names.role("cfn-exec-role")),
    stagingBucket: names.bucket(),
    ...(settings.workload.images
      ? {
          imagePublishingRoleArn: roleArn(target, names.role("image-publishing-role")),
          assetRepository: names.repository(),
        }
      : {}),
    bootstrapVersionParameter: names.versionParameter(),
  };
}

function approvalProof(settings: Settings, environment: Environment): DeployConfiguration["approval"] {
  if (!environment.approval) return undefined;
  const { approvers, validHours } = environment.approval;
  return {
    pipeline: new DeliveryNames(settings).pipeline(),
    stage: stageName(environment),
    planAction: actionNames.plan,
    approveAction: actionNames.approve,
    approvers,
    validHours,
  };
}

function proveApproval(names: DeliveryNames): Need {
  return {
    sid: "ProveApproval",
    why: "the deploy reads who approved this execution, and when, before it writes",
    by: "step",
    actions: ["codepipeline:GetPipelineExecution", "codepipeline:ListActionExecutions"],
    resources: [pipelineArn(names.place, names.pipeline())],
  };
}
