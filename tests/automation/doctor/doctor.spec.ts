import assert from "node:assert/strict";
import type { DoctorLine } from "../../../automation/doctor/line";
import { oldestNode } from "../../../automation/doctor/tools";
import { exampleFile } from "../project";
import { sessionToken } from "../services/aws-server";
import type { AwsAnswer, AwsCall } from "../services/aws-wire";
import { gitlabToken } from "../services/gitlab-server";
import type { Visit } from "./healthy-world";
import { planApprovers } from "../../../blueprint/approvers";
import { cli, role, settingsOf, subscriptions, summary, visit } from "./healthy-world";
import manifest from "../../../package.json";

const text = ({ check, subject, level, message }: DoctorLine): string =>
  `${level} ${check} ${subject}: ${message}`;

/** The session's key tells the account. */
const inAccount = (account: string, there: AwsAnswer, elsewhere: AwsAnswer) => (call: AwsCall) =>
  call.accessKeyId === `ASIA${account}` ? there : elsewhere;

const roles = (...found: readonly ReturnType<typeof role>[]): readonly AwsAnswer[] => [
  { output: { IsTruncated: false, Roles: found } },
];

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

interface Row {
  readonly title: string;
  readonly visit: Visit;
  /** Lines that the healthy world does not have. */
  readonly found: readonly string[];
  /** How many lines there are more than in the healthy world, where they do not take each other's place. */
  readonly more?: number;
}

