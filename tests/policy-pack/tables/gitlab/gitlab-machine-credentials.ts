import { gitlabMachineCredentials } from "../../../../policy-pack/policies/gitlab/gitlab-machine-credentials";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { road, settings } from "../../road";
import type { DecisionTable } from "../table";
import {
  branchProtection,
  noProjectReason,
  observed,
  observedReason,
  project,
  resource,
  withGitLab,
} from "./project.stack";

type Properties = Readonly<Record<string, unknown>>;

const circumstances = withGitLab();
const why = "CICD-SEC-2: a machine's credential asks nobody, and is copied without anybody seeing it";
const scope = (change: Properties = {}): Written =>
  resource("projectJobTokenScopes", "scope", {
    enabled: true,
    targetProjectIds: [],
    targetGroupIds: [],
    ...change,
  });
const token = (change: Properties = {}): Written =>
  resource("projectAccessToken", "token", {
    name: "reader",
    accessLevel: "reporter",
    scopes: ["read_api"],
    rotationConfiguration: { expirationDays: 90, rotateBeforeDays: 10 },
    ...change,
  });
const deployKey = (change: Properties = {}): Written =>
  resource("deployKey", "key", { title: "mirror", key: "ssh-ed25519 AAAA", ...change });
const stack = (...more: readonly Written[]) => [project(), scope(), ...more];
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export const table: DecisionTable = {
  rule: gitlabMachineCredentials,
  rows: [
    {
      when: "a token reads for a while, a key reads, and the job token is closed",
      shows: "pass",
      stack: stack(token(), deployKey()),
      circumstances,
    },
    {
      when: "a token is a maintainer that may do everything for ever",
      shows: "violation",
      stack: stack(
        token({ accessLevel: undefined, scopes: ["read_api", "API"], rotationConfiguration: undefined }),
      ),
      circumstances,
      says: [
        "mandatory token: Access token token is a maintainer, because nobody says otherwise.",
        "mandatory token: Access token token has the scope API, and so may change things.",
        "mandatory token: Access token token has no end.",
      ],
      inFull: [
        `Access token token is a maintainer, because nobody says otherwise.\n  at: accessLevel\n  why: ${why}\n  fix: set accessLevel to developer or less`,
        `Access token token has the scope API, and so may change things.\n  at: scopes\n  why: ${why}\n  fix: take the scopes that read: read_api, read_repository, read_registry`,
        `Access token token has no end.\n  at: expiresAt\n  why: ${why}\n  fix: set expiresAt, or rotationConfiguration.expirationDays, to 365 days at most`,
      ],
    },
    {
      when: "a token of the group is an owner for years",
      shows: "violation",
      stack: stack(
        resource("groupAccessToken", "token", {
          project: undefined,
          group: "acme",
          accessLevel: "Owner",
          scopes: "read_api",
          expiresAt: inDays(400),
        }),
      ),
      circumstances,
      says: [
        "mandatory token: Access token token is an owner.",
        "mandatory token: Access token token lives for more than 365 days.",
      ],
    },
    {
      when: "a deploy key pushes",
      shows: "violation",
      stack: stack(deployKey({ canPush: true })),
      circumstances,
      says: ["mandatory key: Deploy key key may push."],
    },
    {
      when: "a deploy key of elsewhere is enabled and pushes",
      shows: "violation",
      stack: stack(resource("deployKeyEnable", "enabled", { keyId: "5", canPush: "True" })),
      circumstances,
      says: ["mandatory enabled: Deploy key enabled may push."],
    },
    {
      when: "protections let deploy keys in",
      shows: "violation",
      stack: stack(
        branchProtection({ allowedToPushes: [{ accessLevel: "no one" }, { deployKeyId: 5 }] }),
        resource("tagProtection", "tags", { tag: "v*", allowedToCreates: { deployKeyId: unknown } }),
      ),
      circumstances,
      says: [
        "mandatory branch: Deploy key 5 may push to branch main.",
        "mandatory tags: A deploy key may create tag v*.",
      ],
    },
    {
      when: "a trigger token is there",
      shows: "violation",
      stack: stack(resource("pipelineTrigger", "trigger", { description: "from elsewhere" })),
      circumstances,
      says: ["mandatory trigger: Trigger token trigger starts pipelines for whoever holds it."],
    },
    {
      when: "the job token pushes, and its scope is off",
      shows: "violation",
      stack: [project({ ciPushRepositoryForJobTokenAllowed: true }), scope({ enabled: false })],
      circumstances,
      says: [
        "mandatory project: Jobs of project payments may push with their own token.",
        "mandatory scope: The job token's scope scope is switched off: jobs of every project get in.",
      ],
    },
    {
      when: "a listed project gets in with its job token",
      shows: "near miss",
      stack: [project(), scope({ targetProjectIds: [9] })],
      circumstances,
    },
    {
      when: "a key says that it does not push",
      shows: "near miss",
      stack: stack(deployKey({ canPush: false })),
      circumstances,
    },
    {
      when: "a token writes, and the policy config takes that scope",
      shows: "near miss",
      stack: stack(token({ scopes: ["write_registry"] })),
      circumstances: withGitLab({}, { allowScopes: ["write_registry"] }),
    },
    {
      when: "a token ends on a near day",
      shows: "near miss",
      stack: stack(token({ rotationConfiguration: undefined, expiresAt: inDays(300) })),
      circumstances,
    },
    {
      when: "what a token may do is not known",
      shows: "unknown",
      stack: stack(
        token({ accessLevel: unknown, scopes: [unknown], rotationConfiguration: unknown }),
        deployKey({ canPush: unknown }),
      ),
      circumstances,
      says: [
        "advisory token: Undetermined: which role access token token has is not known.",
        "advisory token: Undetermined: which scopes access token token has is not known.",
        "advisory token: Undetermined: when access token token ends is not known.",
        "advisory key: Undetermined: whether deploy key key may push is not known.",
      ],
    },
    {
      when: "nobody states the job token's scope, nor whether it pushes",
      shows: "unknown",
      stack: [project({ ciPushRepositoryForJobTokenAllowed: undefined })],
      circumstances,
      says: [
        "advisory project: Undetermined: what GitLab has for ciPushRepositoryForJobTokenAllowed of project payments can't be seen.",
        "advisory project: Undetermined: whether jobs of other projects get into acme/payments with their job tokens can't be seen.",
      ],
    },
    {
      when: "whose the job token's scope is, and whether it is on, is not known",
      shows: "unknown",
      stack: [project(), scope({ project: unknown, enabled: undefined })],
      circumstances,
      says: [
        "advisory scope: Undetermined: what GitLab has for enabled of scope scope can't be seen.",
        "advisory project: Undetermined: whether jobs of other projects get into acme/payments with their job tokens can't be seen.",
      ],
    },
    {
      when: "another stack manages the guard-rails",
      shows: "not applicable",
      stack: [deployKey({ canPush: true })],
      circumstances: observed,
      notApplicable: [observedReason],
    },
    {
      when: "nothing says GitLab",
      shows: "not applicable",
      stack: road(),
      circumstances: { settings },
      notApplicable: [noProjectReason],
    },
  ],
};
