import { RolePolicy } from "@pulumi/aws/iam";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import type { ApproverPlan } from "../blueprint/approvers";
import { documentText } from "../blueprint/iam/document";

export interface ApproversArgs {
  readonly plans: readonly ApproverPlan[];
}

/**
 * The right to decide, on the roles that the settings name. These roles exist already; a role that takes no
 * policy from us gets its text as a stack output instead.
 */
export class Approvers extends ComponentResource {
  /** Policies to apply by hand, by role ARN. */
  readonly printed: Readonly<Record<string, string>>;

  constructor(name: string, { plans }: ApproversArgs, opts?: ComponentResourceOptions) {
    super("delivery:index:Approvers", name, {}, opts);
    for (const { apply, roleName, policyName, document } of plans) {
      if (apply === "print") continue;
      new RolePolicy(
        `${name}-${roleName}`,
        { name: policyName, role: roleName, policy: documentText(document) },
        { parent: this },
      );
    }
    this.printed = Object.fromEntries(
      plans
        .filter(({ apply }) => apply === "print")
        .map(({ roleArn, document }) => [roleArn, documentText(document)]),
    );
    this.registerOutputs({ printed: this.printed });
  }
}
