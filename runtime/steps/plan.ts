import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { SSMClient } from "@aws-sdk/client-ssm";
import { verifyDigest } from "../archive/digest";
import { AssumedRoles } from "../aws/assumed-role";
import { stackReader } from "../aws/cloudformation-stacks";
import { openReportStore } from "../aws/open-report-store";
import { planRelease } from "../plan-release";
import { log } from "../step/log";
import { runStep } from "../step/run-step";
import { unpackAssembly } from "../step/unpacked-assembly";

void runStep("plan", async (configuration, environment) => {
  const execution = environment.variable("EXECUTION_ID");
  const digest = environment.variable("DIGEST");
  const archive = environment.assemblyArchive();
  await verifyDigest(archive, digest);
  const roles = new AssumedRoles(configuration.stsRegion, execution);
  await planRelease(
    configuration,
    { assembly: unpackAssembly(archive), execution, digest },
    ({ region, lookupRoleArn }) => {
      const access = { region, credentials: roles.credentials(lookupRoleArn), maxAttempts: 8 };
      return stackReader(new CloudFormationClient(access), new SSMClient(access));
    },
    openReportStore(configuration.reports, execution),
    (values) => environment.exportVariables(values),
    log,
  );
});
