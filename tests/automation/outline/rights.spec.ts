import assert from "node:assert/strict";
import { rightsOf } from "../../../automation/outline/rights";
import type { ResourceResult } from "../../../automation/rehearsal/result";
import { allow, grant, resource } from "../stack-result";

const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;

describe("reach of a role", () => {
  const rows: readonly { rule: string; resources: readonly ResourceResult[]; reach: unknown }[] = [
    {
      rule: "the roles it may assume, by account and sorted",
      resources: [grant("r", "sts:AssumeRole", [roleArn("333333333333", "b"), roleArn("222222222222", "a")])],
      reach: [
        { account: "222222222222", roles: ["a"] },
        { account: "333333333333", roles: ["b"] },
      ],
    },
    {
      rule: "bootstrap roles by their purpose, once for several regions",
      resources: [
        grant("r", "sts:AssumeRole", [
          roleArn("222222222222", "cdk-pay-deploy-role-222222222222-eu-central-1"),
          roleArn("222222222222", "cdk-pay-deploy-role-222222222222-eu-west-1"),
        ]),
      ],
      reach: [{ account: "222222222222", roles: ["deploy"] }],
    },
    {
      rule: "any account where the document names none",
      resources: [grant("r", "sts:*", "*")],
      reach: [{ account: "any account", roles: ["*"] }],
    },
    {
      rule: "rights of a managed policy count as its own",
      resources: [
        resource("aws:iam/policy:Policy", "managed", {
          inputs: { policy: allow("STS:assumerole", roleArn("222222222222", "a")) },
        }),
        resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attachment", {
          inputs: { role: "r", policyArn: "[unknown]" },
          references: { policyArn: [resource("aws:iam/policy:Policy", "managed").urn] },
        }),
      ],
      reach: [{ account: "222222222222", roles: ["a"] }],
    },
    {
      rule: "nothing without a right to assume roles",
      resources: [grant("r", "s3:*", "*"), grant("other", "sts:AssumeRole", roleArn("222222222222", "a"))],
      reach: [],
    },
    {
      rule: "nothing from a document that is not known yet",
      resources: [
        resource("aws:iam/rolePolicy:RolePolicy", "p", { inputs: { role: "r", policy: "[unknown]" } }),
      ],
      reach: [],
    },
  ];
  for (const { rule, resources, reach } of rows)
    it(rule, () => assert.deepEqual(rightsOf(resources).reachOf("r"), reach));

  it("finds who may act on one thing, through wildcards too", () => {
    const resources = [
      grant("exact", "codepipeline:PutApprovalResult", "arn:p/prod/Approve"),
      grant("wild", ["codepipeline:Put*"], ["arn:p/*"]),
      grant("elsewhere", "codepipeline:PutApprovalResult", "arn:p/test/Approve"),
      grant("reader", "codepipeline:GetPipeline", "arn:p/prod/Approve"),
    ];
    assert.deepEqual(
      rightsOf(resources).rolesThatMay("codepipeline:PutApprovalResult", "arn:p/prod/Approve"),
      ["exact", "wild"],
    );
  });
});
