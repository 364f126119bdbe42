import { at, isBranch, isList, textAt } from "../../emulator/tree";
import type { Tree } from "../../emulator/world";
import type { ResourceResult } from "../rehearsal/result";

/** Roles of one account that a role may take. */
export interface Reach {
  /** Account id; `any account` where the document does not say. */
  readonly account: string;
  readonly roles: readonly string[];
}

/** What the roles of a stack may do, read from their policies. */
export interface Rights {
  reachOf(role: string): readonly Reach[];
  rolesThatMay(action: string, resource: string): readonly string[];
}

interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/**
 * Reads the Allow statements of every identity policy of a stack. It is for showing, and shows rather too
 * much than too little: conditions, boundaries and denials, which only narrow, are left to the policies.
 */
export function rightsOf(resources: readonly ResourceResult[]): Rights {
  const grants = new Map<string, Grant[]>();
  const add = (role: string, document: string | undefined): void => {
    grants.set(role, [...(grants.get(role) ?? []), ...allowed(document)]);
  };
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  for (const { type, inputs, references } of resources) {
    const role = textAt(inputs, "role");
    if (role === undefined) continue;
    if (type === "aws:iam/rolePolicy:RolePolicy") add(role, textAt(inputs, "policy"));
    if (type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment") {
      for (const urn of references["policyArn"] ?? []) {
        const policy = byUrn.get(urn);
        if (policy?.type === "aws:iam/policy:Policy") add(role, textAt(policy.inputs, "policy"));
      }
    }
  }
  return {
    reachOf: (role) => reach((grants.get(role) ?? []).filter(may("sts:AssumeRole"))),
    rolesThatMay: (action, resource) =>
      [...grants]
        .filter(([, list]) =>
          list.filter(may(action)).some(({ resources: patterns }) => patterns.some(matches(resource))),
        )
        .map(([role]) => role)
        .sort(),
  };
}

function allowed(document: string | undefined): readonly Grant[] {
  if (document === undefined) return [];
  let parsed: Tree;
  try {
    parsed = JSON.parse(document) as Tree;
  } catch {
    return [];
  }
  return listOf(at(parsed, "Statement")).flatMap((statement) =>
    isBranch(statement) && statement["Effect"] === "Allow"
      ? [{ actions: texts(statement["Action"]), resources: texts(statement["Resource"]) }]
      : [],
  );
}

function listOf(value: Tree | undefined): readonly Tree[] {
  return value === undefined ? [] : isList(value) ? value : [value];
}

function texts(value: Tree | undefined): readonly string[] {
  return listOf(value).filter((item) => typeof item === "string");
}

function may(action: string): (grant: Grant) => boolean {
  return ({ actions }) => actions.some((pattern) => matches(action.toLowerCase())(pattern.toLowerCase()));
}

/** True where an IAM pattern with `*` and `?` covers the text. */
function matches(text: string): (pattern: string) => boolean {
  return (pattern) => {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s").test(text);
  };
}

const roleArn = /^arn:[^:]*:iam::([^:]*):role\/(?:.*\/)?([^/]+)$/;
/** A role of a CDK bootstrap, `cdk-<qualifier>-<purpose>-<account>-<region>`, is known by its purpose. */
const bootstrapRole = /^cdk-[^-]+-(.+?)(?:-role)?-\d{12}-[a-z0-9-]+$/;

/** `deploy` of the deploy role of a CDK bootstrap; undefined for any other role. */
export function bootstrapPurpose(name: string): string | undefined {
  return bootstrapRole.exec(name)?.[1];
}

function reach(grants: readonly Grant[]): readonly Reach[] {
  const byAccount = new Map<string, Set<string>>();
  for (const pattern of grants.flatMap(({ resources }) => resources)) {
    const [, account = "", name = pattern] = roleArn.exec(pattern) ?? [];
    const key = /^\d{12}$/.test(account) ? account : "any account";
    const roles = byAccount.get(key) ?? new Set<string>();
    byAccount.set(key, roles.add(bootstrapPurpose(name) ?? name));
  }
  return [...byAccount]
    .map(([account, roles]) => ({ account, roles: [...roles].sort() }))
    .sort((a, b) => a.account.localeCompare(b.account));
}
