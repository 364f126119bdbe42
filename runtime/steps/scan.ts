import { digestOfFile } from "../archive/digest";
import { openReportStore } from "../aws/open-report-store";
import { scanRelease } from "../scan-release";
import { log } from "../step/log";
import { runStep } from "../step/run-step";
import { unpackAssembly } from "../step/unpacked-assembly";

void runStep("scan", async (configuration, environment) => {
  const execution = environment.variable("EXECUTION_ID");
  const archive = environment.assemblyArchive();
  const digest = await digestOfFile(archive);
  const assembly = unpackAssembly(archive);
  const today = new Date().toISOString().slice(0, 10);
  await scanRelease(
    configuration,
    { assembly, execution, digest, today },
    openReportStore(configuration.reports, execution),
    (values) => environment.exportVariables(values),
    log,
  );
});
