import {
  Policy,
  Role,
  RolePoliciesExclusive,
  RolePolicy,
  RolePolicyAttachment,
  RolePolicyAttachmentsExclusive,
} from "@pulumi/aws/iam";
import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import { documentText } from "../blueprint/iam/document";
import type { RolePlan } from "../blueprint/role";
import type { Principals } from "./principals";

/** A rendered role; `complete` is what must exist before somebody can act under it. */
export interface RenderedRole {
  readonly role: Role;
  readonly complete: readonly Resource[];
}

/**
 * Renders a role with its policies, and owns the whole set: a policy attached by hand is removed by the next
 * `pulumi up`. `opts` carries parent, provider, protection and the boundary to wait for.
 */
export function renderRole(
  name: string,
  plan: RolePlan,
  principals: Principals,
  opts: Omit<CustomResourceOptions, "dependsOn"> & { dependsOn?: Resource[] },
): RenderedRole {
  const { protect, dependsOn = [], ...inherited } = opts;
  const role = new Role(
    name,
    {
      name: plan.name,
      description: plan.description,
      assumeRolePolicy: documentText(plan.trust),
      permissionsBoundary: plan.boundaryArn,
      maxSessionDuration: plan.maxSessionSeconds,
      tags: plan.tags,
    },
    { ...inherited, protect, dependsOn: [...dependsOn, ...principals.namedBy(plan.trust)] },
  );
  principals.add(plan.arn, role);
  const inline = plan.policy
    ? [
        new RolePolicy(
          `${name}-policy`,
          { name: plan.name, role: role.name, policy: documentText(plan.policy) },
          inherited,
        ),
      ]
    : [];
  // Attachments name policies by their constructed ARNs, so that a preview shows what a role may do.
  const attached = plan.managed.map(({ name: policyName, arn, description, document }, index) => {
    const policy = new Policy(
      `${name}-reach-${index + 1}`,
      { name: policyName, description, policy: documentText(document) },
      inherited,
    );
    return new RolePolicyAttachment(
      `${name}-reach-${index + 1}-attachment`,
      { role: role.name, policyArn: arn },
      { ...inherited, dependsOn: [policy] },
    );
  });
  const exclusive = [
    new RolePoliciesExclusive(
      `${name}-policies`,
      { roleName: role.name, policyNames: inline.map((policy) => policy.name) },
      inherited,
    ),
    new RolePolicyAttachmentsExclusive(
      `${name}-attachments`,
      { roleName: role.name, policyArns: plan.managed.map(({ arn }) => arn) },
      { ...inherited, dependsOn: attached },
    ),
  ];
  return { role, complete: [role, ...inline, ...attached, ...exclusive] };
}
