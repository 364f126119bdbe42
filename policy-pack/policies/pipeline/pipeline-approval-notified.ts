/**
 * pipeline-approval-notified
 *
 * Every manual approval tells somebody: it names a topic that is encrypted and has a subscription, says what is to
 * be looked at (a link or a text), and does not wait longer than allowed.
 *
 * Why: an approval that nobody hears of is given in a hurry or by whoever finds it, and one without a link is
 * given unread. The message carries the token with which the approval can be answered, so the topic has to be
 * encrypted. What waits for weeks holds up everything behind it and deploys something old.
 *
 * Level: both. Topic, link and time show in the pipeline; the topic's key and subscriptions take the whole stack.
 *
 * Not seen: whether a subscription by mail is confirmed; topics outside of the stack (undetermined).
 *
 * Parameters: `maxTimeoutMinutes` (default: 10080, which is also what AWS waits where nothing is stated).
 */
import { isManualApproval } from "../../graph/gate";
import type { Step } from "../../graph/pipeline";
import { pipelineName, readPipeline } from "../../graph/pipeline";
import type { Reading } from "../../reader/field";
import { known } from "../../reader/reading";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import { judgeTopic, says } from "./approval-topic";

/** A week: the longest that an approval waits unless it states a time of its own (CodePipeline quotas). */
const defaultTimeoutMinutes = 10_080;

export const pipelineApprovalNotified: Rule = {
  number: 18,
  name: "pipeline-approval-notified",
  title: "Whoever has to approve is told, and told of what",
  description:
    "Every manual approval names an encrypted topic with a subscription, a link or text to review, and a bounded time.",
  severity: "medium",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Set NotificationArn to an encrypted topic with a subscription, ExternalEntityLink or CustomData, and timeoutInMinutes.",
  parameters: {
    maxTimeoutMinutes: {
      type: "integer",
      minimum: 5,
      default: defaultTimeoutMinutes,
      description: "Longest time that an approval may wait, in minutes.",
    },
  },
  types: [tokens.pipeline],
  resource: (pipeline, setup) => {
    const approvals = approvalsOf(pipeline);
    if (approvals.length === 0) return notApplicable("the pipeline has no manual approval");
    return judged(
      approvals.flatMap((step) => [
        ...judgeTopicAlone(step, pipeline),
        ...judgeReview(step, pipeline),
        ...judgeTimeout(step, pipeline, setup),
      ]),
    );
  },
  stack: (stack) => {
    const approvals = stack
      .ofType(tokens.pipeline)
      .flatMap((pipeline) => approvalsOf(pipeline).map((step) => ({ pipeline, step })));
    if (approvals.length === 0) return notApplicable("no pipeline of the stack has a manual approval");
    return judged(
      approvals.flatMap(({ pipeline, step }) => judgeTopic(step, nameOf(step, pipeline), pipeline, stack)),
    );
  },
};

const why =
  "an approval that nobody hears of, or of which nobody knows what to look at, is given unread; and the message carries the token that answers it";

function approvalsOf({ properties }: Pick<ResourceView, "properties">): readonly Step[] {
  return readPipeline(properties).steps.filter(isManualApproval);
}

function nameOf(step: Step, pipeline: Pick<ResourceView, "name" | "properties">): string {
  return `${step.label} of pipeline ${pipelineName(pipeline)}`;
}

function judgeTopicAlone(step: Step, pipeline: ResourceView): readonly Finding[] {
  const topic = step.field.at("configuration").at("NotificationArn");
  if (!topic.isAbsent()) return [];
  return [
    {
      kind: "violation",
      urn: pipeline.urn,
      what: `${capitalized(nameOf(step, pipeline))} tells nobody that it waits.`,
      at: [topic.path],
      why,
      fix: "set NotificationArn to an encrypted topic with a subscription",
    },
  ];
}

function judgeReview(step: Step, pipeline: ResourceView): readonly Finding[] {
  const configuration = step.field.at("configuration");
  const given = ["ExternalEntityLink", "CustomData"].map((key) => configuration.at(key));
  if (given.some((field) => field.text().kind === "unknown" || says(field.text()))) return [];
  return [
    {
      kind: "violation",
      urn: pipeline.urn,
      what: `${capitalized(nameOf(step, pipeline))} does not say what is to be looked at.`,
      at: given.map(({ path }) => path),
      why,
      fix: "set ExternalEntityLink to what is to be reviewed, or CustomData to a text that says it",
    },
  ];
}

function judgeTimeout(step: Step, pipeline: ResourceView, { parameters }: Setup): readonly Finding[] {
  const field = step.field.at("timeoutInMinutes");
  const minutes = minutesOf(field.text());
  const most = minutesOf(parameters.at("maxTimeoutMinutes").text());
  const own = {
    urn: pipeline.urn,
    why: "what waits for long holds up everything behind it and deploys something old",
  };
  if (minutes.kind !== "known" || most.kind !== "known")
    return [
      {
        ...own,
        kind: "undetermined",
        what: `whether ${nameOf(step, pipeline)} waits too long is not known.`,
        at: [minutes.kind === "known" ? "maxTimeoutMinutes" : field.path],
        fix: "write timeoutInMinutes, and maxTimeoutMinutes of this policy's config, as numbers",
      },
    ];
  if (minutes.value <= most.value) return [];
  return [
    {
      ...own,
      kind: "violation",
      what: `${capitalized(nameOf(step, pipeline))} waits for ${minutes.value} minutes, and ${most.value} are allowed.`,
      at: [field.path],
      fix: `set timeoutInMinutes to ${most.value} at most`,
    },
  ];
}

function minutesOf(text: Reading<string>): Reading<number> {
  if (text.kind === "absent") return known(defaultTimeoutMinutes);
  if (text.kind === "unknown") return text;
  return /^\d+$/.test(text.value) ? known(Number(text.value)) : { kind: "unknown", path: "" };
}
