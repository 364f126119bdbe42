import { DeliveryNames } from "../names";
import type { StepBundles } from "../runtime-file";
import type { Environment, Settings } from "../settings";
import { batches, placed } from "../targets";
import type { BuildStep } from "./step";
import { planBuildStep } from "./build-step";
import { readReports, reportPlace } from "./reports";

/** Validate: the settings' commands against what was deployed. The application's code again: no deploy right. */
export function validateStep(settings: Settings, bundles: StepBundles, environment: Environment): BuildStep {
  const names = new DeliveryNames(settings);
  return planBuildStep(settings, bundles, {
    key: `validate-${environment.name}`,
    description: `Check what was deployed to ${environment.name}`,
    configuration: {
      step: "validate",
      environment: environment.name,
      directory: settings.build.directory,
      commands: environment.validate,
      reports: reportPlace(names, environment.name),
      batches: batches(environment).map((batch) =>
        batch.map(({ accountId, region }) => ({ accountId, region })),
      ),
    },
    trusted: false,
    reads: ["source"],
    writes: [],
    variables: ["EXECUTION_ID", "BATCH"],
    exports: [],
    timeoutMinutes: 60,
    leaving: placed(environment).length === 0,
    needs: [readReports(names, environment.name, "*/outputs-*")],
  });
}
