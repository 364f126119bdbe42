import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import type { ImageRegistryPlan } from "../blueprint/image-registry";
import { renderRepository } from "./asset-repository";
import { renderKey } from "./key";
import type { Principals } from "./principals";
import { protection } from "./protection";

export interface ImageRegistryArgs {
  readonly plan: ImageRegistryPlan;
  readonly principals: Principals;
}

/** The one repository that Images pushes to, with its key. Deploys copy from here, by digest. */
export class ImageRegistry extends ComponentResource {
  readonly repositoryUrl: Output<string>;

  constructor(name: string, { plan, principals }: ImageRegistryArgs, opts?: ComponentResourceOptions) {
    super("delivery:index:ImageRegistry", name, {}, opts);
    const kept = { parent: this, ...protection() };
    const key = renderKey(`${name}-key`, plan.key, principals, kept);
    const repository = renderRepository(
      `${name}-repository`,
      {
        region: plan.key.place.region,
        repository: plan.repository,
        keyArn: key.arn,
        lifecycle: plan.lifecycle,
      },
      kept,
    );
    this.repositoryUrl = repository.repositoryUrl;
    this.registerOutputs({ repositoryUrl: this.repositoryUrl });
  }
}
