import { quoted } from "../judge-shape";
import type { Model } from "../model";
import { textsOf } from "../policy/document";
import { list, needed, text } from "../shape";
import type { Subject } from "../subject";
import { tokens } from "../type-tokens";
import { roleMustExist } from "./iam-attachment";

const source =
  "Terraform AWS provider: iam_role_policies_exclusive and iam_role_policy_attachments_exclusive";

export const rolePoliciesExclusive = exclusive(
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
  "policyNames",
  tokens.rolePolicy,
  "name",
  "inline policy",
);

export const rolePolicyAttachmentsExclusive = exclusive(
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  "policyArns",
  tokens.attachment,
  "policyArn",
  "attached policy",
);

/** Owns the whole set of a role's policies: each it names must be there before, and others are taken away. */
function exclusive(type: string, input: string, member: string, key: string, what: string): Model {
  const present = (subject: Subject, role: string): readonly string[] =>
    subject.world.of(member, subject.site, role).flatMap(({ inputs }) => textsOf(inputs[key]));
  return {
    type,
    source,
    scope: "account",
    inputs: { roleName: needed(text({ min: 1 })), [input]: needed(list(text())) },
    physicalName: (subject) => subject.text("roleName"),
    check: (subject) => {
      const role = subject.text("roleName");
      if (role === undefined) return;
      roleMustExist(subject, role, source);
      const there = present(subject, role);
      for (const name of subject.texts(input))
        if (!there.includes(name))
          subject.reject(
            "exclusive-member-exists",
            `'${input}' names the ${what} ${quoted(name)}, which role ${quoted(role)} does not have yet; depend on it`,
          );
    },
    compute: (_subject, name) => ({ id: name, outputs: {} }),
    finish: (subject) => {
      const role = subject.text("roleName");
      if (role === undefined || subject.isUnknown(input)) return;
      const kept = subject.texts(input);
      for (const name of present(subject, role))
        if (!kept.includes(name))
          subject.reject(
            "exclusive-member-listed",
            `role ${quoted(role)} has the ${what} ${quoted(name)}, which '${input}' does not list; it would be taken away`,
          );
    },
  };
}
