/**
 * codebuild-webhook-untrusted
 *
 * A webhook that builds merge requests waits for a comment of somebody trusted (`ALL_PULL_REQUESTS`), whose
 * role in the project is more than reading, and never starts a project that can change production or is given
 * secrets. Without filters a webhook builds merge requests as well as pushes.
 *
 * Why: OWASP CICD-SEC-4, poisoned pipeline execution. A merge request is code that nobody has reviewed; its
 * build runs it, with the role and the environment of the project.
 *
 * Level: both. What the webhook itself demands is said of the resource, which stops it at `up`; what its
 * project may do is known of the stack.
 *
 * Not seen: who has which role in the source. A project outside of the stack is undetermined.
 *
 * Parameters: `prodAccounts` (default: targets of the environments of kind production).
 */
import { worldSchema } from "../../config/parameters";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { uncapitalized } from "../../verdict/sentence";
import { shortened } from "../../verdict/shortened";
import { membersOf, nameOf } from "./project";
import { powerOf } from "./project-power";
import { buildsMergeRequests, projectOfWebhook } from "./webhook";

export const codebuildWebhookUntrusted: Rule = {
  number: 32,
  name: "codebuild-webhook-untrusted",
  title: "Merge requests are built on request only, and without power",
  description:
    "A webhook that builds merge requests needs a trusted comment, and its project has neither secrets nor power over production.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Set pullRequestBuildPolicy to ALL_PULL_REQUESTS with roles that may write, and build merge requests in a project of their own without secrets.",
  parameters: worldSchema("prodAccounts"),
  types: [tokens.buildWebhook],
  resource: (webhook) => judged(judgeComments(webhook)),
  stack: (stack, setup) => {
    const webhooks = stack.ofType(tokens.buildWebhook);
    if (webhooks.length === 0) return notApplicable("the stack has no webhook of a build project");
    return judged(webhooks.flatMap((webhook) => judgePower(webhook, stack, setup)));
  },
};

const why = "CICD-SEC-4: a merge request is code that nobody has reviewed, and its build runs it";

/** Roles that whoever may look has; a comment of theirs is no review. */
const reading = new Set([
  "GITHUB_READ",
  "GITLAB_GUEST",
  "GITLAB_PLANNER",
  "GITLAB_REPORTER",
  "BITBUCKET_READ",
]);

function judgeComments(webhook: ResourceView): readonly Finding[] {
  const merges = buildsMergeRequests(webhook);
  if (merges === "no") return [];
  const policy = webhook.properties.at("pullRequestBuildPolicy");
  const demanded = policy.at("requiresCommentApproval").text();
  const roles = membersOf(policy.at("approverRoles")).map((role) => role.text());
  const about = { urn: webhook.urn, why };
  const label = labelOf(webhook);
  const violation = (what: string, at: string): Finding => ({
    ...about,
    kind: "violation",
    what,
    at: [at],
    fix: "set pullRequestBuildPolicy: requiresCommentApproval ALL_PULL_REQUESTS, and approverRoles to roles that may write",
  });
  const wide = roles.flatMap((role) =>
    role.kind === "known" && reading.has(role.value) ? [role.value] : [],
  );
  const faults = [
    ...(demanded.kind === "unknown" || (demanded.kind === "known" && demanded.value === "ALL_PULL_REQUESTS")
      ? []
      : [
          violation(
            demanded.kind === "known" && demanded.value === "FORK_PULL_REQUESTS"
              ? `${label} builds merge requests from branches of the project before anybody has looked at them.`
              : `${label} builds merge requests before anybody has looked at them.`,
            "pullRequestBuildPolicy.requiresCommentApproval",
          ),
        ]),
    ...(wide.length > 0
      ? [
          violation(
            `${label} takes the comment of anybody who may read for a review (${wide.join(", ")}).`,
            "pullRequestBuildPolicy.approverRoles",
          ),
        ]
      : []),
  ];
  if (faults.length > 0 && merges === "yes") return faults;
  const unseen = [
    ...(merges === "yes" ? [] : merges.paths),
    ...[demanded, ...roles].flatMap((one) => (one.kind === "unknown" ? [one.path] : [])),
  ];
  if (unseen.length === 0 || (merges !== "yes" && faults.length === 0 && demanded.kind === "known"))
    return [];
  return [
    {
      ...about,
      kind: "undetermined",
      what: `whether ${uncapitalized(label)} builds merge requests that nobody has looked at is not known yet.`,
      at: unseen,
      fix: "write filters and pullRequestBuildPolicy as literals",
    },
  ];
}

function judgePower(webhook: StackResource, stack: Stack, setup: Setup): readonly Finding[] {
  const merges = buildsMergeRequests(webhook);
  if (merges === "no") return [];
  const project = projectOfWebhook(webhook, stack);
  const about = { urn: webhook.urn, why };
  const label = labelOf(webhook);
  if (!project)
    return [
      {
        ...about,
        kind: "undetermined",
        what: `${uncapitalized(label)} builds merge requests in a project that is not in this stack, so its power can't be seen.`,
        at: ["projectName"],
        fix: "manage the project in this stack, or let the webhook build pushes only",
      },
    ];
  const power = powerOf(project, stack, setup);
  if (power.kind === "none") return [];
  const fix =
    "build merge requests in a project of their own, whose role reads its source and writes its log, and nothing else";
  if (merges === "yes" && power.kind === "some")
    return [
      {
        ...about,
        kind: "violation",
        what: `${label} builds merge requests in ${nameOf(project)}, which ${power.words}.`,
        way: power.way,
        at: ["projectName"],
        fix,
      },
    ];
  return [
    {
      ...about,
      kind: "undetermined",
      what: `whether ${uncapitalized(label)} builds merge requests in a project with power to misuse can't be seen.`,
      ...(power.kind === "some" ? { way: power.way } : {}),
      at: [...(merges === "yes" ? [] : merges.paths), ...(power.kind === "unknown" ? power.paths : [])],
      fix,
    },
  ];
}

function labelOf({ name, properties }: ResourceView): string {
  const project = properties.at("projectName").text();
  return `Webhook ${project.kind === "known" ? `of build project ${shortened(project.value)}` : name}`;
}
