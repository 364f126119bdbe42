/**
 * What a stack's settings say, after reading: every default filled in, every rule of read-settings.ts
 * checked. Plain data; the rest of the blueprint trusts it.
 */
export interface Settings {
  /** Prefix of every name: 2-20 characters. */
  readonly app: string;
  readonly gitlab: GitLabSettings;
  readonly trigger: Trigger;
  readonly connection: ConnectionSettings;
  /** Name of the role that Pulumi assumes in every account. */
  readonly provisioningRole: string;
  readonly devops: DevOpsSettings;
  readonly build: BuildSettings;
  /** In order of promotion; an account belongs to one of them only. */
  readonly environments: readonly Environment[];
  readonly workload: WorkloadSettings;
  readonly scan: ScanSettings;
  readonly notices: NoticeSettings;
}

/** What GitLab can enforce depends on the tier of the subscription. */
export type Tier = "free" | "premium" | "ultimate";

export interface GitLabSettings {
  /** `https://gitlab.com`, or the address of a self-managed host; without a trailing slash. */
  readonly url: string;
  /** Full path with every group, in GitLab's own spelling. */
  readonly project: string;
  /** Immutable number of the project; goes into the trust policies. */
  readonly projectId: number;
  /** The protected branch that is delivered. */
  readonly branch: string;
  readonly tier: Tier;
  /** `observe`: another stack manages this project's guard-rails. Default `manage`. */
  readonly guardrails: "manage" | "observe";
  /** Approvals a merge request needs, and the groups that may give them. */
  readonly review: { readonly approvals: number; readonly groupIds: readonly number[] };
  /** Groups that may deploy in GitLab's sense; never the approvers' groups. */
  readonly deployerGroupIds: readonly number[];
  /** Audience of the id tokens. Default: the url. */
  readonly audience: string;
  /** The one OIDC provider for this issuer in the DevOps account. Default `create`. */
  readonly oidcProvider: "create" | "adopt";
  /** Name of the secret with the token that reports to GitLab. Nothing reports yet: it has no effect. */
  readonly statusTokenSecret?: string;
  /** Creates the OIDC role `verify` for merge requests. Default false. */
  readonly mergeRequestPlan: boolean;
}

/** What starts the pipeline. */
export type Trigger =
  | { readonly on: "push"; readonly branches: readonly string[]; readonly paths: readonly string[] }
  | { readonly on: "tag"; readonly tags: readonly string[] }
  | { readonly on: "gitlab-ci" }
  | { readonly on: "manual" };

/** How the connection to GitLab comes to be, and how far it is. */
export type ConnectionSettings =
  | { readonly kind: "pending"; readonly hostArn?: string }
  | { readonly kind: "done"; readonly arn: string; readonly hostArn?: string }
  | { readonly kind: "adopt"; readonly arn: string };

export interface DevOpsSettings {
  readonly accountId: string;
  readonly region: string;
  /** Builds that may run side by side; new accounts have a quota of 1. Default 5. */
  readonly concurrentBuilds: number;
  /** Why a refused, conditional or unknown region is used all the same. */
  readonly regionOverride?: { readonly reason: string };
}

/** Commands of the application, run in `directory` by Build. */
export interface BuildSettings {
  readonly directory: string;
  readonly install: string;
  readonly test: string;
  readonly synth: string;
}

export type EnvironmentKind = "development" | "testing" | "production";

/** A step of promotion: its targets receive a release together, behind one plan and one approval. */
export interface Environment {
  readonly name: string;
  readonly kind: EnvironmentKind;
  readonly targets: readonly Target[];
  /** Patterns that choose the CDK stacks, e.g. `Payments-prod-*`. */
  readonly stacks: readonly string[];
  /** Present: the environment is gated. Production always has one. */
  readonly approval?: Approval;
  /** Commands run after a deploy; none: no Validate action. */
  readonly validate: readonly string[];
}

/**
 * - `active`: in the pipeline;
 * - `planned`: the account is not ready, nothing is created and no provider started;
 * - `retire`: no place in the pipeline any more, its roles stay until the next step of leaving.
 */
export type TargetStatus = "active" | "planned" | "retire";

export interface Target {
  readonly accountId: string;
  readonly region: string;
  readonly status: TargetStatus;
}

export interface Approval {
  /** ARNs of roles of the DevOps account. */
  readonly approvers: readonly string[];
  /** Mail addresses told that an approval waits. */
  readonly notify: readonly string[];
  /** How long the approval waits before it fails. Default 72. */
  readonly timeoutHours: number;
  /** How long an approval may be used. Default 24. */
  readonly validHours: number;
  /** `print` for roles that take no policy from us (Identity Center). Default `attach`. */
  readonly approverPolicy: "attach" | "print";
}

export const workloadServices = [
  "lambda",
  "dynamodb",
  "sqs",
  "sns",
  "s3",
  "logs",
  "events",
  "apigateway",
  "stepfunctions",
  "ssm",
  "secretsmanager",
  "kms",
  "ecr",
] as const;

export type WorkloadService = (typeof workloadServices)[number];

export interface WorkloadSettings {
  /** What CloudFormation may create in the targets; IAM roles under the boundary are always included. */
  readonly services: readonly WorkloadService[];
  /** The application has image assets: adds Images to the pipeline and a registry. */
  readonly images: boolean;
  /** `adopt` uses bootstrap roles that exist. Default `create`. */
  readonly bootstrap: "create" | "adopt";
  /** CDK bootstrap qualifier, 1-10 characters. */
  readonly qualifier: string;
  /** Absolute paths of SSM parameters that Plan may read. */
  readonly parameters: readonly string[];
}

export type Severity = "low" | "medium" | "high" | "critical";

export interface ScanSettings {
  readonly failOn: Severity;
  readonly waivers: readonly Waiver[];
}

/** A finding that is accepted until a day, with who answers for it. */
export interface Waiver {
  readonly rule: string;
  readonly resource: string;
  readonly reason: string;
  readonly ticket: string;
  readonly owner: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  readonly expires: string;
}

export interface NoticeSettings {
  readonly mail: readonly string[];
  /** Days that logs are kept; a value CloudWatch Logs knows. Default 365. */
  readonly retentionDays: number;
}
