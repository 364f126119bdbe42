import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Account, Statements } from "../../road";
import { accounts, allow, document, provider, role, rolePolicy, roleArn } from "../../road";

/** The role of Build with one policy, called `payments-build-policy`. */
export function build(statement: Statements): readonly Written[] {
  return [role("devops", "payments-build"), rolePolicy("devops", "payments-build", statement)];
}

/** The role of Build with a policy that can't be read at preview. */
export const unreadable: readonly Written[] = [
  role("devops", "payments-build"),
  {
    ...rolePolicy("devops", "payments-build", allow("s3:GetObject", "*")),
    props: { role: "payments-build", policy: unknown },
  },
];

/** The role of Build with a policy in object form, in which parts may be unknown. */
export function buildWith(statement: Record<string, unknown>): readonly Written[] {
  return [
    role("devops", "payments-build"),
    {
      ...rolePolicy("devops", "payments-build", statement),
      props: { role: "payments-build", policy: { Version: "2012-10-17", Statement: [statement] } },
    },
  ];
}

/** A group of people with one policy of its own, called `developers-policy`. */
export function people(statement: Statements, account: Account = "devops"): readonly Written[] {
  return [
    group("developers", account),
    {
      type: "aws:iam/groupPolicy:GroupPolicy",
      name: "developers-policy",
      provider: provider(account),
      props: { group: "developers", policy: document(statement) },
    },
  ];
}

export function group(name: string, account: Account): Written {
  return { type: "aws:iam/group:Group", name, provider: provider(account), props: { name, path: "/" } };
}

export function managedPolicy(name: string, account: Account, statement: Statements): Written {
  return {
    type: "aws:iam/policy:Policy",
    name,
    provider: provider(account),
    props: { name, arn: unknown, policy: document(statement) },
  };
}

export function policyArn(account: Account, name: string): string {
  return `arn:aws:iam::${accounts[account]}:policy/${name}`;
}

export function attachment(roleName: string, arn: unknown, account: Account = "devops"): Written {
  return {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name: `${roleName}-attachment`,
    provider: provider(account),
    props: { role: roleName, policyArn: arn },
  };
}

/** A policy that is the boundary of a role, and nobody's grant. */
export function boundary(statement: Statements): readonly Written[] {
  return [
    role("devops", "payments-build", { props: { permissionsBoundary: policyArn("devops", "boundary") } }),
    managedPolicy("boundary", "devops", statement),
    rolePolicy("devops", "payments-build", allow("s3:GetObject", "arn:aws:s3:::payments-artifacts/*")),
  ];
}

export const executionRoleName = `cdk-pay-cfn-exec-role-${accounts.prod}-eu-central-1`;
export const executionRoleArn = roleArn("prod", executionRoleName);

/** The execution role of production under a boundary that allows everything, with one policy. */
export function executionRole(
  statement: Statements,
  trusted: unknown = { Service: ["cloudformation.amazonaws.com"] },
): readonly Written[] {
  return [
    role("prod", executionRoleName, {
      props: {
        permissionsBoundary: policyArn("prod", "cdk-pay-permissions-boundary"),
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: trusted, Action: "sts:AssumeRole" }],
        }),
      },
    }),
    managedPolicy("cdk-pay-permissions-boundary", "prod", allow("*", "*")),
    rolePolicy("prod", executionRoleName, statement, "execution-policy"),
  ];
}
