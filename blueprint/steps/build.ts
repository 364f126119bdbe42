import { boundaryContext } from "../boundary-context";
import type { StepBundles } from "../runtime-file";
import type { Settings } from "../settings";
import type { BuildStep } from "./step";
import { planBuildStep } from "./build-step";

/**
 * Build: install, test and synthesize, under an identity that can read the source, write the assembly and
 * nothing else. The application's own code runs here, so nothing that judges it does.
 */
export function buildStep(settings: Settings, bundles: StepBundles): BuildStep {
  return planBuildStep(settings, bundles, {
    key: "build",
    description: "Install, test and synthesize the application",
    configuration: { step: "build", ...settings.build, context: boundaryContext(settings) },
    trusted: false,
    reads: ["source"],
    writes: ["assembly"],
    variables: [],
    exports: [],
    computeType: "BUILD_GENERAL1_MEDIUM",
    timeoutMinutes: 60,
    needs: [],
  });
}
