import type { StepBundles } from "./runtime-file";
import type { Settings } from "./settings";
import { buildStep } from "./steps/build";
import type { BuildStep } from "./steps/step";
import { deployStep } from "./steps/deploy";
import { imagesStep } from "./steps/images";
import { planStep } from "./steps/plan";
import { scanStep } from "./steps/scan";
import { validateStep } from "./steps/validate";
import { standingEnvironments } from "./targets";

/**
 * Every build step of the road. An environment keeps its identities as long as a target stands, because the
 * target's roles name them; whether it still has a place in the pipeline is the pipeline's business.
 */
export function buildSteps(settings: Settings, bundles: StepBundles): readonly BuildStep[] {
  return [
    buildStep(settings, bundles),
    ...(settings.workload.images ? [imagesStep(settings, bundles)] : []),
    scanStep(settings, bundles),
    ...standingEnvironments(settings).flatMap((environment) => [
      ...(environment.approval ? [planStep(settings, bundles, environment)] : []),
      deployStep(settings, bundles, environment),
      ...(environment.validate.length > 0 ? [validateStep(settings, bundles, environment)] : []),
    ]),
  ];
}
