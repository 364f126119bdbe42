import { oidcProviderConfig } from "../../../../policy-pack/policies/trust/oidc-provider-config";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Account } from "../../road";
import { provider as awsProvider } from "../../road";
import type { DecisionTable, Row } from "../table";
import { settings } from "./web.stack";

const circumstances = { settings };

function provider(
  url: unknown,
  clientIdLists: unknown = ["https://gitlab.com"],
  name = "provider",
  account: Account = "devops",
): Written {
  return {
    type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    name,
    provider: awsProvider(account),
    props: { url, clientIdLists },
  };
}

const ownHost = { ...settings, gitlab: { ...settings.gitlab, url: "https://git.example.com" } };

const rows: readonly Row[] = [
  { when: "issuer and audience are GitLab's", shows: "pass", stack: [provider("https://gitlab.com")] },
  {
    when: "the host of the settings issues for its own address",
    shows: "pass",
    stack: [provider("https://git.example.com", ["https://git.example.com"])],
    circumstances: { settings: ownHost },
  },
  {
    when: "another issuer is trusted",
    shows: "violation",
    stack: [provider("https://gitlab.com.example.org")],
    says: [
      "mandatory provider: Provider provider is for issuer https://gitlab.com.example.org, which is not on the list (https://gitlab.com).",
    ],
    inFull: [
      [
        "Provider provider is for issuer https://gitlab.com.example.org, which is not on the list (https://gitlab.com).",
        "  at: url",
        "  why: CICD-SEC-2: the provider decides whose tokens are looked at at all, and for whom they were made",
        "  fix: use a listed issuer, or list this one in this policy's `issuers`",
      ].join("\n"),
    ],
  },
  {
    when: "the issuer is not https",
    shows: "violation",
    stack: [provider("http://gitlab.com")],
    says: ["mandatory provider: Provider provider has issuer http://gitlab.com, which is not https."],
  },
  {
    when: "one audience more is accepted",
    shows: "violation",
    stack: [provider("https://gitlab.com", ["https://gitlab.com", "sts.amazonaws.com"])],
    says: [
      "mandatory provider: Provider provider accepts audience sts.amazonaws.com, which is not on the list (https://gitlab.com).",
    ],
  },
  {
    when: "a second provider has the same issuer",
    shows: "violation",
    stack: [provider("https://gitlab.com"), provider("https://GitLab.com/", undefined, "twin")],
    says: [
      "mandatory twin: Provider twin is the second one for issuer https://GitLab.com/ in its account, beside provider.",
    ],
  },
  {
    when: "the issuer is written without https, in other letter case, with a slash",
    shows: "near miss",
    stack: [provider("GitLab.com/", "https://gitlab.com")],
  },
  {
    when: "another account has a provider for the same issuer",
    shows: "near miss",
    stack: [provider("https://gitlab.com"), provider("https://gitlab.com", undefined, "other", "prod")],
  },
  {
    when: "another issuer and audience are listed",
    shows: "near miss",
    stack: [provider("https://token.actions.githubusercontent.com", ["sts.amazonaws.com"])],
    circumstances: {
      settings,
      config: {
        issuers: ["https://token.actions.githubusercontent.com"],
        audiences: ["sts.amazonaws.com"],
      },
    },
  },
  {
    when: "issuer and audience are not known yet",
    shows: "unknown",
    stack: [provider(unknown, [unknown])],
    says: [
      "advisory provider: Undetermined: the issuer of provider provider is not known yet.",
      "advisory provider: Undetermined: an audience of provider provider is not known yet.",
    ],
  },
];

export const table: DecisionTable = {
  rule: oidcProviderConfig,
  rows: rows.map((row) => ({ circumstances, ...row })),
};
