import { setTimeout } from "node:timers/promises";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { CodePipelineClient } from "@aws-sdk/client-codepipeline";
import { S3Client } from "@aws-sdk/client-s3";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { DeployTarget } from "../../blueprint/step-configuration";
import { verifyDigest } from "../archive/digest";
import { AssumedRoles } from "../aws/assumed-role";
import { stackChanger, stackReader } from "../aws/cloudformation-stacks";
import { openReportStore } from "../aws/open-report-store";
import { pipelineHistory } from "../aws/pipeline-history";
import { assetObjects } from "../aws/s3-objects";
import { deployRelease } from "../deploy-release";
import type { TargetTools } from "../deploy/deploy-target";
import { log } from "../step/log";
import { runStep } from "../step/run-step";
import { unpackAssembly } from "../step/unpacked-assembly";

/** Between two looks at a change set or stack. */
const pauseMilliseconds = 5_000;

void runStep("deploy", async (configuration, environment) => {
  const execution = environment.variable("EXECUTION_ID");
  const digest = environment.variable("DIGEST");
  const batch = Number(environment.variable("BATCH"));
  const gated = configuration.approval !== undefined;
  const archive = environment.assemblyArchive();
  await verifyDigest(archive, digest);
  const { stsRegion, reports } = configuration;
  const roles = new AssumedRoles(stsRegion, execution);
  await deployRelease(
    configuration,
    {
      assembly: unpackAssembly(archive),
      execution,
      digest,
      batch,
      ...(gated ? { reportVersion: environment.variable("REPORT_VERSION") } : {}),
    },
    {
      toolsOf: (target) => targetTools(target, roles),
      store: openReportStore(reports, execution),
      history: pipelineHistory(new CodePipelineClient({ region: stsRegion })),
      now: () => new Date(),
      log,
    },
  );
});

function targetTools(target: DeployTarget, roles: AssumedRoles): TargetTools {
  const { region, accountId, stagingBucket } = target;
  const deploy = { region, credentials: roles.credentials(target.deployRoleArn), maxAttempts: 8 };
  const publish = { region, credentials: roles.credentials(target.filePublishingRoleArn) };
  const cloudFormation = new CloudFormationClient(deploy);
  return {
    reader: stackReader(cloudFormation, new SSMClient(deploy)),
    changer: stackChanger(cloudFormation),
    objects: assetObjects(new S3Client(publish), { bucket: stagingBucket, accountId }),
    log,
    pause: () => setTimeout(pauseMilliseconds),
  };
}
