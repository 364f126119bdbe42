import { openReportStore } from "../aws/open-report-store";
import { runCommand } from "../step/command";
import { log } from "../step/log";
import { runStep } from "../step/run-step";
import { validateRelease } from "../validate-release";

void runStep("validate", (configuration, environment) => {
  const execution = environment.variable("EXECUTION_ID");
  const batch = Number(environment.variable("BATCH"));
  const store = openReportStore(configuration.reports, execution);
  return validateRelease(configuration, batch, environment.source(), store, runCommand, log);
});
