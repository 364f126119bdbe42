import { codebuildWebhookAnchored } from "../../../../policy-pack/policies/codebuild/codebuild-webhook-anchored";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { filter, filters, webhook } from "./roads.stack";

const push = filter("EVENT", "PUSH");
const branch =
  "mandatory webhook: Webhook of build project payments-build compares the branch with a pattern that is not anchored at both ends.";

function onBranch(pattern: unknown, more: Record<string, unknown> = {}) {
  return [webhook(filters(push, filter("HEAD_REF", pattern, more)))];
}

export const table: DecisionTable = {
  rule: codebuildWebhookAnchored,
  rows: [
    { when: "the branch is pinned", shows: "pass", stack: onBranch("^refs/heads/main$") },
    {
      when: "alternatives stand in parentheses, or are each pinned",
      shows: "pass",
      stack: [
        webhook({
          filterGroups: [
            { filters: [push, filter("HEAD_REF", "^refs/heads/(main|release)$")] },
            { filters: [push, filter("BASE_REF", "^refs/heads/main$|^refs/heads/release$")] },
          ],
        }),
      ],
    },
    {
      when: "the branch may stand anywhere",
      shows: "violation",
      stack: onBranch("main"),
      says: [branch],
      inFull: [
        [
          "Webhook of build project payments-build compares the branch with a pattern that is not anchored at both ends.",
          "  at: filterGroups[0].filters[1].pattern",
          "  why: CICD-SEC-4: a pattern without anchors matches anywhere, so main lets not-main-at-all in, and a number every longer one",
          "  fix: begin the pattern with ^ and end it with $, with alternatives in parentheses: ^refs/heads/(main|release)$",
        ].join("\n"),
      ],
    },
    {
      when: "one alternative is pinned at each end, and neither at both",
      shows: "violation",
      stack: onBranch("^refs/heads/main|refs/heads/release$"),
      says: [branch],
    },
    {
      when: "the last anchor is escaped",
      shows: "violation",
      stack: onBranch("^refs/heads/main\\$"),
      says: [branch],
    },
    {
      when: "the author's number may be part of a longer one",
      shows: "violation",
      stack: [webhook(filters(push, filter("ACTOR_ACCOUNT_ID", "1234567")))],
      says: [
        "mandatory webhook: Webhook of build project payments-build compares the author with a pattern that is not anchored at both ends.",
      ],
    },
    {
      when: "the older filter of branches is not pinned",
      shows: "violation",
      stack: [webhook({ branchFilter: "main" })],
      says: [branch],
    },
    {
      when: "a pattern is not known yet",
      shows: "unknown",
      stack: onBranch(unknown),
      says: [
        "advisory webhook: Undetermined: what webhook of build project payments-build demands of the branch is not known yet.",
      ],
    },
    {
      when: "a filter's type is not known yet",
      shows: "unknown",
      stack: [webhook(filters(push, filter(unknown, "main")))],
      says: [
        "advisory webhook: Undetermined: what webhook of build project payments-build demands of the event, branch or author is not known yet.",
      ],
    },
    {
      when: "a pattern that keeps out is wide",
      shows: "near miss",
      stack: onBranch("experiment", { excludeMatchedPattern: true }),
    },
    {
      when: "what is not anchored is a path",
      shows: "near miss",
      stack: [webhook(filters(push, filter("FILE_PATH", "infra/")))],
    },
    { when: "a bar stands in a class", shows: "near miss", stack: onBranch("^refs/heads/[a|b]$") },
  ],
};
