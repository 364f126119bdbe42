import type { Written } from "../../handed";
import { role, rolePolicy, allow, roleArn, bootstrapRole, settings as roadSettings } from "../../road";
import type { Part } from "./trusts.stack";
import { accounts, trusted } from "./trusts.stack";

/** The road's settings, with the GitLab project of which the tokens are. */
export const settings = {
  ...roadSettings,
  gitlab: { project: "acme/payments", projectId: "4711", branch: "main", tier: "premium" },
};

export const gitlabProvider = `arn:aws:iam::${accounts.devops}:oidc-provider/gitlab.com`;
export const mainSubject = "project_path:acme/payments:ref_type:branch:ref:main";
export const anyRef = "project_path:acme/payments:ref_type:branch:ref:*";

export interface Asked {
  readonly provider?: string;
  readonly issuer?: string;
  readonly aud?: unknown;
  readonly sub?: unknown;
  /** Operator of the subject's condition. */
  readonly by?: string;
  readonly claims?: Part;
}

/** A statement that accepts a token, right in all but what is given. */
export function accepts({
  provider = gitlabProvider,
  issuer = "gitlab.com",
  aud = "https://gitlab.com",
  sub = mainSubject,
  by = "StringLike",
  claims = { project_id: "4711", ref_protected: "true" },
}: Asked = {}): Part {
  return {
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        ...(aud === null ? {} : { [`${issuer}:aud`]: aud }),
        ...Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${issuer}:${claim}`, value])),
      },
      ...(sub === null ? {} : { [by]: { [`${issuer}:sub`]: sub } }),
    },
  };
}

/** A role `job` for tokens that may start the pipeline, which is no mere reading. */
export function job(...statements: readonly Part[]): readonly Written[] {
  return [
    trusted("devops", "job", ...statements),
    rolePolicy(
      "devops",
      "job",
      allow(
        "codepipeline:StartPipelineExecution",
        `arn:aws:codepipeline:eu-central-1:${accounts.devops}:payments`,
      ),
    ),
  ];
}

/** A role `job` for tokens that may only take development's lookup role, or that of another account. */
export function reader(account: "dev" | "prod", ...statements: readonly Part[]): readonly Written[] {
  return [
    trusted("devops", "job", ...statements),
    rolePolicy("devops", "job", allow("sts:AssumeRole", roleArn(account, bootstrapRole(account, "lookup")))),
    role(account, bootstrapRole(account, "lookup")),
    rolePolicy(account, bootstrapRole(account, "lookup"), allow("cloudformation:DescribeStacks", "*")),
  ];
}
