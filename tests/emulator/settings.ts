import type { Settings } from "../../blueprint/settings";

/** Settings as the reader would give them: DevOps, one development and one production account. */
export const settings: Settings = {
  app: "payments",
  gitlab: {
    url: "https://gitlab.com",
    project: "acme/platform/payments-infra",
    projectId: 48213377,
    branch: "main",
    tier: "premium",
    guardrails: "manage",
    review: { approvals: 2, groupIds: [9970] },
    deployerGroupIds: [9971],
    audience: "https://gitlab.com",
    oidcProvider: "create",
    mergeRequestPlan: true,
  },
  trigger: { on: "push", branches: ["main"], paths: [] },
  connection: { kind: "done", arn: "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d" },
  provisioningRole: "delivery-provisioner",
  devops: { accountId: "111111111111", region: "eu-central-1", concurrentBuilds: 5 },
  build: { directory: ".", install: "npm ci", test: "npm test", synth: "npx cdk synth" },
  environments: [
    {
      name: "dev",
      kind: "development",
      targets: [{ accountId: "222222222222", region: "eu-central-1", status: "active" }],
      stacks: ["Payments-dev"],
      validate: [],
    },
    {
      name: "prod",
      kind: "production",
      targets: [
        { accountId: "444444444444", region: "eu-west-1", status: "retire" },
        { accountId: "555555555555", region: "eu-west-1", status: "planned" },
      ],
      stacks: ["Payments-prod"],
      approval: {
        approvers: ["arn:aws:iam::111111111111:role/people/product-owner"],
        notify: ["owner@example.com"],
        timeoutHours: 72,
        validHours: 24,
        approverPolicy: "attach",
      },
      validate: [],
    },
  ],
  workload: { services: ["lambda"], images: true, bootstrap: "create", qualifier: "pay", parameters: [] },
  scan: { failOn: "high", waivers: [] },
  notices: { mail: [], retentionDays: 365 },
};
