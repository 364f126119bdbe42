import { quoted } from "../judge-shape";
import type { Model } from "../model";
import { needed, text } from "../shape";
import type { Subject } from "../subject";
import { tokens } from "../type-tokens";

const source = "IAM API reference: AttachRolePolicy";
const quotas = "IAM user guide: IAM and AWS STS quotas (managed policies attached to a role)";

/** Default quota; more needs a request to AWS. */
const managedPoliciesPerRole = 10;

export const rolePolicyAttachment: Model = {
  type: tokens.attachment,
  source,
  scope: "account",
  inputs: { role: needed(text({ min: 1 })), policyArn: needed(text({ min: 20, max: 2048, source })) },
  physicalName: (subject) => {
    const [role, arn] = [subject.text("role"), subject.text("policyArn")];
    return role === undefined || arn === undefined ? undefined : `${role}/${arn}`;
  },
  parent: (subject) => subject.text("role"),
  check: (subject) => {
    const role = subject.text("role");
    if (role === undefined) return;
    roleMustExist(subject, role, source);
    const arn = subject.text("policyArn");
    if (arn !== undefined) judgeManagedPolicy(subject, arn, "policyArn");
    const own = subject.world.named(tokens.role, subject.site, role)?.inputs["managedPolicyArns"];
    const attached = subject.world.of(tokens.attachment, subject.site, role).length + 1;
    const all = attached + (Array.isArray(own) ? own.length : 0);
    if (all > managedPoliciesPerRole)
      subject.reject(
        "managed-policies-per-role",
        `it is managed policy ${all} of role ${quoted(role)}; allowed: at most ${managedPoliciesPerRole}`,
        quotas,
      );
  },
  compute: (_subject, name) => ({ id: name.replace("/", "-"), outputs: {} }),
};

export function roleMustExist(subject: Subject, role: string, page: string): void {
  if (!subject.world.named(tokens.role, subject.globally, role))
    subject.reject("role-exists", `role ${quoted(role)} does not exist in account ${subject.account}`, page);
}

/** A managed policy that is named must exist: AWS's own do, the account's are made by a stack. */
export function judgeManagedPolicy(subject: Subject, arn: string, input: string): void {
  const [, , service, , account, resource = ""] = arn.split(":");
  if (service !== "iam" || !resource.startsWith("policy/")) {
    subject.reject(
      "managed-policy-arn",
      `'${input}' names ${quoted(arn)}; allowed: the ARN of a managed policy`,
    );
    return;
  }
  if (account === "aws") return;
  if (account !== subject.account) {
    subject.reject(
      "managed-policy-account",
      `'${input}' names ${quoted(arn)} of another account; a policy is attached in its own account`,
    );
    return;
  }
  if (!subject.world.withArn(arn))
    subject.reject("managed-policy-exists", `'${input}' names ${quoted(arn)}, which does not exist`);
}

export function judgeBoundary(subject: Subject): void {
  const arn = subject.text("permissionsBoundary");
  if (arn !== undefined) judgeManagedPolicy(subject, arn, "permissionsBoundary");
}
