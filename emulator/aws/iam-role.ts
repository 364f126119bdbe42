import { dashed } from "../autoname";
import { fingerprint } from "../fingerprint";
import { quoted } from "../judge-shape";
import type { Model } from "../model";
import { trustPolicy } from "../policy/document-kind";
import { judgePolicy } from "../policy/judge-policy";
import { tokens } from "../type-tokens";
import { anything, flag, list, needed, number, text } from "../shape";
import { judgeBoundary, judgeManagedPolicy } from "./iam-attachment";
import { iamName, iamPath } from "./iam-name";
import { judgeTrust } from "./iam-trust";
import { tags } from "./tags";

const source = "IAM API reference: CreateRole";

export const role: Model = {
  type: tokens.role,
  source,
  scope: "account",
  inputs: {
    ...tags,
    name: iamName(64, source),
    namePrefix: text({ max: 38 }),
    path: iamPath(source),
    assumeRolePolicy: needed(anything),
    description: text({ max: 1000, source }),
    maxSessionDuration: number({ min: 3600, max: 43_200, says: "3600-43200 seconds", source }),
    permissionsBoundary: text({ min: 20, max: 2048, source }),
    forceDetachPolicies: flag,
    managedPolicyArns: list(text(), {
      max: 10,
      source: "IAM user guide: IAM and AWS STS quotas (managed policies attached to a role)",
    }),
    inlinePolicies: anything,
  },
  autoname: { input: "name", make: dashed },
  physicalName: (subject) => subject.text("name"),
  check: (subject) => {
    const document = judgePolicy(subject, "assumeRolePolicy", trustPolicy);
    if (document) judgeTrust(subject, document);
    judgeBoundary(subject);
    for (const arn of subject.texts("managedPolicyArns"))
      judgeManagedPolicy(subject, arn, "managedPolicyArns");
    if (subject.isGiven("inlinePolicies"))
      subject.reject(
        "deprecated-input",
        `'inlinePolicies' of ${quoted(subject.text("name") ?? "the role")} is deprecated and not judged here; use iam.RolePolicy`,
        "Pulumi AWS provider: iam.Role",
      );
  },
  compute: (subject, name) => {
    const path = subject.text("path") ?? "/";
    const arn = `arn:${subject.partition}:iam::${subject.account}:role${path}${name}`;
    return {
      id: name,
      outputs: {
        arn,
        uniqueId: `AROA${fingerprint(17, arn, subject.registration.urn).toUpperCase()}`,
        createDate: "2026-01-01T00:00:00Z",
      },
      defaults: { path, maxSessionDuration: 3600 },
    };
  },
};
