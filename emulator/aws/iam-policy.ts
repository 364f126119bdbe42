import { dashed } from "../autoname";
import { fingerprint } from "../fingerprint";
import { quoted } from "../judge-shape";
import type { Model } from "../model";
import { countedSize, readPolicy } from "../policy/document";
import { inlinePolicy, managedPolicy } from "../policy/document-kind";
import { judgePolicy } from "../policy/judge-policy";
import { anything, needed, number, text } from "../shape";
import type { Subject } from "../subject";
import { tokens } from "../type-tokens";
import { roleMustExist } from "./iam-attachment";
import { iamName, iamPath } from "./iam-name";
import { tags } from "./tags";

const putPage = "IAM API reference: PutRolePolicy";
const createPage = "IAM API reference: CreatePolicy";

/** Characters that the inline policies of one role may have together, white space not counted. */
const inlineCharactersPerRole = 10_240;

/** An inline policy of a role. */
export const rolePolicy: Model = {
  type: tokens.rolePolicy,
  source: putPage,
  scope: "account",
  inputs: {
    name: iamName(128, putPage),
    namePrefix: text({ max: 102 }),
    policy: needed(anything),
    role: needed(text({ min: 1 })),
  },
  autoname: { input: "name", make: dashed },
  physicalName: (subject) => {
    const [role, name] = [subject.text("role"), subject.text("name")];
    return role === undefined || name === undefined ? undefined : `${role}:${name}`;
  },
  parent: (subject) => subject.text("role"),
  check: (subject) => {
    judgePolicy(subject, "policy", inlinePolicy);
    const role = subject.text("role");
    if (role === undefined) return;
    roleMustExist(subject, role, putPage);
    judgeSum(subject, role);
  },
  compute: (_subject, name) => ({ id: name, outputs: {} }),
};

function judgeSum(subject: Subject, role: string): void {
  const before = subject.world.of(tokens.rolePolicy, subject.site, role);
  const documents = [...before.map(({ inputs }) => inputs["policy"]), subject.at("policy")];
  const sizes = documents.map((policy) => {
    const read = readPolicy(policy ?? null);
    return read.kind === "document" && !read.document.partly ? countedSize(read.document.text) : 0;
  });
  const sum = sizes.reduce((total, size) => total + size, 0);
  if (sum > inlineCharactersPerRole)
    subject.reject(
      "inline-policies-size",
      `the inline policies of role ${quoted(role)} have ${sum} characters together; allowed: at most ${inlineCharactersPerRole}`,
      "IAM user guide: IAM and AWS STS quotas (role inline policies)",
    );
}

export const policy: Model = {
  type: "aws:iam/policy:Policy",
  source: createPage,
  scope: "account",
  inputs: {
    ...tags,
    name: iamName(128, createPage),
    namePrefix: text({ max: 102 }),
    path: iamPath(createPage),
    policy: needed(anything),
    description: text({ max: 1000, source: createPage }),
    delayAfterPolicyCreationInMs: number({ min: 0 }),
  },
  autoname: { input: "name", make: dashed },
  physicalName: (subject) => subject.text("name"),
  check: (subject) => void judgePolicy(subject, "policy", managedPolicy),
  compute: (subject, name) => {
    const path = subject.text("path") ?? "/";
    const arn = `arn:${subject.partition}:iam::${subject.account}:policy${path}${name}`;
    return {
      id: arn,
      outputs: { arn, policyId: `ANPA${fingerprint(17, arn).toUpperCase()}`, attachmentCount: 0 },
      defaults: { path },
    };
  },
};
