import { roleArn } from "./arns";
import { DeliveryNames } from "./names";
import type { Settings } from "./settings";
import type { KeyPlan } from "./storage";
import { administerKey, grantKeyToRepository } from "./storage";
import { policyDocument } from "./iam/document";
import { expireUntagged } from "./target-account";

/** The one repository that Images pushes to and every deploy copies from, by digest. */
export interface ImageRegistryPlan {
  readonly repository: string;
  readonly key: KeyPlan;
  readonly lifecycle: Readonly<Record<string, unknown>>;
}

export function planImageRegistry(settings: Settings): ImageRegistryPlan | undefined {
  if (!settings.workload.images) return undefined;
  const names = new DeliveryNames(settings);
  const { place } = names;
  return {
    repository: names.assetRepository(),
    key: {
      alias: names.imageKeyAlias(),
      place,
      description: `Image assets of ${settings.app}`,
      policy: policyDocument([
        administerKey(place),
        grantKeyToRepository(place, [roleArn(place, settings.provisioningRole)]),
      ]),
    },
    lifecycle: expireUntagged,
  };
}
