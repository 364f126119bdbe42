import type { RequestPrincipal } from "../../../../policy-pack/iam/request";
import type { Golden, Keys } from "./row";
import { home, lets, roleArn, root, rows, trust } from "./row";

const provider = `arn:aws:iam::${home}:oidc-provider/gitlab.com`;
const gitlab: RequestPrincipal = { kind: "federated", provider };
const action = "sts:AssumeRoleWithWebIdentity";
const good: Keys = {
  "gitlab.com:sub": "project_path:acme/pay:ref_type:branch:ref:main",
  "gitlab.com:aud": "https://gitlab.com",
  "gitlab.com:project_id": "42",
};
const condition = {
  StringEquals: {
    "gitlab.com:sub": "project_path:acme/pay:ref_type:branch:ref:main",
    "gitlab.com:aud": "https://gitlab.com",
    "gitlab.com:project_id": "42",
  },
};
const row = (
  rule: string,
  answer: Golden["answer"],
  keys: Keys,
  more: object = { Condition: condition },
  as: RequestPrincipal = gitlab,
  principal: unknown = { Federated: provider },
) => ({
  rule,
  request: { as, action, on: roleArn("start"), keys },
  policies: { identity: [], resource: trust(lets(principal, action, { ...more })) },
  answer,
});

export const webIdentity = [
  ...rows(
    "IAM User Guide, Create a role for OpenID Connect federation; Available keys for AWS OIDC federation",
    [
      row("a token with the right subject, audience and project needs the trust only", "allowed", good),
      row("another branch in the subject is refused", "denied", {
        ...good,
        "gitlab.com:sub": "project_path:acme/pay:ref_type:branch:ref:feature",
      }),
      row("another audience is refused", "denied", { ...good, "gitlab.com:aud": "https://example.com" }),
      row("another project under the same name is refused by its id", "denied", {
        ...good,
        "gitlab.com:project_id": "43",
      }),
      row("a token without the project's id is refused", "denied", {
        ...good,
        "gitlab.com:project_id": null,
      }),
      row("a subject that is not known leaves the answer open", "unknown", {
        ...good,
        "gitlab.com:sub": undefined,
      }),
      row(
        "a trust in another provider lets nobody in",
        "denied",
        good,
        { Condition: condition },
        {
          kind: "federated",
          provider: `arn:aws:iam::${home}:oidc-provider/git.example.com`,
        },
      ),
      row("a trust in the account is no trust in a provider's tokens", "denied", good, {}, gitlab, {
        AWS: root(home),
      }),
      row("a subject's wildcard is one under StringLike", "allowed", good, {
        Condition: { StringLike: { "gitlab.com:sub": "project_path:acme/pay:ref_type:branch:ref:*" } },
      }),
      row("a subject's wildcard is none under StringEquals", "denied", good, {
        Condition: { StringEquals: { "gitlab.com:sub": "project_path:acme/pay:ref_type:branch:ref:*" } },
      }),
      row(
        "a wildcard in the subject's project takes in projects that begin alike",
        "allowed",
        {
          ...good,
          "gitlab.com:sub": "project_path:acme/pay-evil:ref_type:branch:ref:main",
        },
        {
          Condition: { StringLike: { "gitlab.com:sub": "project_path:acme/pay*:ref_type:branch:ref:main" } },
        },
      ),
      row("several subjects may be listed", "allowed", good, {
        Condition: {
          StringEquals: { "gitlab.com:sub": ["other", "project_path:acme/pay:ref_type:branch:ref:main"] },
        },
      }),
      row(
        "a role of the account can't come in by a provider's trust",
        "denied",
        good,
        { Condition: condition },
        {
          kind: "role",
          arn: roleArn("build"),
        },
      ),
    ],
  ),
  ...rows("IAM User Guide, Create a role for SAML 2.0 federation", [
    {
      rule: "a SAML provider that is trusted lets its users in",
      request: {
        as: { kind: "federated", provider: `arn:aws:iam::${home}:saml-provider/corp` },
        action: "sts:AssumeRoleWithSAML",
        on: roleArn("start"),
        keys: { "SAML:aud": "https://signin.aws.amazon.com/saml" },
      },
      policies: {
        identity: [],
        resource: trust(
          lets({ Federated: `arn:aws:iam::${home}:saml-provider/corp` }, "sts:AssumeRoleWithSAML", {
            Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
          }),
        ),
      },
      answer: "allowed",
    },
    {
      rule: "trust for SAML is no trust for web identity",
      request: { as: gitlab, action, on: roleArn("start") },
      policies: { identity: [], resource: trust(lets({ Federated: provider }, "sts:AssumeRoleWithSAML")) },
      answer: "denied",
    },
  ]),
];
