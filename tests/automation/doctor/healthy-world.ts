import { planApprovers } from "../../../blueprint/approvers";
import type { Settings } from "../../../blueprint/settings";
import type { DoctorLine } from "../../../automation/doctor/line";
import type { DoctorOptions } from "../../../automation/doctor/doctor";
import { doctor } from "../../../automation/doctor/doctor";
import { readOneStack } from "../../../automation/one-stack";
import { exampleFile, testProject } from "../project";
import type { Responders } from "../services/aws-server";
import { awsServer } from "../services/aws-server";
import type { AwsAnswer, AwsCall } from "../services/aws-wire";
import type { GitLabAnswer } from "../services/gitlab-server";
import { gitlabServer, gitlabToken } from "../services/gitlab-server";
import { testClock } from "../services/test-clock";

const recorded =
  "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";

/** Settings that a stack file says. */
export function settingsOf(file: string): Settings {
  const project = testProject({ program: "", stacks: { prod: file } });
  try {
    const read = readOneStack(project.directory, "prod", new Date("2026-11-25T00:00:00Z"));
    if (read.kind === "refusal") throw new Error(read.problems);
    return read.settings;
  } finally {
    project.remove();
  }
}

/** Answers differently in one account; the session's key tells which. */
export const inAccount = (account: string, there: AwsAnswer, elsewhere: AwsAnswer) => (call: AwsCall) =>
  call.accessKeyId === `ASIA${account}` ? there : elsewhere;

/** A role as IAM lists it. */
export function role(RoleName: string, trusted: unknown) {
  const document = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: trusted, Action: "sts:AssumeRole" }],
  };
  return {
    ...{ Path: "/", RoleName, RoleId: "AROAEXAMPLE", Arn: `arn:aws:iam::111111111111:role/${RoleName}` },
    CreateDate: "2026-01-01T00:00:00Z",
    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(document)),
  };
}

/** What IAM says of numbers. */
export function summary(used: number): AwsAnswer {
  const entry = [
    { key: "Roles", value: used },
    { key: "RolesQuota", value: 1000 },
  ];
  return { output: { SummaryMap: { entry } } };
}

export function buildQuotas(small: number): readonly AwsAnswer[] {
  const quota = (size: string, Value: number) => ({
    QuotaName: `Concurrently running builds for Linux/${size} environment`,
    Value,
  });
  return [
    { output: { Quotas: [quota("Large", 1), { QuotaName: "Build projects", Value: 5000 }], NextToken: "2" } },
    { output: { Quotas: [quota("Small", small), quota("Medium", 1)] } },
  ];
}

/** Whoever is asked for has confirmed, except for the given addresses. */
export function subscriptions(pending: readonly string[] = [], missing: readonly string[] = []) {
  return ({ input }: AwsCall): AwsAnswer => {
    const topic = String(input["TopicArn"]);
    const address = topic.endsWith("payments-notices") ? "platform@example.com" : "owner@example.com";
    if (input["NextToken"] === undefined)
      return { output: { Subscriptions: [{ Protocol: "sqs", Endpoint: "arn:q" }], NextToken: "2" } };
    if (missing.includes(address)) return { output: { Subscriptions: [] } };
    const SubscriptionArn = pending.includes(address) ? "PendingConfirmation" : `${topic}:1`;
    return { output: { Subscriptions: [{ Protocol: "email", Endpoint: address, SubscriptionArn }] } };
  };
}

