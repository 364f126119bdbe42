import type { Written, WrittenProvider } from "./handed";
import { unknown } from "./handed";

export const accounts = { devops: "111111111111", dev: "222222222222", prod: "444444444444" } as const;

/** Settings of the road below, as the engine hands them over. */
export const settings = {
  app: "payments",
  devops: { accountId: accounts.devops, region: "eu-central-1" },
  environments: [
    { name: "dev", kind: "development", targets: [{ accountId: accounts.dev, region: "eu-central-1" }] },
    { name: "prod", kind: "production", targets: [{ accountId: accounts.prod, region: "eu-central-1" }] },
  ],
};

export type Account = keyof typeof accounts;

/** A provider as ours: its structured inputs arrive as JSON text. */
export function provider(account: Account): WrittenProvider {
  return {
    name: `accounts-${accounts[account]}`,
    props: {
      region: "eu-central-1",
      allowedAccountIds: JSON.stringify([accounts[account]]),
      assumeRoles: JSON.stringify([
        { roleArn: `arn:aws:iam::${accounts[account]}:role/delivery-provisioner`, sessionName: "payments" },
      ]),
    },
  };
}

export function roleArn(account: Account, name: string): string {
  return `arn:aws:iam::${accounts[account]}:role/${name}`;
}

/** Name of a CDK bootstrap role. */
export function bootstrapRole(account: Account, purpose: string): string {
  return `cdk-pay-${purpose}-role-${accounts[account]}-eu-central-1`;
}

export type Statements = Record<string, unknown> | readonly Record<string, unknown>[];

export function allow(
  Action: unknown,
  Resource: unknown,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { Effect: "Allow", Action, Resource, ...more };
}

export function deny(
  Action: unknown,
  Resource: unknown,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { Effect: "Deny", Action, Resource, ...more };
}

export function document(statement: Statements): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statement });
}

/** A role as a preview foresees it: its ARN, and the lists of policies that AWS echoes, are not known yet. */
export function role(account: Account, name: string, more: Partial<Written> = {}): Written {
  return {
    type: "aws:iam/role:Role",
    name,
    provider: provider(account),
    ...more,
    props: { name, arn: unknown, inlinePolicies: unknown, managedPolicyArns: unknown, ...more.props },
  };
}

export function rolePolicy(
  account: Account,
  roleName: string,
  statement: Statements,
  name = `${roleName}-policy`,
): Written {
  return {
    type: "aws:iam/rolePolicy:RolePolicy",
    name,
    provider: provider(account),
    props: { role: roleName, policy: document(statement) },
  };
}

export function project(
  name: string,
  serviceRole: unknown = roleArn("devops", name),
  more: Partial<Written> = {},
): Written {
  return {
    type: "aws:codebuild/project:Project",
    name: `project-${name}`,
    provider: provider("devops"),
    ...more,
    props: { name, serviceRole, ...more.props },
  };
}

export type Action = Record<string, unknown>;

export interface Stage {
  readonly name: string;
  readonly actions: readonly Action[];
  readonly beforeEntry?: unknown;
  readonly onSuccess?: unknown;
}

export function build(name: string, projectName: unknown, runOrder?: unknown): Action {
  return {
    name,
    category: "Build",
    owner: "AWS",
    provider: "CodeBuild",
    version: "1",
    configuration: { ProjectName: projectName },
    ...(runOrder === undefined ? {} : { runOrder }),
  };
}

export function approval(runOrder?: unknown): Action {
  return {
    name: "Approve",
    category: "Approval",
    owner: "AWS",
    provider: "Manual",
    version: "1",
    ...(runOrder === undefined ? {} : { runOrder }),
  };
}

export const source: Action = {
  name: "GitLab",
  category: "Source",
  owner: "AWS",
  provider: "CodeStarSourceConnection",
  version: "1",
  configuration: { FullRepositoryId: "acme/payments" },
};

export function pipeline(stages: unknown, more: Partial<Written> = {}): Written {
  return {
    type: "aws:codepipeline/pipeline:Pipeline",
    name: "pipeline",
    provider: provider("devops"),
    ...more,
    props: { name: "payments", roleArn: roleArn("devops", "payments-pipeline"), stages, ...more.props },
  };
}

export const goodStages: readonly Stage[] = [
  { name: "Source", actions: [source] },
  { name: "Verify", actions: [build("Build", "payments-build", 1)] },
  { name: "dev", actions: [build("Deploy", "payments-deploy-dev", 1)] },
  {
    name: "prod",
    actions: [
      build("Plan", "payments-plan-prod", 1),
      approval(2),
      build("Deploy", "payments-deploy-prod", 3),
    ],
  },
];

/** All of the road but its pipeline: roles, their policies and the build projects, as ours are made. */
export const goodRoles: readonly Written[] = [
  ...(["pipeline", "build", "deploy-dev", "plan-prod", "deploy-prod"] as const).map((name) =>
    role("devops", `payments-${name}`),
  ),
  rolePolicy(
    "devops",
    "payments-pipeline",
    allow(["codebuild:StartBuild"], "arn:aws:codebuild:eu-central-1:111111111111:project/*"),
  ),
  rolePolicy("devops", "payments-build", allow(["s3:PutObject"], "arn:aws:s3:::payments-artifacts/*")),
  rolePolicy(
    "devops",
    "payments-deploy-dev",
    allow("sts:AssumeRole", [roleArn("dev", bootstrapRole("dev", "deploy"))]),
  ),
  rolePolicy(
    "devops",
    "payments-plan-prod",
    allow("sts:AssumeRole", [roleArn("prod", bootstrapRole("prod", "lookup"))]),
  ),
  rolePolicy(
    "devops",
    "payments-deploy-prod",
    allow("sts:AssumeRole", [roleArn("prod", bootstrapRole("prod", "deploy"))]),
  ),
  role("dev", bootstrapRole("dev", "deploy")),
  rolePolicy(
    "dev",
    bootstrapRole("dev", "deploy"),
    allow("cloudformation:*", "arn:aws:cloudformation:*:222222222222:stack/*"),
  ),
  role("prod", bootstrapRole("prod", "deploy")),
  rolePolicy(
    "prod",
    bootstrapRole("prod", "deploy"),
    allow("cloudformation:*", "arn:aws:cloudformation:*:444444444444:stack/*"),
  ),
  role("prod", bootstrapRole("prod", "lookup")),
  rolePolicy(
    "prod",
    bootstrapRole("prod", "lookup"),
    allow(["cloudformation:DescribeStacks", "cloudformation:GetTemplate", "ssm:GetParameter"], "*"),
  ),
  ...(["build", "deploy-dev", "plan-prod", "deploy-prod"] as const).map((name) =>
    project(`payments-${name}`),
  ),
];

/** The good road with resources added, taken away or replaced, and with other stages. */
export function road(
  change: {
    readonly stages?: unknown;
    readonly pipeline?: Partial<Written>;
    readonly add?: readonly Written[];
    readonly drop?: readonly string[];
    readonly replace?: readonly Written[];
  } = {},
): readonly Written[] {
  const replaced = new Map((change.replace ?? []).map((resource) => [resource.name, resource]));
  return [
    pipeline(change.stages ?? goodStages, change.pipeline),
    ...goodRoles
      .filter(({ name }) => !change.drop?.includes(name))
      .map((resource) => replaced.get(resource.name) ?? resource),
    ...(change.add ?? []),
  ];
}
