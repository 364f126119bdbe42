import type { AwsAnswer } from "../services/aws-wire";
import type { Finding } from "./finding";
import { inAccount, role, subscriptions } from "./healthy-world";

const roles = (...found: readonly ReturnType<typeof role>[]): readonly AwsAnswer[] => [
  { output: { IsTruncated: false, Roles: found } },
];

/** What the road itself consists of. */
export const roadFindings: readonly Finding[] = [
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
];
