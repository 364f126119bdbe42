import { codebuildWebhookUntrusted } from "../../../../policy-pack/policies/codebuild/codebuild-webhook-untrusted";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { builder, deployToProduction, filter, filters, readSecret, webhook } from "./roads.stack";

const merges = filters(filter("EVENT", "PUSH, PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED"));
const pushes = filters(filter("EVENT", "PUSH"));
const asked = {
  pullRequestBuildPolicy: {
    requiresCommentApproval: "ALL_PULL_REQUESTS",
    approverRoles: ["GITLAB_MAINTAINER"],
  },
};
const harmless = builder("payments-build");

const unseen =
  "advisory webhook: Undetermined: whether webhook of build project payments-build builds merge requests that nobody has looked at is not known yet.";

export const table: DecisionTable = {
  rule: codebuildWebhookUntrusted,
  rows: [
    {
      when: "merge requests are built on request, in a project without power",
      shows: "pass",
      stack: [webhook({ ...merges, ...asked }), ...harmless],
    },
    {
      when: "merge requests are built at once",
      shows: "violation",
      stack: [webhook(merges), ...harmless],
      says: [
        "mandatory webhook: Webhook of build project payments-build builds merge requests before anybody has looked at them.",
      ],
      inFull: [
        [
          "Webhook of build project payments-build builds merge requests before anybody has looked at them.",
          "  at: pullRequestBuildPolicy.requiresCommentApproval",
          "  why: CICD-SEC-4: a merge request is code that nobody has reviewed, and its build runs it",
          "  fix: set pullRequestBuildPolicy: requiresCommentApproval ALL_PULL_REQUESTS, and approverRoles to roles that may write",
        ].join("\n"),
      ],
    },
    {
      when: "no filter says what is built",
      shows: "violation",
      stack: [webhook({}), ...harmless],
      says: [
        "mandatory webhook: Webhook of build project payments-build builds merge requests before anybody has looked at them.",
      ],
    },
    {
      when: "only those from forks wait",
      shows: "violation",
      stack: [
        webhook({ ...merges, pullRequestBuildPolicy: { requiresCommentApproval: "FORK_PULL_REQUESTS" } }),
        ...harmless,
      ],
      says: [
        "mandatory webhook: Webhook of build project payments-build builds merge requests from branches of the project before anybody has looked at them.",
      ],
    },
    {
      when: "the comment of anybody who may read is enough",
      shows: "violation",
      stack: [
        webhook({
          ...merges,
          pullRequestBuildPolicy: {
            requiresCommentApproval: "ALL_PULL_REQUESTS",
            approverRoles: ["GITLAB_GUEST"],
          },
        }),
        ...harmless,
      ],
      says: [
        "mandatory webhook: Webhook of build project payments-build takes the comment of anybody who may read for a review (GITLAB_GUEST).",
      ],
    },
    {
      when: "the project may read secrets",
      shows: "violation",
      stack: [webhook({ ...merges, ...asked }), ...builder("payments-build", readSecret)],
      says: [
        "mandatory webhook: Webhook of build project payments-build builds merge requests in payments-build, which may read secrets.",
      ],
    },
    {
      when: "the project can change production",
      shows: "violation",
      stack: [webhook({ ...merges, ...asked }), ...builder("payments-build", deployToProduction)],
      says: [
        "mandatory webhook: Webhook of build project payments-build builds merge requests in payments-build, which can change production.",
      ],
    },
    {
      when: "which events are built is not known yet",
      shows: "unknown",
      stack: [webhook(filters(filter("EVENT", unknown))), ...harmless],
      says: [unseen],
    },
    {
      when: "whether a comment is needed is not known yet",
      shows: "unknown",
      stack: [
        webhook({ ...merges, pullRequestBuildPolicy: { requiresCommentApproval: unknown } }),
        ...harmless,
      ],
      says: [unseen],
    },
    {
      when: "the project is not in the stack",
      shows: "unknown",
      stack: [webhook({ ...merges, ...asked })],
      says: [
        "advisory webhook: Undetermined: webhook of build project payments-build builds merge requests in a project that is not in this stack, so its power can't be seen.",
      ],
    },
    {
      when: "only pushes are built, in a project that deploys",
      shows: "near miss",
      stack: [webhook(pushes), ...builder("payments-build", deployToProduction)],
    },
    {
      when: "only merge requests that were merged are built",
      shows: "near miss",
      stack: [
        webhook(filters(filter("EVENT", "PULL_REQUEST_MERGED"))),
        ...builder("payments-build", readSecret),
      ],
    },
    {
      when: "there is no webhook",
      shows: "not applicable",
      stack: harmless,
      notApplicable: ["the stack has no webhook of a build project"],
    },
  ],
};
