import type { Finding } from "./finding";
import { cli } from "./healthy-world";

/** The machine that it runs on, and GitLab. */
export const toolAndGitLabFindings: readonly Finding[] = [
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