/** AWS as the road of `prod` needs it. */
export function healthyAws(): Responders {
  const [approver] = planApprovers(settingsOf(exampleFile("prod")));
  const operators = { AWS: "arn:aws:iam::111111111111:role/platform-engineer" };
  return {
    "account:GetRegionOptStatus": ({ input }) => ({
      output: { RegionName: input["RegionName"], RegionOptStatus: "ENABLED_BY_DEFAULT" },
    }),
    "codestar-connections:GetConnection": [
      {
        output: {
          Connection: {
            ...{ ConnectionName: "payments-gitlab", ConnectionArn: recorded },
            ...{ ConnectionStatus: "AVAILABLE", ProviderType: "GitLab" },
          },
        },
      },
    ],
    "servicequotas:ListServiceQuotas": ({ input }) =>
      buildQuotas(5)[input["NextToken"] === undefined ? 0 : 1] ?? "drop",
    "iam:GetAccountSummary": [summary(40)],
    "iam:ListRoles": ({ input }) =>
      input["Marker"] === undefined
        ? { output: { IsTruncated: true, Marker: "2", Roles: [role("delivery-provisioner", operators)] } }
        : {
            output: {
              IsTruncated: false,
              Roles: [
                role("cdk-pay-deploy-role-x", {
                  AWS: ["arn:aws:iam::111111111111:role/payments-deploy-prod"],
                }),
                role("somebody-else", { AWS: "AROADEADBUTNOTOURS" }),
              ],
            },
          },
    "iam:GetRole": ({ input }) => ({ output: { Role: role(String(input["RoleName"]), operators) } }),
    "iam:GetRolePolicy": [
      {
        output: {
          ...{ RoleName: approver?.roleName, PolicyName: approver?.policyName },
          PolicyDocument: encodeURIComponent(JSON.stringify(approver?.document)),
        },
      },
    ],
    "ssm:GetParameter": ({ input }) => ({ output: { Parameter: { Name: input["Name"], Value: "33" } } }),
    "sns:ListSubscriptionsByTopic": subscriptions(),
  };
}

export type GitLabAnswers = Readonly<Record<string, GitLabAnswer | readonly GitLabAnswer[]>>;

export const healthyGitLab: GitLabAnswers = {
  "/personal_access_tokens/self": { body: { scopes: ["api"], expires_at: "2027-06-30" } },
  "/projects/48213377": { body: { path_with_namespace: "acme/platform/payments-infra" } },
  "/projects/48213377/repository/branches/main": { body: { name: "main" } },
  "/user": { body: { id: 7, username: "payments-aws" } },
  "/projects/48213377/members/all/7": { body: { id: 7, access_level: 50 } },
  "/namespaces/acme": { body: { plan: "premium" } },
};

const plugins = [
  { name: "aws", kind: "resource", version: "7.48.0" },
  { name: "gitlab", kind: "resource", version: "10.1.1" },
];

/** The CLI with its plugins. */
export function cli(version: string | undefined, installed: readonly object[] = plugins) {
  return (_: string, [call]: readonly string[]): Promise<string | undefined> =>
    Promise.resolve(call === "version" ? version && `v${version}\n` : JSON.stringify(installed));
}

export interface Visit {
  readonly aws?: Responders;
  readonly gitlab?: GitLabAnswers | "no token";
  /** Default: the token that GitLab takes. */
  readonly token?: string;
  readonly file?: string;
  readonly options?: Partial<DoctorOptions>;
}

/** Asks the doctor about the stack `prod` in a healthy world with these differences. */
export async function visit({ aws, gitlab, token = gitlabToken, file, options }: Visit = {}): Promise<
  readonly DoctorLine[]
> {
  const [server, host] = await Promise.all([
    awsServer({ ...healthyAws(), ...aws }),
    gitlabServer({ ...healthyGitLab, ...(gitlab === "no token" ? {} : gitlab) }),
  ]);
  const project = testProject({ program: "", stacks: { prod: file ?? exampleFile("prod") } });
  try {
    const result = await doctor({
      ...{ projectDirectory: project.directory, stack: "prod", clock: testClock() },
      ...{ aws: server.clients, run: cli("3.246.0"), nodeVersion: "22.1.0" },
      ...(gitlab === "no token" ? {} : { gitlab: { url: host.url, token } }),
      ...options,
    });
    if (result.kind === "refusal") throw new Error(result.problems);
    return result.lines;
  } finally {
    project.remove();
    await Promise.all([server.close(), host.close()]);
  }
}
