import assert from "node:assert/strict";
import { EnforcementLevel, PolicyType } from "@pulumi/pulumi/proto/analyzer_pb";
import { pipelineProdApproval } from "../../policy-pack/policies/pipeline/pipeline-prod-approval";
import { providerAccountAllowlist } from "../../policy-pack/policies/stack/provider-account-allowlist";
import { carriers } from "./approval-rows/carriers";
import { roleDocuments } from "./approval-rows/documents";
import { passes } from "./approval-rows/passes";
import { prodSteps } from "./approval-rows/steps";
import { unknowns } from "./approval-rows/unknowns";
import type { Written } from "./handed";
import { judge } from "./handed";
import { compilePack, PackProcess } from "./pack-process";
import { provider, road, settings } from "./road";

describe("the compiled pack behind the SDK's runner", () => {
  let pack: PackProcess;

  before(async function () {
    this.timeout(120_000);
    compilePack();
    pack = await PackProcess.start(settings);
  });

  after(() => pack.stop());

  it("introduces itself and its policies", async () => {
    const info = await pack.info();
    assert.equal(info.getName(), "gitlab-aws-delivery");
    assert.deepEqual(
      info
        .getPoliciesList()
        .map((policy) => [policy.getName(), policy.getPolicyType(), policy.getEnforcementlevel()]),
      [
        ["pipeline-prod-approval", PolicyType.POLICY_TYPE_RESOURCE, EnforcementLevel.MANDATORY],
        ["provider-account-allowlist", PolicyType.POLICY_TYPE_RESOURCE, EnforcementLevel.MANDATORY],
      ],
    );
  });

  const rows = [...passes, ...prodSteps, ...roleDocuments, ...carriers, ...unknowns].filter(
    ({ circumstances }) => circumstances === undefined,
  );
  it(`says of ${rows.length} stacks what the rule says when it is called`, async function () {
    this.timeout(120_000);
    for (const { when, stack } of rows)
      assert.deepEqual(
        await pack.judge("pipeline-prod-approval", stack),
        await judge(pipelineProdApproval, stack, { settings }),
        when,
      );
  });

  it("says of providers what the rule says when it is called", async () => {
    const stack: readonly Written[] = [
      ...road(),
      { type: "pulumi:providers:aws", name: "open", props: { accessKey: "AKIAPLANTED" } },
      {
        type: "aws:s3/bucket:Bucket",
        name: "bucket",
        props: {},
        provider: { name: "default_7_48_0", props: {} },
      },
      { type: "pulumi:providers:aws", ...provider("prod") },
    ];
    const answer = await pack.judge("provider-account-allowlist", stack);
    assert.deepEqual(answer, await judge(providerAccountAllowlist, stack, { settings }));
    assert.equal(answer.said.length, 3);
  });

  it("keeps the gate mandatory when the policy config lowers it, and takes its parameters", async () => {
    await pack.configure("pipeline-prod-approval", EnforcementLevel.ADVISORY, {
      prodAccounts: ["222222222222"],
      onUnknown: "advisory",
    });
    const { said } = await pack.judge("pipeline-prod-approval", road());
    await pack.configure("pipeline-prod-approval", EnforcementLevel.MANDATORY, {});
    assert.deepEqual(
      said.map(({ level, message }) => `${level}: ${message.split("\n")[0] ?? ""}`),
      [
        "mandatory: stage dev, action Deploy of pipeline payments can change production, and no manual approval comes before it.",
      ],
    );
  });

  it("prints its port and nothing else", () => {
    assert.match(pack.printed(), /^\d+\n$/);
  });
});
