import { pipelineApprovalNotified } from "../../../../policy-pack/policies/pipeline/pipeline-approval-notified";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { approval, build, goodStages, provider, road, settings } from "../../road";
import type { DecisionTable } from "../table";
import { lastStage } from "./stages.stack";

const topicArn = "arn:aws:sns:eu-central-1:111111111111:approvals";
const told = {
  NotificationArn: topicArn,
  ExternalEntityLink: "https://example.com/report",
  CustomData: "Approve only what the report shows.",
};
const topic = (props: Record<string, unknown> = {}, more: Partial<Written> = {}): Written => ({
  type: "aws:sns/topic:Topic",
  name: "topic",
  provider: provider("devops"),
  ...more,
  props: { name: "approvals", arn: unknown, kmsMasterKeyId: "alias/payments", ...props },
});
const subscription = (subscribed: unknown, more: Partial<Written> = {}): Written => ({
  type: "aws:sns/topicSubscription:TopicSubscription",
  name: "subscription",
  provider: provider("devops"),
  props: { topic: subscribed, protocol: "email", endpoint: "owner@example.com" },
  ...more,
});
const asking = (
  configuration: Record<string, unknown>,
  add: readonly Written[] = [topic(), subscription(topicArn)],
  action: Record<string, unknown> = {},
) =>
  road({
    stages: lastStage(
      { ...approval(1), configuration, ...action },
      build("Deploy", "payments-deploy-prod", 2),
    ),
    add,
  });

export const table: DecisionTable = {
  rule: pipelineApprovalNotified,
  rows: [
    { when: "the approval tells somebody what to look at", shows: "pass", stack: asking(told) },
    {
      when: "topic and key are known only through what they are made from",
      shows: "pass",
      stack: asking(told, [
        topic({ kmsMasterKeyId: unknown }, { madeFrom: { kmsMasterKeyId: ["key"] } }),
        { type: "aws:kms/key:Key", name: "key", props: { arn: unknown } },
        subscription(unknown, { madeFrom: { topic: ["topic"] } }),
      ]),
    },
    {
      when: "the approval tells nobody",
      shows: "violation",
      stack: asking({ CustomData: told.CustomData }),
      says: [
        "advisory pipeline: Stage prod, action Approve of pipeline payments tells nobody that it waits.",
      ],
      inFull: [
        "Stage prod, action Approve of pipeline payments tells nobody that it waits.\n  at: stages[3].actions[0].configuration.NotificationArn\n  why: an approval that nobody hears of, or of which nobody knows what to look at, is given unread; and the message carries the token that answers it\n  fix: set NotificationArn to an encrypted topic with a subscription",
      ],
    },
    {
      when: "the approval does not say what to look at",
      shows: "violation",
      stack: asking({ NotificationArn: topicArn, CustomData: " " }),
      says: [
        "advisory pipeline: Stage prod, action Approve of pipeline payments does not say what is to be looked at.",
      ],
    },
    {
      when: "the approval waits for a month",
      shows: "violation",
      stack: asking(told, undefined, { timeoutInMinutes: 43_200 }),
      says: [
        "advisory pipeline: Stage prod, action Approve of pipeline payments waits for 43200 minutes, and 10080 are allowed.",
      ],
    },
    {
      when: "the config allows less than AWS waits by itself",
      shows: "violation",
      stack: asking(told),
      circumstances: { settings, config: { maxTimeoutMinutes: 1440 } },
      says: [
        "advisory pipeline: Stage prod, action Approve of pipeline payments waits for 10080 minutes, and 1440 are allowed.",
      ],
    },
    {
      when: "the topic is not encrypted",
      shows: "violation",
      stack: asking(told, [topic({ kmsMasterKeyId: undefined }), subscription(topicArn)]),
      says: [
        "advisory topic: Topic approvals, which tells of stage prod, action Approve of pipeline payments, is not encrypted.",
      ],
    },
    {
      when: "nobody is subscribed",
      shows: "violation",
      stack: asking(told, [topic()]),
      says: [
        "advisory topic: Nobody is subscribed to topic approvals, which tells of stage prod, action Approve of pipeline payments.",
      ],
    },
    {
      when: "the subscription is to another topic",
      shows: "violation",
      stack: asking(told, [topic(), subscription(`${topicArn}-lab`)]),
      says: [
        "advisory topic: Nobody is subscribed to topic approvals, which tells of stage prod, action Approve of pipeline payments.",
      ],
    },
    {
      when: "a text alone says what to look at, and the time is a text",
      shows: "near miss",
      stack: asking({ NotificationArn: topicArn, CustomData: "See the report." }, undefined, {
        timeoutInMinutes: "60",
      }),
    },
    {
      when: "the link is not known yet, but there is one",
      shows: "near miss",
      stack: asking({ NotificationArn: topicArn, ExternalEntityLink: unknown }),
    },
    {
      when: "the topic's ARN is not known yet, and the pipeline is made from one topic",
      shows: "near miss",
      stack: road({
        stages: lastStage(
          { ...approval(1), configuration: { ...told, NotificationArn: unknown } },
          build("Deploy", "payments-deploy-prod", 2),
        ),
        pipeline: { madeFrom: { stages: ["topic"] } },
        add: [topic(), subscription(unknown, { madeFrom: { topic: ["topic"] } })],
      }),
    },
    {
      when: "the topic is not in the stack",
      shows: "unknown",
      stack: asking(told, []),
      says: [
        "advisory pipeline: Undetermined: whether the topic of stage prod, action Approve of pipeline payments is encrypted and read by anybody can't be seen, because it is not in this stack.",
      ],
    },
    {
      when: "the topic's key is not known, and made from nothing",
      shows: "unknown",
      stack: asking(told, [topic({ kmsMasterKeyId: unknown }), subscription(topicArn)]),
      says: [
        "advisory topic: Undetermined: whether topic approvals, which tells of stage prod, action Approve of pipeline payments, is encrypted is not known.",
      ],
    },
    {
      when: "to what the only subscription belongs is not known",
      shows: "unknown",
      stack: asking(told, [topic(), subscription(unknown)]),
      says: [
        "advisory topic: Undetermined: whether anybody hears of stage prod, action Approve of pipeline payments through topic approvals is not known.",
      ],
    },
    {
      when: "the time is not known",
      shows: "unknown",
      stack: asking(told, undefined, { timeoutInMinutes: unknown }),
      says: [
        "advisory pipeline: Undetermined: whether stage prod, action Approve of pipeline payments waits too long is not known.",
      ],
    },
    {
      when: "there is no approval",
      shows: "not applicable",
      stack: road({ stages: goodStages.slice(0, 3) }),
      notApplicable: [
        "the pipeline has no manual approval",
        "no pipeline of the stack has a manual approval",
      ],
    },
  ],
};
