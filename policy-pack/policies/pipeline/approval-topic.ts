import type { Step } from "../../graph/pipeline";
import { pipelineName } from "../../graph/pipeline";
import type { Reading } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { isTopic } from "../messages/topics";

const why = "an approval that nobody hears of is given late, in a hurry, or by whoever finds it";

/** A text that is computed says something; only what it says is not known. */
export function says(text: Reading<string>): boolean {
  return text.kind === "known" && text.value.trim() !== "";
}

/** What is wrong with the topic that tells of an approval: nobody reads it, or anybody. */
export function judgeTopic(
  step: Step,
  of: string,
  pipeline: StackResource,
  stack: Stack,
): readonly Finding[] {
  const field = step.field.at("configuration").at("NotificationArn");
  if (field.isAbsent()) return [];
  const topic = topicOf(field.text(), pipeline, stack);
  if (!topic)
    return [
      {
        kind: "undetermined",
        urn: pipeline.urn,
        what: `whether the topic of ${of} is encrypted and read by anybody can't be seen, because it is not in this stack.`,
        at: [field.path],
        why,
        fix: "keep the topic in this stack, and build its ARN from account, region and name",
      },
    ];
  return [...judgeEncryption(topic, of), ...judgeSubscriptions(topic, of, stack)];
}

function topicOf(arn: Reading<string>, pipeline: StackResource, stack: Stack): StackResource | undefined {
  const topics = stack.ofType(tokens.topic);
  if (arn.kind !== "known") {
    const [made, ...others] = pipeline.madeFrom("stages").filter(({ type }) => type === tokens.topic);
    return others.length === 0 ? made : undefined;
  }
  return topics.find((topic) => isTopic(topic, arn.value));
}

function judgeEncryption(topic: StackResource, of: string): readonly Finding[] {
  const field = topic.properties.at("kmsMasterKeyId");
  const key = field.text();
  if (says(key) || topic.madeFrom("kmsMasterKeyId").length > 0) return [];
  const own = {
    urn: topic.urn,
    at: [field.path],
    why: "the message carries the token with which the approval can be answered",
    fix: "set kmsMasterKeyId of the topic to a key of your own",
  };
  return key.kind === "unknown"
    ? [
        {
          ...own,
          kind: "undetermined",
          what: `whether topic ${pipelineName(topic)}, which tells of ${of}, is encrypted is not known.`,
        },
      ]
    : [
        {
          ...own,
          kind: "violation",
          what: `Topic ${pipelineName(topic)}, which tells of ${of}, is not encrypted.`,
        },
      ];
}

function judgeSubscriptions(topic: StackResource, of: string, stack: Stack): readonly Finding[] {
  const unclear: string[] = [];
  for (const subscription of stack.ofType(tokens.topicSubscription)) {
    const text = subscription.properties.at("topic").text();
    if (subscription.madeFrom("topic").includes(topic)) return [];
    if (text.kind === "known" && isTopic(topic, text.value)) return [];
    if (text.kind === "unknown" && subscription.madeFrom("topic").length === 0)
      unclear.push(`${subscription.name}.${text.path}`);
  }
  const own = { urn: topic.urn, why, fix: "subscribe those who have to approve to the topic" };
  return unclear.length > 0
    ? [
        {
          ...own,
          kind: "undetermined",
          what: `whether anybody hears of ${of} through topic ${pipelineName(topic)} is not known.`,
          at: unclear,
        },
      ]
    : [
        {
          ...own,
          kind: "violation",
          what: `Nobody is subscribed to topic ${pipelineName(topic)}, which tells of ${of}.`,
          at: [topic.name],
        },
      ];
}
