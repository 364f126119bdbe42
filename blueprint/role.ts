import type { Place } from "./arns";
import { policyArn, roleArn } from "./arns";
import type { PolicyDocument } from "./iam/document";
import { documentText } from "./iam/document";
import type { Need } from "./iam/need";
import { documentOf, inlinePoliciesLimit, splitNeed } from "./iam/need";

/** A role as it will be: who may take it, what it may do, what it can never do. */
export interface RolePlan {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly description: string;
  readonly trust: PolicyDocument;
  /** The one inline policy; absent for a role whose rights are all in `managed`. */
  readonly policy?: PolicyDocument;
  /** Parts of an assume-role list that outgrew the inline policy. */
  readonly managed: readonly ManagedPolicyPlan[];
  readonly boundaryArn: string;
  readonly maxSessionSeconds: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ManagedPolicyPlan {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly document: PolicyDocument;
}

/**
 * A role from its needs. When the whole outgrows IAM's limit for inline policies, the assume-role needs, the
 * only lists that grow with the number of targets, move to managed policies.
 */
export function planRole(
  place: Place,
  role: Omit<RolePlan, "arn" | "accountId" | "policy" | "managed" | "maxSessionSeconds" | "tags"> & {
    needs: readonly Need[];
    deny?: PolicyDocument["Statement"];
    tags?: Readonly<Record<string, string>>;
  },
): RolePlan {
  const { deny = [], tags = {}, needs: all, ...rest } = role;
  // A need that names nothing grants nothing: an environment whose targets are all on their way out.
  const needs = all.filter(({ resources }) => resources.length > 0);
  const whole = (some: readonly Need[]): PolicyDocument => {
    const document = documentOf(some);
    return { ...document, Statement: [...document.Statement, ...deny] };
  };
  const fitsInline = documentText(whole(needs)).length <= inlinePoliciesLimit;
  const grows = (need: Need) => !fitsInline && need.actions.every((action) => action === "sts:AssumeRole");
  const inline = whole(needs.filter((need) => !grows(need)));
  const managed = needs
    .filter(grows)
    .flatMap(splitNeed)
    .map((need, index): ManagedPolicyPlan => {
      const name = `${role.name}-reach-${index + 1}`;
      return { name, arn: policyArn(place, name), description: need.why, document: documentOf([need]) };
    });
  return {
    ...rest,
    arn: roleArn(place, role.name),
    accountId: place.accountId,
    ...(inline.Statement.length > 0 ? { policy: inline } : {}),
    managed,
    maxSessionSeconds: 3600,
    tags,
  };
}
