import assert from "node:assert/strict";
import type { DoctorLine } from "../../../automation/doctor/line";
import { oldestNode } from "../../../automation/doctor/tools";
import { planApprovers } from "../../../blueprint/approvers";
import { exampleFile } from "../project";
import { sessionToken } from "../services/aws-server";
import type { AwsAnswer, AwsCall } from "../services/aws-wire";
import { gitlabToken } from "../services/gitlab-server";
import manifest from "../../../package.json";
import { accountFindings } from "./account-findings";
import { settingsOf, visit } from "./healthy-world";
import { roadFindings } from "./road-findings";
import { toolAndGitLabFindings } from "./tool-and-gitlab-findings";

const text = ({ check, subject, level, message }: DoctorLine): string =>
  `${level} ${check} ${subject}: ${message}`;

const healthy = [
  "ok node Node: 22.1.0",
  "ok pulumi Pulumi CLI: 3.246.0",
  "ok plugin aws: 7.48.0",
  "ok plugin gitlab: 10.1.1",
  "ok region eu-central-1, GitLab source: supported, as of 2026-11-24",
  ...["111111111111 (devops)", "222222222222 (dev)", "333333333333 (test)", "444444444444 (prod)"].flatMap(
    (subject): readonly string[] => {
      const id = subject.slice(0, 12);
      const production = id === "444444444444";
      return [
        `ok account ${subject}: entered as arn:aws:sts::${id}:assumed-role/delivery-provisioner/delivery`,
        `ok region eu-central-1 in ${id}: enabled`,
        ...(production ? [`ok region eu-west-1 in ${id}: enabled`] : []),
        `ok quota roles in ${id}: 40 of 1000 used`,
        ...(id === "111111111111" ? [] : [`ok bootstrap ${id} eu-central-1: version 33`]),
        ...(production ? [`ok bootstrap ${id} eu-west-1: version 33`] : []),
        `ok trust roles of the road in ${id}: 2 roles, no dead principal in their trusts`,
        ...(id === "111111111111"
          ? [
              "ok connection payments-gitlab: AVAILABLE",
              "ok quota Linux/Small builds side by side: 5 allowed, 5 needed",
              "ok quota Linux/Medium builds side by side: 1 allowed, 1 needed",
              "ok approver product-owner: payments-delivery-approver is in force",
              "ok mail platform@example.com at payments-notices: confirmed",
              "ok mail owner@example.com at payments-approvals-prod: confirmed",
            ]
          : []),
      ];
    },
  ),
  "ok gitlab token: scope api, expires on 2027-06-30",
  "ok gitlab acme/platform/payments-infra: acme/platform/payments-infra has a branch main; whether the connection's user reaches it shows in the first run of the source action",
  "ok gitlab role of the token's user: Owner",
  "ok gitlab tier: premium",
];

describe("delivery doctor", () => {
  it("finds a healthy road healthy, and looks at every part of it", async () => {
    assert.deepEqual((await visit()).map(text), healthy);
  });

  for (const { title, visit: differences, found, more = 0 } of [
    ...toolAndGitLabFindings,
    ...accountFindings,
    ...roadFindings,
  ])
    it(`finds ${title}, and nothing else`, async () => {
      const seen = await visit(differences);
      assert.deepEqual(
        seen.map(text).filter((line) => !healthy.includes(line)),
        found,
      );
      assert.equal(seen.length, healthy.length + more, "nothing is passed over in silence");
      const silent = seen.filter((line) => line.level !== "ok" && line.fix === "");
      assert.deepEqual(silent, [], "every warning and fault says what to do");
      assert.equal(JSON.stringify(seen).includes(sessionToken), false);
      assert.equal(JSON.stringify(seen).includes(gitlabToken), false);
    });

  it("says with a pending handshake which command comes next", async () => {
    const file = exampleFile("prod").replace(
      /delivery:connection:\n +handshake: done\n +arn: .*\n/,
      "delivery:connection: { handshake: pending }\n",
    );
    const lines = await visit({ file });
    assert.deepEqual(
      lines.filter(({ check }) => check === "connection"),
      [
        {
          ...{ check: "connection", subject: "GitLab", level: "warning" },
          ...{ message: "the handshake is pending", fix: "run delivery connect --stack prod" },
        },
      ],
    );
  });

  it("looks for a printed policy in the inline policies of the role, on every page", async () => {
    const file = exampleFile("prod").replace(
      "validHours: 24",
      "validHours: 24\n        approverPolicy: print",
    );
    const names = ({ input }: AwsCall): AwsAnswer =>
      input["Marker"] === undefined
        ? { output: { IsTruncated: true, Marker: "2", PolicyNames: ["other"] } }
        : { output: { IsTruncated: false, PolicyNames: ["AwsSSOInlinePolicy"] } };
    const other = { output: { PolicyDocument: encodeURIComponent('{"Statement":[]}') } };
    const lines = await visit({ file, aws: { "iam:ListRolePolicies": names, "iam:GetRolePolicy": [other] } });
    assert.deepEqual(lines.filter(({ check }) => check === "approver").map(text), [
      "warning approver product-owner: no inline policy of the role holds the printed statements word for word",
    ]);
  });

  it("knows a printed policy again that a permission set has put beside other statements", async () => {
    const file = exampleFile("prod").replace(
      "validHours: 24",
      "validHours: 24\n        approverPolicy: print",
    );
    const read = settingsOf(file);
    const [plan] = planApprovers(read);
    const document = {
      Version: "2012-10-17",
      Statement: [{ Sid: "Own" }, ...(plan?.document.Statement ?? [])],
    };
    const lines = await visit({
      file,
      aws: {
        "iam:ListRolePolicies": [{ output: { IsTruncated: false, PolicyNames: ["AwsSSOInlinePolicy"] } }],
        "iam:GetRolePolicy": [{ output: { PolicyDocument: encodeURIComponent(JSON.stringify(document)) } }],
      },
    });
    assert.deepEqual(lines.filter(({ check }) => check === "approver").map(text), [
      "ok approver product-owner: AwsSSOInlinePolicy holds the printed policy",
    ]);
  });

  it("does not look into accounts whose bootstrap is adopted, and says so", async () => {
    const file = exampleFile("prod").replace("qualifier: pay", "qualifier: pay\n    bootstrap: adopt");
    const lines = await visit({ file });
    assert.deepEqual(
      lines
        .filter(({ check }) => check === "bootstrap" || check === "account")
        .map(({ subject, level }) => [subject, level]),
      [
        ["111111111111 (devops)", "ok"],
        ["222222222222 eu-central-1", "warning"],
        ["333333333333 eu-central-1", "warning"],
        ["444444444444 eu-central-1", "warning"],
        ["444444444444 eu-west-1", "warning"],
      ],
    );
  });

  it("asks for the Node that package.json asks for", () => {
    assert.equal(`>=${oldestNode}`, `${manifest.engines.node}.0`);
  });
});
