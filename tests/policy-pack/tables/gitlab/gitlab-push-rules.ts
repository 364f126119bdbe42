import { gitlabPushRules } from "../../../../policy-pack/policies/gitlab/gitlab-push-rules";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { road } from "../../road";
import type { DecisionTable } from "../table";
import { free, observed, observedReason, project, resource, withGitLab } from "./project.stack";

const circumstances = withGitLab();
const ultimate = withGitLab({ tier: "Ultimate" });
const good = { rejectUnsignedCommits: true, commitCommitterCheck: true, preventSecrets: true };
const rules = (change: Readonly<Record<string, unknown>> = {}): Written =>
  resource("projectPushRules", "push-rules", { ...good, ...change });

export const table: DecisionTable = {
  rule: gitlabPushRules,
  rows: [
    { when: "all three hold", shows: "pass", stack: [project(), rules()], circumstances },
    {
      when: "with Ultimate, pushes are searched for secrets too",
      shows: "pass",
      stack: [project({ preReceiveSecretDetectionEnabled: true }), rules()],
      circumstances: ultimate,
    },
    {
      when: "no push rules are there",
      shows: "violation",
      stack: [project()],
      circumstances,
      says: ["advisory project: Nothing in this stack gives acme/payments push rules."],
    },
    {
      when: "none of the three holds",
      shows: "violation",
      stack: [
        project(),
        rules({ rejectUnsignedCommits: false, commitCommitterCheck: "false", preventSecrets: false }),
      ],
      circumstances,
      says: [
        "advisory push-rules: Project acme/payments takes commits that nobody signed.",
        "advisory push-rules: Project acme/payments takes commits in the name of others than who pushes them.",
        "advisory push-rules: Project acme/payments takes files that look like secrets.",
      ],
    },
    {
      when: "the rules stand in the project, one of them off",
      shows: "violation",
      stack: [project({ pushRules: { ...good, rejectUnsignedCommits: false } })],
      circumstances,
      says: ["advisory project: Project acme/payments takes commits that nobody signed."],
      inFull: [
        "Project acme/payments takes commits that nobody signed.\n  at: pushRules.rejectUnsignedCommits\n  why: SLSA source L2: anybody could push in another's name, and a secret once pushed is in every clone\n  fix: set rejectUnsignedCommits: true",
      ],
    },
    {
      when: "with Ultimate, pushes are not searched for secrets",
      shows: "violation",
      stack: [project({ preReceiveSecretDetectionEnabled: false }), rules()],
      circumstances: ultimate,
      says: ["advisory project: Pushes to acme/payments are not searched for secrets."],
    },
    {
      when: "the rules stand in the project",
      shows: "near miss",
      stack: [project({ pushRules: good })],
      circumstances,
    },
    {
      when: "pushes are not searched for secrets, which Premium can't",
      shows: "near miss",
      stack: [project({ preReceiveSecretDetectionEnabled: false }), rules()],
      circumstances,
    },
    {
      when: "a rule is not known",
      shows: "unknown",
      stack: [project(), rules({ preventSecrets: unknown })],
      circumstances,
      says: [
        "advisory push-rules: Undetermined: what GitLab has for preventSecrets of acme/payments can't be seen.",
      ],
    },
    {
      when: "whose the rules are is not known",
      shows: "unknown",
      stack: [project(), rules({ project: unknown })],
      circumstances,
      says: ["advisory project: Undetermined: which pushes acme/payments refuses can't be seen."],
    },
    {
      when: "nobody states the tier, and push rules show only that it is paid",
      shows: "unknown",
      stack: [project(), rules()],
      circumstances: withGitLab({ tier: undefined }),
      says: [
        "advisory project: Undetermined: whether pushes to acme/payments are searched for secrets can't be seen.",
      ],
    },
    {
      when: "the project is not in the stack, with Ultimate",
      shows: "unknown",
      stack: [rules()],
      circumstances: ultimate,
      says: [
        "advisory : Undetermined: whether pushes to acme/payments are searched for secrets can't be seen.",
      ],
    },
    {
      when: "the tier has no such thing",
      shows: "not applicable",
      stack: [project()],
      circumstances: free,
      notApplicable: ["GitLab free has no push rules; premium has"],
    },
    {
      when: "another stack manages the guard-rails",
      shows: "not applicable",
      stack: road(),
      circumstances: observed,
      notApplicable: [observedReason],
    },
  ],
};
