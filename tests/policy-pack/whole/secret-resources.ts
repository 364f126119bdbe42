import type { Addition } from "../bypasses/edits/edit";
import type { PlantedSecrets } from "./planted-secrets";

/** Resources of the kinds that hold secrets, each in the shape that a policy has something to say of. */
export function secretResources(planted: PlantedSecrets): readonly Addition[] {
  const beside = "identities-boundary";
  const project = "48213377";
  return [
    {
      type: "aws:secretsmanager/secret:Secret",
      name: "planted-secret",
      beside,
      inputs: { name: "payments/planted", recoveryWindowInDays: 0, policy: "{}" },
    },
    {
      type: "aws:secretsmanager/secretVersion:SecretVersion",
      name: "planted-version",
      beside,
      inputs: { secretId: "payments/planted", secretString: planted.secret("secretString") },
    },
    {
      type: "aws:iam/accessKey:AccessKey",
      name: "planted-key",
      beside,
      inputs: { user: "robot", pgpKey: planted.secret("pgpKey") },
    },
    {
      type: "aws:codebuild/sourceCredential:SourceCredential",
      name: "planted-credential",
      beside,
      inputs: { authType: "PERSONAL_ACCESS_TOKEN", serverType: "GITLAB", token: planted.token("credential") },
    },
    {
      type: "aws:codepipeline/webhook:Webhook",
      name: "planted-webhook",
      beside,
      inputs: {
        targetPipeline: "payments-delivery",
        targetAction: "Source",
        authentication: "GITHUB_HMAC",
        authenticationConfiguration: { secretToken: planted.secret("webhook") },
      },
    },
    {
      type: "aws:codebuild/project:Project",
      name: "planted-project",
      beside,
      inputs: {
        name: "planted",
        serviceRole: "arn:aws:iam::111111111111:role/payments-build",
        source: {
          type: "GITLAB",
          location: planted.address("source location"),
          buildspec: `version: 0.2\nenv:\n  variables:\n    API_TOKEN: ${planted.token("buildspec")}\nphases:\n  build:\n    commands:\n      - curl -u bot:${planted.secret("command")} https://example.com\n`,
        },
        secondarySources: [
          { type: "GITLAB", sourceIdentifier: "more", location: planted.address("second source") },
        ],
        environment: {
          type: "LINUX_CONTAINER",
          computeType: "BUILD_GENERAL1_SMALL",
          image: "node:latest",
          registryCredential: {
            credential: planted.secret("registry"),
            credentialProvider: "SECRETS_MANAGER",
          },
          environmentVariables: [
            { name: "DB_PASSWORD", value: planted.secret("variable"), type: "PLAINTEXT" },
            { name: "KEY", value: planted.accessKey("variable") },
            { name: "GIT", value: planted.token("variable") },
            { name: "REPOSITORY", value: planted.address("variable") },
          ],
        },
      },
    },
    {
      type: "aws:sns/topicSubscription:TopicSubscription",
      name: "planted-subscription",
      beside,
      inputs: {
        topic: "arn:aws:sns:eu-central-1:111111111111:payments-approvals",
        protocol: "https",
        endpoint: planted.address("endpoint"),
      },
    },
    {
      type: "gitlab:index/projectVariable:ProjectVariable",
      name: "planted-variable",
      beside: "project-review",
      inputs: {
        project,
        key: "AWS_SECRET_ACCESS_KEY",
        value: planted.secret("project variable"),
        protected: false,
      },
    },
    {
      type: "gitlab:index/groupVariable:GroupVariable",
      name: "planted-group-variable",
      beside: "project-review",
      inputs: { group: "acme/platform", key: "X", value: planted.accessKey("group variable") },
    },
    {
      type: "gitlab:index/projectHook:ProjectHook",
      name: "planted-hook",
      beside: "project-review",
      inputs: {
        project,
        url: planted.address("hook").replace("https", "http"),
        token: planted.secret("hook token"),
        enableSslVerification: false,
      },
    },
    {
      type: "gitlab:index/projectAccessToken:ProjectAccessToken",
      name: "planted-token",
      beside: "project-review",
      inputs: {
        project,
        name: "bot",
        accessLevel: "maintainer",
        scopes: ["api"],
        token: planted.token("token"),
      },
    },
    {
      type: "gitlab:index/pipelineTrigger:PipelineTrigger",
      name: "planted-trigger",
      beside: "project-review",
      inputs: { project, description: planted.secret("trigger"), token: planted.token("trigger") },
    },
    {
      type: "gitlab:index/deployKey:DeployKey",
      name: "planted-deploy-key",
      beside: "project-review",
      inputs: { project, title: "mirror", key: planted.secret("deploy key"), canPush: true },
    },
    {
      type: "gitlab:index/pipelineScheduleVariable:PipelineScheduleVariable",
      name: "planted-schedule-variable",
      beside: "project-review",
      inputs: { project, pipelineScheduleId: 1, key: "ROLE", value: planted.secret("schedule variable") },
    },
    {
      type: "pulumi:providers:gitlab",
      name: "planted-provider",
      beside: "project-review",
      inputs: { token: planted.token("provider"), baseUrl: planted.address("provider") },
    },
    {
      type: "aws:lambda/function:Function",
      name: "planted-function",
      beside,
      inputs: {
        name: "planted",
        role: "arn:aws:iam::111111111111:role/payments-deploy-prod",
        environment: { variables: { TOKEN: planted.secret("function") } },
      },
    },
  ];
}
