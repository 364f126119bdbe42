import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { accounts, document, provider } from "../../road";

export const topicArn = `arn:aws:sns:eu-central-1:${accounts.devops}:payments-notices`;

/** A key as a preview foresees it: its ARN is not known yet. */
export const key: Written = {
  type: "aws:kms/key:Key",
  name: "notices-key",
  provider: provider("devops"),
  props: { arn: unknown, keyId: unknown },
};

/** A topic as a preview foresees it: its ARN is not known yet, nor the policy that AWS gives to each. */
export function topic(props: Record<string, unknown> = {}, more: Partial<Written> = {}): Written {
  const own = { name: "payments-notices", kmsMasterKeyId: "alias/payments-notices", ...props };
  return {
    type: "aws:sns/topic:Topic",
    name: "notices",
    provider: provider("devops"),
    props: own,
    foreseen: { arn: unknown, policy: unknown, ...own },
    ...more,
  };
}

/** The policy of that topic, made from the topic's ARN. */
export function topicPolicy(policy: unknown, more: Partial<Written> = {}): Written {
  return {
    type: "aws:sns/topicPolicy:TopicPolicy",
    name: "notices-policy",
    provider: provider("devops"),
    props: { arn: unknown, policy },
    madeFrom: { arn: ["notices"] },
    ...more,
  };
}

/** Denies publishing without TLS. */
export function onlyTls(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    Sid: "OnlyTls",
    Effect: "Deny",
    Principal: "*",
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
    ...more,
  };
}

/** A topic with a policy of this statement, and the denial. */
export function published(statement: Record<string, unknown>): readonly Written[] {
  return [topic(), topicPolicy(document([{ Sid: "In", Resource: topicArn, ...statement }, onlyTls()]))];
}

/** A subscription of that topic. */
export function subscription(props: Record<string, unknown>, more: Partial<Written> = {}): Written {
  return {
    type: "aws:sns/topicSubscription:TopicSubscription",
    name: "subscription",
    provider: provider("devops"),
    props: { topic: topicArn, ...props },
    ...more,
  };
}
