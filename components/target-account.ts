import { RepositoryPolicy } from "@pulumi/aws/ecr";
import { Policy } from "@pulumi/aws/iam";
import { Parameter } from "@pulumi/aws/ssm";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import { documentText } from "../blueprint/iam/document";
import type { TargetAccountPlan } from "../blueprint/target-account";
import { renderRepository } from "./asset-repository";
import { renderBucket } from "./bucket";
import { renderKey } from "./key";
import type { Principals } from "./principals";
import { protection } from "./protection";
import { renderRole } from "./role";

export interface TargetAccountArgs {
  readonly plan: TargetAccountPlan;
  readonly principals: Principals;
}

/**
 * One target, an account in a region: the CDK bootstrap that the delivery deploys through. Roles with exact
 * trust under a boundary, staging bucket, asset repository, one key for both, version parameter.
 */
export class TargetAccount extends ComponentResource {
  constructor(name: string, { plan, principals }: TargetAccountArgs, opts?: ComponentResourceOptions) {
    super("delivery:index:TargetAccount", name, {}, opts);
    const { region } = plan.target;
    const kept = { parent: this, ...protection(plan.target.status === "retire") };
    const boundary = new Policy(
      `${name}-boundary`,
      {
        name: plan.boundary.name,
        description: plan.boundary.description,
        policy: documentText(plan.boundary.document),
      },
      kept,
    );
    for (const role of plan.roles)
      renderRole(role.name, role, principals, { ...kept, dependsOn: [boundary] });
    const key = renderKey(`${name}-key`, plan.stagingKey, principals, kept);
    renderBucket(`${name}-staging`, plan.stagingBucket, key.arn, principals, kept);
    const repository = renderRepository(
      `${name}-assets`,
      {
        region,
        repository: plan.assetRepository.name,
        keyArn: key.arn,
        lifecycle: plan.assetRepository.lifecycle,
      },
      kept,
    );
    new RepositoryPolicy(
      `${name}-assets-policy`,
      { region, repository: repository.name, policy: documentText(plan.assetRepository.policy) },
      { parent: this },
    );
    new Parameter(
      `${name}-version`,
      {
        region,
        name: plan.versionParameter.name,
        type: "String",
        insecureValue: plan.versionParameter.value,
      },
      kept,
    );
    this.registerOutputs({});
  }
}
