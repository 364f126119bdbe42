import type { Policy } from "@pulumi/aws/iam";
import { OpenIdConnectProvider } from "@pulumi/aws/iam";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import type { GitLabIdentityPlan } from "../blueprint/gitlab-identity";
import type { Principals } from "./principals";
import { protection } from "./protection";
import { renderRole } from "./role";

export interface GitLabIdentityArgs {
  readonly plan: GitLabIdentityPlan;
  readonly boundary: Policy;
  readonly principals: Principals;
}

/** How jobs of GitLab CI get into the DevOps account: the issuer, and its narrow roles. No key anywhere. */
export class GitLabIdentity extends ComponentResource {
  constructor(name: string, args: GitLabIdentityArgs, opts?: ComponentResourceOptions) {
    const { plan, boundary, principals } = args;
    const declared = { calls: [...plan.calls] };
    super("delivery:index:GitLabIdentity", name, declared, opts);
    const kept = { parent: this, ...protection() };
    if (plan.provider.create) {
      const provider = new OpenIdConnectProvider(
        `${name}-provider`,
        { url: plan.provider.url, clientIdLists: [plan.provider.audience] },
        kept,
      );
      principals.add(plan.provider.arn, provider);
    }
    for (const role of plan.roles)
      renderRole(role.name, role, principals, { ...kept, dependsOn: [boundary] });
    this.registerOutputs(declared);
  }
}
