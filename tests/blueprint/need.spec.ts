import assert from "node:assert/strict";
import fc from "fast-check";
import { documentText } from "../../blueprint/iam/document";
import type { Need } from "../../blueprint/iam/need";
import { callsOf, documentOf, managedPolicyLimit, splitNeed } from "../../blueprint/iam/need";

const roleArn = fc
  .tuple(
    fc.integer({ min: 100_000_000_000, max: 999_999_999_999 }),
    fc.constantFrom("eu-central-1", "eu-west-1"),
  )
  .map(([account, region]) => `arn:aws:iam::${account}:role/cdk-pay-deploy-role-${account}-${region}`);

const assumeNeed = fc.uniqueArray(roleArn, { minLength: 1, maxLength: 400 }).map((resources): Need => ({
  sid: "DeployToTargets",
  why: "deploy",
  by: "step",
  actions: ["sts:AssumeRole"],
  resources,
}));

describe("a need, a statement and a call are the same thing", () => {
  const need: Need = {
    sid: "ReadReport",
    why: "the step reads its report",
    by: "step",
    actions: ["s3:GetObject", "s3:GetObjectVersion"],
    resources: ["arn:aws:s3:::reports/prod/*"],
    condition: { StringEquals: { "aws:ResourceAccount": ["111111111111"] } },
  };
  const service: Need = { ...need, sid: "WriteOwnLog", by: "service", actions: ["logs:PutLogEvents"] };

  it("one statement a need, with its condition", () => {
    assert.deepEqual(documentOf([need]), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReadReport",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:GetObjectVersion"],
          Resource: ["arn:aws:s3:::reports/prod/*"],
          Condition: { StringEquals: { "aws:ResourceAccount": ["111111111111"] } },
        },
      ],
    });
  });

  it("a step declares its own calls, and not those of services or of the CDK CLI", () => {
    const identity = "arn:aws:iam::111111111111:role/payments-deploy-prod";
    assert.deepEqual(callsOf(identity, [need, service, { ...need, by: "cdk" }]), [
      {
        identity,
        action: "s3:GetObject",
        resource: "arn:aws:s3:::reports/prod/*",
        why: "the step reads its report",
      },
      {
        identity,
        action: "s3:GetObjectVersion",
        resource: "arn:aws:s3:::reports/prod/*",
        why: "the step reads its report",
      },
    ]);
  });

  it("splitting loses nothing, repeats nothing and keeps every part within a managed policy", () => {
    fc.assert(
      fc.property(assumeNeed, (long) => {
        const parts = splitNeed(long);
        assert.deepEqual(
          parts.flatMap(({ resources }) => resources),
          long.resources,
        );
        for (const part of parts) assert.ok(documentText(documentOf([part])).length <= managedPolicyLimit);
      }),
    );
  });

  it("a resource added at the end leaves every part but the last as it was", () => {
    fc.assert(
      fc.property(assumeNeed, roleArn, (long, added) => {
        const before = splitNeed(long).slice(0, -1);
        const after = splitNeed({ ...long, resources: [...long.resources, added] });
        assert.deepEqual(after.slice(0, before.length), before);
      }),
    );
  });
});
