import assert from "node:assert/strict";
import { buildSteps } from "../../blueprint/build-steps";
import type { PipelinePlan } from "../../blueprint/pipeline-plan";
import { planPipeline } from "../../blueprint/pipeline";
import type { Settings, Target } from "../../blueprint/settings";
import { blueprintOf, bundles, exampleSettings } from "./example-settings";

const outline = ({ stages }: PipelinePlan) =>
  stages.map(({ name, retryOnce, actions }) => ({
    stage: retryOnce ? `${name} (retry once)` : name,
    actions: actions.map(({ runOrder, name: action, inputs, outputs }) =>
      [`${runOrder} ${action}`, inputs.join("+"), outputs.join("+")]
        .filter((part) => part !== "")
        .join(" | "),
    ),
  }));

function pipelineOf(settings: Settings): PipelinePlan {
  const { pipeline } = blueprintOf(settings);
  assert.ok(pipeline);
  return pipeline;
}

/** Settings of `prod` with other targets in one environment. */
function withTargets(environment: string, targets: readonly Target[]): Settings {
  const settings = exampleSettings("prod");
  return {
    ...settings,
    environments: settings.environments.map((one) => (one.name === environment ? { ...one, targets } : one)),
  };
}

const manyTargets = (count: number): Target[] =>
  Array.from({ length: count }, (_, index) => ({
    accountId: String(500_000_000_000 + index),
    region: "eu-central-1",
    status: "active" as const,
  }));

