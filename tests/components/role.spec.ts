import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { managedPolicyLimit } from "../../blueprint/iam/need";
import { trustBuildProject } from "../../blueprint/iam/trust";
import { planRole } from "../../blueprint/role";
import { Principals } from "../../components";
import { renderRole } from "../../components/role";

const place = { accountId: "111111111111", region: "eu-central-1" };

/** A deploy role for so many targets that its list of roles outgrows the inline policy. */
const plan = planRole(place, {
  name: "payments-deploy-prod",
  description: "Deploy",
  trust: trustBuildProject("arn:aws:codebuild:eu-central-1:111111111111:project/payments-deploy-prod"),
  boundaryArn: "arn:aws:iam::111111111111:policy/payments-delivery-boundary",
  needs: [
    {
      sid: "DeployToTargets",
      why: "deploy",
      by: "step",
      actions: ["sts:AssumeRole"],
      resources: Array.from(
        { length: 180 },
        (_, index) => `arn:aws:iam::${500_000_000_000 + index}:role/cdk-pay-deploy-role-eu-central-1`,
      ),
    },
  ],
});

/** What a preview would show of the rendered role, by type: unknown outputs stay unknown. */
async function previewed(): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const recorded: { type: string; inputs: unknown }[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, inputs }) => {
        recorded.push({ type: type.split(":").at(-1) ?? type, inputs });
        return { id: undefined, state: inputs as object };
      },
      call: ({ token }) => {
        throw new Error(`no call is expected: ${token}`);
      },
    },
    "delivery",
    "prod",
    true,
  );
  const provider = new Provider("devops", { region: place.region });
  renderRole("deploy-prod", plan, new Principals(), { provider });
  await pulumi.runtime.disconnect();
  const types = [...new Set(recorded.map(({ type }) => type))];
  return Object.fromEntries(
    types.map((type) => [type, recorded.filter((one) => one.type === type).map(({ inputs }) => inputs)]),
  );
}

describe("a rendered role whose rights outgrow one policy", () => {
  it("shows at preview, as plain text, everything that it may do", async () => {
    const { Policy, RolePolicy, RolePolicyAttachment, RolePolicyAttachmentsExclusive } = await previewed();
    const arn = (part: number) => `arn:aws:iam::111111111111:policy/payments-deploy-prod-reach-${part}`;
    const parts = [1, 2];
    assert.deepEqual(
      Policy,
      plan.managed.map(({ name, description, document }) => ({
        name,
        description,
        policy: JSON.stringify(document),
      })),
    );
    assert.equal(RolePolicy, undefined);
    assert.deepEqual(
      RolePolicyAttachment,
      parts.map((part) => ({ role: "payments-deploy-prod", policyArn: arn(part) })),
    );
    assert.deepEqual(RolePolicyAttachmentsExclusive, [
      { roleName: "payments-deploy-prod", policyArns: parts.map(arn) },
    ]);
    for (const { document } of plan.managed) assert.ok(JSON.stringify(document).length <= managedPolicyLimit);
  });
});
