import type { Branch } from "../../emulator/world";
import type { ResourceResult, StackResult } from "../../automation/rehearsal/result";

const devops = "111111111111";

/** A result of a rehearsal with these parts; the rest is empty and clean. */
export function stackResult(parts: Partial<StackResult> = {}): StackResult {
  return {
    verdict: "clean",
    resources: [],
    policies: [],
    assumptions: [],
    rejections: [],
    failure: null,
    outputs: {},
    durationMs: 1234,
    ...parts,
  };
}

export function resource(type: string, name: string, parts: Partial<ResourceResult> = {}): ResourceResult {
  const global = type.startsWith("aws:iam/");
  return {
    urn: `urn:pulumi:prod::delivery::${type}::${name}`,
    type,
    name,
    parent: null,
    provider: { account: devops, region: global ? "global" : "eu-central-1" },
    inputs: { name },
    outputs: {},
    references: {},
    ...parts,
  };
}

export function role(name: string): ResourceResult {
  return resource("aws:iam/role:Role", name);
}

/** An inline policy of a role that allows one thing. */
export function grant(
  roleName: string,
  action: string | string[],
  resources: string | string[],
): ResourceResult {
  return resource("aws:iam/rolePolicy:RolePolicy", `${roleName}-policy`, {
    inputs: { role: roleName, policy: allow(action, resources) },
  });
}

export function allow(action: string | string[], resources: string | string[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: resources }],
  });
}

export function project(name: string, roleName: string): ResourceResult {
  return resource("aws:codebuild/project:Project", name, {
    inputs: { name, serviceRole: `arn:aws:iam::${devops}:role/${roleName}` },
  });
}

const arn = `arn:aws:codepipeline:eu-central-1:${devops}:payments-delivery`;

export function pipeline(stages: readonly Branch[], parts: Branch = {}): ResourceResult {
  return resource("aws:codepipeline/pipeline:Pipeline", "payments-delivery", {
    inputs: { name: "payments-delivery", pipelineType: "V2", executionMode: "QUEUED", stages, ...parts },
    outputs: { arn },
  });
}

export function build(name: string, runOrder: number, projectName: string): Branch {
  return {
    name,
    category: "Build",
    provider: "CodeBuild",
    runOrder,
    configuration: { ProjectName: projectName },
  };
}

/** A road with a gate: two stages, the account of production, who may approve and who is told. */
export function gatedRoad(): ResourceResult[] {
  const topic = resource("aws:sns/topic:Topic", "payments-approvals");
  return [
    role("payments-build"),
    role("payments-deploy"),
    project("payments-build", "payments-build"),
    project("payments-deploy", "payments-deploy"),
    grant("payments-build", "s3:GetObject", "arn:aws:s3:::payments/*"),
    grant("payments-deploy", "sts:AssumeRole", [
      "arn:aws:iam::444444444444:role/cdk-pay-deploy-role-444444444444-eu-central-1",
      "arn:aws:iam::444444444444:role/cdk-pay-file-publishing-role-444444444444-eu-central-1",
    ]),
    grant("product-owner", "codepipeline:PutApprovalResult", `${arn}/prod/Approve`),
    topic,
    resource("aws:sns/topicSubscription:TopicSubscription", "owner", {
      inputs: { topic: "[unknown]", endpoint: "owner@example.com", protocol: "email" },
      references: { topic: [topic.urn] },
    }),
    resource("aws:s3/bucket:Bucket", "staging", {
      provider: { account: "444444444444", region: "eu-central-1" },
    }),
    resource("aws:s3/bucketPolicy:BucketPolicy", "staging", {
      provider: { account: "444444444444", region: "eu-central-1" },
    }),
    pipeline(
      [
        {
          name: "Source",
          actions: [
            {
              name: "GitLab",
              category: "Source",
              provider: "CodeStarSourceConnection",
              configuration: { FullRepositoryId: "acme/payments", BranchName: "main" },
            },
          ],
        },
        {
          name: "Verify",
          actions: [build("Build", 1, "payments-build")],
          onFailure: { result: "RETRY" },
        },
        {
          name: "prod",
          actions: [
            build("Deploy", 2, "payments-deploy"),
            {
              name: "Approve",
              category: "Approval",
              provider: "Manual",
              runOrder: 1,
              timeoutInMinutes: 4320,
              configuration: { NotificationArn: `arn:aws:sns:eu-central-1:${devops}:payments-approvals` },
            },
          ],
        },
      ],
      {
        triggers: [
          {
            gitConfiguration: {
              pushes: [{ branches: { includes: ["main"] }, filePaths: { includes: ["infra/**"] } }],
            },
          },
        ],
      },
    ),
  ];
}
