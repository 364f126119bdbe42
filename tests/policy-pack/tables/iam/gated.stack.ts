import type { Circumstances, Written } from "../../handed";
import { allow, document, roleArn, rolePolicy, settings } from "../../road";

/** The pipeline of the road, and its one approval. */
export const pipelineArn = "arn:aws:codepipeline:eu-central-1:111111111111:payments";
export const gate = `${pipelineArn}/prod/Approve`;
export const approver = roleArn("devops", "product-owner");

/** Settings that name the approver. */
export const approvalSettings = {
  ...settings,
  environments: settings.environments.map((environment) =>
    environment.kind === "production" ? { ...environment, approval: { approvers: [approver] } } : environment,
  ),
};

type Json = Record<string, unknown>;

export const secondFactor: Json = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };

/** A trust in AWS principals. */
export function trusts(principal: unknown, more: Json = {}): string {
  return document({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more });
}

export const byUser = trusts({ AWS: "arn:aws:iam::111111111111:user/product-owner" }, secondFactor);

/** A role outside of the stack, as the policy config describes it. */
export function external(role: string, trust: string, ...policies: readonly string[]): Json {
  return { role, trust, policies, checked: "2026-11-20" };
}

/** The policy config that knows these roles, under the settings that name the approver. */
export function knowing(...roles: readonly Json[]): Circumstances {
  return { settings: approvalSettings, shared: { world: { externalRoles: roles } } };
}

/** The approver is known, and holds what the stack gives it. */
export const known = knowing(external(approver, byUser));

/** What lets the approver decide. */
export function approves(more: Json = secondFactor, resource: unknown = gate): Written {
  return rolePolicy(
    "devops",
    "product-owner",
    allow("codepipeline:PutApprovalResult", resource, more),
    "approver-policy",
  );
}