describe("the pipeline's structure", () => {
  it("prod: verify once, deploy to dev and test, then plan, approve, deploy and validate production", () => {
    assert.deepEqual(outline(pipelineOf(exampleSettings("prod"))), [
      { stage: "Source", actions: ["1 GitLab | source"] },
      {
        stage: "Verify (retry once)",
        actions: ["1 Build | source | assembly", "2 Images | assembly | images", "3 Scan | assembly+images"],
      },
      { stage: "dev (retry once)", actions: ["1 Deploy | assembly"] },
      { stage: "test (retry once)", actions: ["1 Deploy | assembly", "2 Validate | source"] },
      {
        stage: "prod",
        actions: ["1 Plan | assembly", "2 Approve", "3 Deploy | assembly", "4 Validate | source"],
      },
    ]);
  });

  it("dev: no images, no gate, nothing to validate", () => {
    assert.deepEqual(outline(pipelineOf(exampleSettings("dev"))), [
      { stage: "Source", actions: ["1 GitLab | source"] },
      { stage: "Verify (retry once)", actions: ["1 Build | source | assembly", "2 Scan | assembly"] },
      { stage: "development (retry once)", actions: ["1 Deploy | assembly"] },
      { stage: "testing (retry once)", actions: ["1 Deploy | assembly"] },
    ]);
  });

  it("the approver is told what, where, for how long and where the report is", () => {
    const approve = pipelineOf(exampleSettings("prod"))
      .stages.flatMap(({ actions }) => actions)
      .find(({ category }) => category === "Approval");
    assert.deepEqual(approve, {
      name: "Approve",
      category: "Approval",
      provider: "Manual",
      runOrder: 2,
      inputs: [],
      outputs: [],
      configuration: {
        NotificationArn: "arn:aws:sns:eu-central-1:111111111111:payments-approvals-prod",
        CustomData:
          "payments to prod: 444444444444 eu-central-1, 444444444444 eu-west-1. #{Plan_prod.SUMMARY} " +
          "Approve only what the report shows. Deploy accepts it for 24 h.",
        ExternalEntityLink:
          "https://eu-central-1.console.aws.amazon.com/s3/object/payments-reports-111111111111-eu-central-1" +
          "?region=eu-central-1&prefix=reports/prod/#{codepipeline.PipelineExecutionId}/report.json" +
          "&versionId=#{Plan_prod.REPORT_VERSION}",
      },
      timeoutMinutes: 4320,
    });
  });

  it("no action refers to a variable that untrusted code can set", () => {
    const allowed = [
      "#{codepipeline.PipelineExecutionId}",
      "#{Scan.DIGEST}",
      "#{Plan_prod.SUMMARY}",
      "#{Plan_prod.REPORT_VERSION}",
    ];
    const used = pipelineOf(exampleSettings("prod")).stages.flatMap(({ actions }) =>
      actions.flatMap(({ configuration }) =>
        Object.values(configuration).flatMap((value) => value.match(/#\{[^}]*\}/g) ?? []),
      ),
    );
    assert.deepEqual([...new Set(used)].sort(), [...allowed].sort());
  });

  it("a gated environment deploys batch after batch, so that a failed batch stops the rest", () => {
    const prod = pipelineOf(withTargets("prod", manyTargets(45))).stages.at(-1);
    assert.deepEqual(
      prod?.actions.map(({ runOrder, name }) => `${runOrder} ${name}`),
      [
        "1 Plan",
        "2 Approve",
        "3 Deploy",
        "4 Deploy-2",
        "5 Deploy-3",
        "6 Validate",
        "6 Validate-2",
        "6 Validate-3",
      ],
    );
  });

  it("an ungated environment deploys as many batches side by side as builds may run", () => {
    const settings = withTargets("dev", manyTargets(130));
    const stages = pipelineOf({ ...settings, devops: { ...settings.devops, concurrentBuilds: 3 } }).stages;
    assert.deepEqual(
      stages[2]?.actions.map(({ runOrder, name }) => `${runOrder} ${name}`),
      ["1 Deploy", "1 Deploy-2", "1 Deploy-3", "2 Deploy-4", "2 Deploy-5", "2 Deploy-6", "3 Deploy-7"],
    );
  });

  it("an ungated environment past 50 actions goes on in a second stage", () => {
    const settings = withTargets("dev", manyTargets(1020));
    // Drawn without the quota check: such a road is refused for its policies, not for its stages.
    const { stages } = planPipeline(
      settings,
      buildSteps(settings, bundles),
      "arn:aws:codeconnections:connection",
    );
    assert.deepEqual(
      stages
        .filter(({ name }) => name.startsWith("dev"))
        .map(({ name, actions }) => `${name}: ${actions.length}`),
      ["dev: 50", "dev-2: 1"],
    );
  });

  it("a planned target has no place in the pipeline, a retiring one none any more, and its roles stay", () => {
    const settings = withTargets("prod", [
      { accountId: "444444444444", region: "eu-central-1", status: "active" },
      { accountId: "888888888888", region: "eu-central-1", status: "planned" },
      { accountId: "999999999999", region: "eu-central-1", status: "retire" },
    ]);
    const { targets, accounts, steps } = blueprintOf(settings);
    assert.deepEqual(
      targets.filter(({ environment }) => environment === "prod").map(({ target }) => target.accountId),
      ["444444444444", "999999999999"],
    );
    assert.equal(
      accounts.some(({ accountId }) => accountId === "888888888888"),
      false,
    );
    const deploy = steps.find(({ key }) => key === "deploy-prod");
    const text = JSON.stringify(deploy?.role.policy);
    assert.deepEqual(
      ["444444444444", "888888888888", "999999999999"].filter((account) => text.includes(account)),
      ["444444444444"],
    );
  });

  for (const [title, trigger, expected] of [
    [
      "push with branches and paths",
      { on: "push", branches: ["main"], paths: ["infra/**"] },
      { sourceAction: "GitLab", push: { branches: ["main"], paths: ["infra/**"] } },
    ],
    ["tag", { on: "tag", tags: ["v*"] }, { sourceAction: "GitLab", push: { tags: ["v*"] } }],
    ["gitlab-ci: GitLab CI starts it", { on: "gitlab-ci" }, undefined],
    ["manual: a person starts it", { on: "manual" }, undefined],
  ] as const) {
    it(`trigger ${title}`, () => {
      assert.deepEqual(pipelineOf({ ...exampleSettings("prod"), trigger }).trigger, expected);
    });
  }

  it("while the handshake is pending there is no pipeline and no right to use a connection", () => {
    const blueprint = blueprintOf({ ...exampleSettings("prod"), connection: { kind: "pending" } });
    assert.equal(blueprint.pipeline, undefined);
    assert.equal(JSON.stringify(blueprint.pipelineRole.policy).includes("UseConnection"), false);
    assert.deepEqual(blueprint.nextSteps, [
      "Sign in to the AWS console of account 111111111111, then to https://gitlab.com as the service user that owns acme/platform/payments-infra (role Owner).",
      "Open https://eu-central-1.console.aws.amazon.com/codesuite/settings/connections?region=eu-central-1 and choose the pending connection payments-gitlab.",
      "Choose 'Update pending connection', then 'Connect to GitLab', and authorize on GitLab's page. Do not choose 'Create connection': that leaves this one pending.",
      "Check that the status of payments-gitlab is Available, and copy its ARN.",
      'Record it in the settings: delivery:connection: { handshake: done, arn: "<the ARN>" }.',
      "Run `pulumi up --refresh`: the pipeline is created now.",
    ]);
  });
});
