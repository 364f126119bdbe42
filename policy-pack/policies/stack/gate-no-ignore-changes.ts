/**
 * gate-no-ignore-changes
 *
 * No resource of the gate ignores changes of what makes it a gate (`ignoreChanges`): a pipeline's stages, a
 * document, a trust, approvals, protections. `*` ignores everything.
 *
 * Why: somebody changes the gate by hand, and the program, told not to look, never puts it back.
 *
 * Level: the resource's.
 *
 * Parameters: `paths`: globs of the property paths that must not be ignored. Default: the list below.
 */
import { matches } from "../../iam/glob";
import { textsOf } from "../../reader/field";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { tokenGroups, tokens } from "../../stack/tokens";
import { gateTypes } from "./gate-resources";

/** What makes a resource a gate, or part of one. */
const gatePaths = [
  "stages",
  "triggers",
  "artifactStores",
  "roleArn",
  "executionMode",
  "policy",
  "assumeRolePolicy",
  "inlinePolicies",
  "managedPolicyArns",
  "policyArns",
  "permissionsBoundary",
  "serviceRole",
  "source",
  "environment",
  "*approv*",
  "*Approv*",
  "*AccessLevel*",
  "allowedTo*",
  "allowForcePush",
  "codeOwnerApprovalRequired",
  "deployAccess*",
] as const;

export const gateNoIgnoreChanges: Rule = {
  number: 118,
  name: "gate-no-ignore-changes",
  title: "No gate ignores that it was changed",
  description:
    "ignoreChanges of gate resources, roles and policies leaves stages, documents, approvals and protections alone.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Remove the path from ignoreChanges, so that the next update puts back what was changed by hand.",
  parameters: {
    paths: {
      type: "array",
      items: { type: "string" },
      default: [...gatePaths],
      description: "Globs of property paths that must not be ignored.",
    },
  },
  types: [
    ...gateTypes,
    tokens.role,
    tokens.policy,
    tokens.rolePolicy,
    tokens.exclusiveAttachments,
    tokens.roleAttachment,
    tokens.project,
    tokens.key,
    tokens.keyPolicy,
    tokens.bucketPolicy,
    tokens.mergeRequestApprovals,
    tokens.tagProtection,
    ...tokenGroups.bucketAccessBlocks,
  ],
  resource: ({ urn, name, type, options }, { parameters }) => {
    const given = parameters.at("paths");
    const paths: readonly string[] = given.isAbsent() ? gatePaths : textsOf(given).texts;
    const ignored = options.ignoreChanges.filter(
      (path) => path === "*" || paths.some((pattern) => matches(pattern, topOf(path))),
    );
    return judged(
      ignored.map((path): Finding => ({
        kind: "violation",
        urn,
        what: `${name} ignores changes of ${path}.`,
        at: ["ignoreChanges"],
        why: `a ${type} that was changed by hand would stay changed, and every preview would call it fine`,
        fix: `remove ${JSON.stringify(path)} from ignoreChanges`,
      })),
    );
  },
};

/** The property of a path: `stages` of `stages[1].actions`. */
function topOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}