const rows: readonly Row[] = [
  {
    title: "an old Node",
    visit: { options: { nodeVersion: "20.18.3" } },
    found: ["fault node Node: 20.18.3 is too old"],
  },
  {
    title: "no Pulumi CLI",
    more: -2,
    visit: { options: { run: cli(undefined) } },
    found: ["fault pulumi Pulumi CLI: not found on PATH"],
  },
  {
    title: "an older Pulumi CLI, without plugins",
    visit: { options: { run: cli("3.99.1", []) } },
    found: [
      "warning pulumi Pulumi CLI: 3.99.1 is older than the SDK, 3.246.0",
      "warning plugin aws: 7.48.0 is not here yet",
      "warning plugin gitlab: 10.1.1 is not here yet",
    ],
  },
  {
    title: "an account whose role does not trust the caller, and the others all the same",
    more: -4,
    visit: {
      aws: {
        "sts:AssumeRole": ({ input }) => {
          const account = String(input["RoleArn"]).split(":")[4] ?? "";
          if (account === "333333333333")
            return { fault: "AccessDenied", message: "not trusted", status: 403 };
          const Credentials = {
            ...{ AccessKeyId: `ASIA${account}`, SecretAccessKey: "s", SessionToken: sessionToken },
            Expiration: "2099-01-01T00:00:00Z",
          };
          return { output: { Credentials } };
        },
      },
    },
    found: ["fault account 333333333333 (test): AccessDenied: not trusted"],
  },
  {
    title: "a caller whose session has expired, and asks no other account",
    visit: { aws: { "sts:AssumeRole": [{ fault: "ExpiredToken", message: "over", status: 403 }] } },
    found: [
      "fault account 111111111111 (devops): ExpiredToken: over",
      "warning account 3 more accounts: not checked: AWS does not know the caller",
    ],
    more: -25,
  },
  {
    title: "a region that is not enabled in one account",
    visit: {
      aws: {
        "account:GetRegionOptStatus": ({ input, accessKeyId }) => ({
          output: {
            RegionOptStatus:
              input["RegionName"] === "eu-west-1" && accessKeyId === "ASIA444444444444"
                ? "DISABLED"
                : "ENABLED",
          },
        }),
      },
    },
    found: ["fault region eu-west-1 in 444444444444: not enabled"],
  },
  {
    title: "a new account's quota of one build, and a missing right to see roles' numbers",
    visit: {
      aws: {
        "servicequotas:ListServiceQuotas": [
          {
            output: {
              Quotas: [{ QuotaName: "Concurrently running builds for Linux/Small environment", Value: 1 }],
            },
          },
        ],
        "iam:GetAccountSummary": [{ fault: "AccessDenied", message: "no", status: 403 }],
      },
    },
    found: [
      "warning quota roles in 111111111111: not checked: AccessDenied: no",
      "fault quota Linux/Small builds side by side: 1 allowed, 5 needed",
      "warning quota Linux/Medium builds side by side: not checked: no such quota is listed",
      ...["222222222222", "333333333333", "444444444444"].map(
        (id) => `warning quota roles in ${id}: not checked: AccessDenied: no`,
      ),
    ],
  },
  {
    title: "an account that is full of roles",
    visit: { aws: { "iam:GetAccountSummary": inAccount("111111111111", summary(990), summary(40)) } },
    found: ["warning quota roles in 111111111111: 990 of 1000 used"],
  },
  {
    title: "a connection in ERROR",
    visit: {
      aws: {
        "codestar-connections:GetConnection": [
          {
            output: {
              Connection: {
                ConnectionName: "payments-gitlab",
                ConnectionStatus: "ERROR",
                ProviderType: "GitLab",
              },
            },
          },
        ],
      },
    },
    found: ["fault connection payments-gitlab: The connection payments-gitlab is in ERROR."],
  },
  {
    title: "a recorded connection that is gone",
    visit: { aws: { "codestar-connections:GetConnection": [{ fault: "ResourceNotFoundException" }] } },
    found: [
      "fault connection arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d: the recorded connection does not exist",
    ],
  },
  {
    title: "targets without a bootstrap, with an older one, with a broken one",
    visit: {
      aws: {
        "ssm:GetParameter": ({ accessKeyId, region }) => {
          if (accessKeyId === "ASIA222222222222") return { fault: "ParameterNotFound" };
          if (accessKeyId === "ASIA333333333333") return { output: { Parameter: { Value: "29" } } };
          return { output: { Parameter: { Value: region === "eu-west-1" ? "new" : "33" } } };
        },
      },
    },
    found: [
      "warning bootstrap 222222222222 eu-central-1: not bootstrapped yet",
      "warning bootstrap 333333333333 eu-central-1: version 29; this program's is 33",
      "fault bootstrap 444444444444 eu-west-1: /cdk-bootstrap/pay/version holds no version",
    ],
  },
  {
    title: "dead principals in the trusts of the road, and of nobody else",
    more: 1,
    visit: {
      aws: {
        "iam:ListRoles": inAccount(
          "444444444444",
          {
            output: {
              IsTruncated: false,
              Roles: [
                role("cdk-pay-deploy-role-x", {
                  AWS: ["arn:aws:iam::111111111111:role/a", "AROAJ2UCCR6EXAMPLEX"],
                }),
                role("delivery-provisioner", { AWS: "AIDAJ2UCCR6EXAMPLEX" }),
                role("AROA-named", { Service: "AROAJ2UCCR6EXAMPLEX" }),
              ],
            },
          },
          roles(role("cdk-pay-a", { AWS: "*" }), role("cdk-pay-b", { Service: "x" }))[0] ?? "drop",
        ),
      },
    },
    found: [
      "fault trust cdk-pay-deploy-role-x in 444444444444: its trust names AROAJ2UCCR6EXAMPLEX, which no longer exists",
      "fault trust delivery-provisioner in 444444444444: its trust names AIDAJ2UCCR6EXAMPLEX, which no longer exists",
    ],
  },
  {
    title: "an approver whose policy was changed",
    visit: { aws: { "iam:GetRolePolicy": [{ output: { PolicyDocument: "%7B%7D" } }] } },
    found: ["fault approver product-owner: payments-delivery-approver is not what the settings say"],
  },
  {
    title: "an approver without the policy",
    visit: { aws: { "iam:GetRolePolicy": [{ fault: "NoSuchEntity", status: 404 }] } },
    found: ["warning approver product-owner: the policy payments-delivery-approver is not attached"],
  },
  {
    title: "an approver that does not exist",
    visit: { aws: { "iam:GetRole": [{ fault: "NoSuchEntity", status: 404 }] } },
    found: ["fault approver product-owner: the role does not exist"],
  },
  {
    title: "addresses that have not confirmed, or are not subscribed",
    visit: {
      aws: { "sns:ListSubscriptionsByTopic": subscriptions(["owner@example.com"], ["platform@example.com"]) },
    },
    found: [
      "warning mail platform@example.com at payments-notices: not subscribed",
      "warning mail owner@example.com at payments-approvals-prod: has not confirmed, and is told nothing",
    ],
  },
  {
    title: "services that throttle, are down, have let the session expire or never answer: none of it is ok",
    visit: {
      aws: {
        "iam:ListRoles": [{ fault: "Throttling", message: "Rate exceeded" }],
        "ssm:GetParameter": [{ fault: "InternalServerError", message: "down", status: 500 }],
        "servicequotas:ListServiceQuotas": [{ fault: "ExpiredTokenException", message: "over" }],
        "codestar-connections:GetConnection": ["hang"],
      },
      gitlab: { "/user": { status: 502, body: {} } },
    },
    found: [
      ...["111111111111", "222222222222", "333333333333", "444444444444"].flatMap((id) => [
        ...(id === "111111111111"
          ? []
          : [`warning bootstrap ${id} eu-central-1: not checked: InternalServerError: down`]),
        ...(id === "444444444444"
          ? [`warning bootstrap ${id} eu-west-1: not checked: InternalServerError: down`]
          : []),
        `warning trust roles of the road in ${id}: not checked: Throttling: Rate exceeded`,
        ...(id === "111111111111"
          ? [
              "warning connection arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d: not checked: no answer in time",
              "warning quota Linux/Small builds side by side: not checked: ExpiredTokenException: over",
              "warning quota Linux/Medium builds side by side: not checked: ExpiredTokenException: over",
            ]
          : []),
      ]),
      "warning gitlab role of the token's user: not checked: GitLab answered 502",
    ],
  },
  {
    title: "topics that are not there yet",
    visit: { aws: { "sns:ListSubscriptionsByTopic": [{ fault: "NotFound", status: 404 }] } },
    found: [
      "warning mail payments-notices: the topic is not there yet",
      "warning mail payments-approvals-prod: the topic is not there yet",
    ],
  },
  {
    title: "no token for GitLab",
    more: -3,
    visit: { gitlab: "no token" },
    found: ["warning gitlab https://gitlab.com: not checked: there is no token"],
  },
  {
    title: "a token that is refused",
    visit: { token: "glpat-wrong" },
    found: [
      "fault gitlab token: GitLab answered 401: 401 Unauthorized",
      "warning gitlab acme/platform/payments-infra: not checked: GitLab answered 401: 401 Unauthorized",
      "fault gitlab role of the token's user: GitLab answered 401: 401 Unauthorized",
      "fault gitlab tier: GitLab answered 401: 401 Unauthorized",
    ],
  },
  {
    title: "a token that ends soon, a Maintainer, a lower tier, a missing branch",
    visit: {
      gitlab: {
        "/personal_access_tokens/self": { body: { scopes: ["api"], expires_at: "2026-12-01" } },
        "/projects/48213377/members/all/7": { body: { access_level: 40 } },
        "/namespaces/acme": { body: { plan: "free" } },
        "/projects/48213377/repository/branches/main": { status: 404, body: {} },
      },
    },
    found: [
      "warning gitlab token: expires on 2026-12-01",
      "fault gitlab acme/platform/payments-infra: acme/platform/payments-infra has no branch main",
      "fault gitlab role of the token's user: access level 40, and Owner is 50",
      "fault gitlab tier: free, and the settings say premium",
    ],
  },
  {
    title: "a token without scope, no member, a higher tier",
    visit: {
      gitlab: {
        "/personal_access_tokens/self": { body: { scopes: ["read_api"], expires_at: "2027-06-30" } },
        "/projects/48213377/members/all/7": { status: 404, body: {} },
        "/namespaces/acme": { body: { plan: "ultimate" } },
      },
    },
    found: [
      "fault gitlab token: has the scopes read_api",
      "fault gitlab role of the token's user: is no member of the project",
      "warning gitlab tier: ultimate, and the settings say premium",
    ],
  },
  {
    title: "a token that never ends, and a plan that it is not shown",
    visit: {
      gitlab: {
        "/personal_access_tokens/self": { body: { scopes: ["api"], expires_at: null } },
        "/namespaces/acme": { body: { id: 1 } },
      },
    },
    found: ["warning gitlab token: never expires", "warning gitlab tier: not shown to this token"],
  },
];

describe("delivery doctor", () => {
  it("finds a healthy road healthy, and looks at every part of it", async () => {
    assert.deepEqual((await visit()).map(text), healthy);
  });

  for (const { title, visit: differences, found, more = 0 } of rows)
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
