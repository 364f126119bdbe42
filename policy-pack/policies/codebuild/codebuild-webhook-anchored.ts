/**
 * codebuild-webhook-anchored
 *
 * A webhook's filter on branch, target branch or author pins all of what it compares: its pattern, and each
 * alternative of it, begins with `^` and ends with `$`. A filter that keeps out what it matches may be wider.
 *
 * Why: OWASP CICD-SEC-4. A pattern without anchors matches anywhere in the text: `main` lets `not-main-at-all`
 * in, and an author's number lets in everybody whose longer number contains it.
 *
 * Level: the resource's. Not seen: whether the pattern itself is narrow enough (`^.*$` is anchored).
 */
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { isAnchored } from "./anchored";
import { shortened } from "../../verdict/shortened";
import { nameOf } from "./project";
import type { WebhookFilter } from "./webhook";
import { filterGroups } from "./webhook";

export const codebuildWebhookAnchored: Rule = {
  number: 31,
  name: "codebuild-webhook-anchored",
  title: "Webhook filters pin whole branches and authors",
  description: "Patterns on HEAD_REF, BASE_REF and ACTOR_ACCOUNT_ID are anchored at both ends.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Write the pattern as ^…$, with alternatives in parentheses.",
  parameters: {},
  types: [tokens.buildWebhook],
  resource: (webhook) =>
    judged([
      ...filterGroups(webhook).flatMap((filters) =>
        filters.flatMap((filter) => judgeFilter(webhook, filter)),
      ),
      ...judgeBranchFilter(webhook),
    ]),
};

const why =
  "CICD-SEC-4: a pattern without anchors matches anywhere, so main lets not-main-at-all in, and a number every longer one";

const pinned = new Map([
  ["HEAD_REF", "branch"],
  ["BASE_REF", "target branch"],
  ["ACTOR_ACCOUNT_ID", "author"],
]);

function judgeFilter(webhook: ResourceView, filter: WebhookFilter): readonly Finding[] {
  const { type, pattern, excludes, field } = filter;
  const what = type === undefined ? "event, branch or author" : pinned.get(type);
  if (what === undefined || excludes === true) return [];
  if (type !== undefined && pattern !== undefined) {
    if (isAnchored(pattern)) return [];
    if (excludes === false) return [unanchored(webhook, what, field.at("pattern").path)];
  }
  return [unseen(webhook, what, field.path)];
}

/** The older form: a pattern of branches alone. */
function judgeBranchFilter(webhook: ResourceView): readonly Finding[] {
  const filter = webhook.properties.at("branchFilter");
  const text = filter.text();
  if (text.kind === "absent" || (text.kind === "known" && (text.value === "" || isAnchored(text.value))))
    return [];
  return [
    text.kind === "known"
      ? unanchored(webhook, "branch", filter.path)
      : unseen(webhook, "branch", filter.path),
  ];
}

function unanchored(webhook: ResourceView, what: string, path: string): Finding {
  return {
    kind: "violation",
    urn: webhook.urn,
    what: `Webhook ${projectNameOf(webhook)} compares the ${what} with a pattern that is not anchored at both ends.`,
    at: [path],
    why,
    fix: "begin the pattern with ^ and end it with $, with alternatives in parentheses: ^refs/heads/(main|release)$",
  };
}

function unseen(webhook: ResourceView, what: string, path: string): Finding {
  return {
    kind: "undetermined",
    urn: webhook.urn,
    what: `what webhook ${projectNameOf(webhook)} demands of the ${what} is not known yet.`,
    at: [path],
    why,
    fix: "write type and pattern as literals",
  };
}

/** A webhook has no name of its own. */
function projectNameOf({ name, properties }: ResourceView): string {
  const project = properties.at("projectName").text();
  return project.kind === "known"
    ? `of build project ${shortened(project.value)}`
    : nameOf({ name, properties });
}
