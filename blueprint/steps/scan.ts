import { DeliveryNames } from "../names";
import type { StepBundles } from "../runtime-file";
import type { Settings } from "../settings";
import { bootstrapNames, placed, placedEnvironments } from "../targets";
import type { BuildStep } from "./step";
import { planBuildStep } from "./build-step";
import { reportPlace, writeReports } from "./reports";

/**
 * Scan: computes the digest of the assembly and refuses what must not travel. Apart from Build, because
 * nothing that judges untrusted code may share its container.
 */
export function scanStep(settings: Settings, bundles: StepBundles): BuildStep {
  const names = new DeliveryNames(settings);
  const targets = placedEnvironments(settings).flatMap(placed);
  return planBuildStep(settings, bundles, {
    key: "scan",
    description: "Compute the digest of the assembly and refuse what must not travel",
    configuration: {
      step: "scan",
      reports: reportPlace(names, "scan"),
      qualifier: settings.workload.qualifier,
      destinations: targets.map((target) => ({
        accountId: target.accountId,
        region: target.region,
        boundaryName: bootstrapNames(settings, target).boundary(),
      })),
      failOn: settings.scan.failOn,
      waivers: settings.scan.waivers.map(({ rule, resource, expires }) => ({ rule, resource, expires })),
    },
    trusted: true,
    reads: settings.workload.images ? ["assembly", "images"] : ["assembly"],
    writes: [],
    variables: ["EXECUTION_ID"],
    exports: ["DIGEST", "FINDINGS"],
    timeoutMinutes: 30,
    writesReports: true,
    needs: [writeReports(names, "scan", "*/report.json")],
  });
}
