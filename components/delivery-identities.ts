import { Policy } from "@pulumi/aws/iam";
import type { ComponentResourceOptions, Resource } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import type { Blueprint } from "../blueprint/blueprint";
import { documentText } from "../blueprint/iam/document";
import type { RolePlan } from "../blueprint/role";
import type { Principals } from "./principals";
import { protection } from "./protection";
import type { RenderedRole } from "./role";
import { renderRole } from "./role";

export interface DeliveryIdentitiesArgs {
  readonly blueprint: Pick<Blueprint, "boundary" | "steps" | "pipelineRole" | "notices">;
  readonly principals: Principals;
}

/**
 * The identities of the road in the DevOps account: one role a step and environment, all under one boundary.
 * They come before everything that names them: keys, buckets, and the roles in the target accounts.
 */
export class DeliveryIdentities extends ComponentResource {
  /** The boundary that further delivery roles wait for. */
  readonly boundary: Policy;
  /** The identity that carries events between regions; empty where none is needed. */
  readonly forwarder: readonly Resource[];
  private readonly rendered: ReadonlyMap<string, RenderedRole>;

  constructor(
    name: string,
    { blueprint, principals }: DeliveryIdentitiesArgs,
    opts?: ComponentResourceOptions,
  ) {
    super("delivery:index:DeliveryIdentities", name, {}, opts);
    const { boundary, steps, pipelineRole, notices } = blueprint;
    this.boundary = new Policy(
      `${name}-boundary`,
      { name: boundary.name, description: boundary.description, policy: documentText(boundary.document) },
      { parent: this, ...protection() },
    );
    const render = (plan: RolePlan, leaving = false): RenderedRole =>
      renderRole(plan.name, plan, principals, {
        parent: this,
        dependsOn: [this.boundary],
        ...protection(leaving),
      });
    this.rendered = new Map(steps.map(({ role, leaving }) => [role.arn, render(role, leaving)]));
    render(pipelineRole);
    this.forwarder = notices.forwarder ? render(notices.forwarder).complete : [];
    this.registerOutputs({});
  }

  /** The rendered role of an ARN that the blueprint planned for a step. */
  of(roleArn: string): RenderedRole {
    const role = this.rendered.get(roleArn);
    if (!role) throw new Error(`The blueprint plans no identity ${roleArn}`);
    return role;
  }
}
