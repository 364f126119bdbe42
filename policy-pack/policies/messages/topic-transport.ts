import { contextOf } from "../../iam/context";
import { readDocument } from "../../iam/document";
import type { StackResource } from "../../reader/resource";
import { passesDenials } from "../../resource-policies/denials";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import { shortened } from "../../verdict/shortened";
import { longest, ownName } from "./own-name";
import { arnsOfTopic, topicBehind } from "./topics";

const why = "CICD-SEC-7: anybody on the way reads and changes what is published without TLS";
const fix =
  "add a statement to the topic's policy: Effect Deny, Principal *, Action sns:Publish, Resource the topic's ARN, Condition Bool aws:SecureTransport false";

const withoutTls = contextOf(
  { "aws:SecureTransport": "false", "aws:PrincipalIsAWSService": "false" },
  "unknown",
);

/** Every topic, and every topic policy of the stack, denies publishing without TLS. */
export function judgeTopicTransport(stack: Stack): Verdict {
  const topics = stack.ofType(tokens.topic);
  const policies = stack.ofType(tokens.topicPolicy).map((policy) => ({
    policy,
    topic: topicBehind(policy, "arn", stack),
  }));
  if (topics.length + policies.length === 0) return notApplicable("the stack has no topic");
  const adrift = policies.filter(
    ({ policy, topic }) => !topic && policy.properties.at("arn").text().kind !== "known",
  );
  return judged([
    ...topics.flatMap((topic) => {
      const own = policies.filter((one) => one.topic === topic).map(({ policy }) => policy);
      if (own.length > 0)
        return own.flatMap((policy) => judgePolicy(policy, ownName(topic), arnsOfTopic(topic)));
      return judgeInline(
        topic,
        adrift.map(({ policy }) => policy),
      );
    }),
    ...policies.flatMap(({ policy, topic }) => {
      const arn = policy.properties.at("arn").text();
      return topic || arn.kind !== "known"
        ? []
        : judgePolicy(policy, shortened(arn.value, longest), [arn.value]);
    }),
    ...(topics.length === 0 ? adrift.map(({ policy }) => unseen(policy, policy.name, ["arn"])) : []),
  ]);
}

/** A topic without a policy resource: by its own property, if it has one. */
function judgeInline(topic: StackResource, adrift: readonly StackResource[]): readonly Finding[] {
  const field = topic.properties.at("policy");
  const isAnnounced = field.text().kind === "unknown" && topic.madeFrom("policy").length === 0;
  if (!field.isAbsent() && !isAnnounced) return judgePolicy(topic, ownName(topic), arnsOfTopic(topic));
  if (adrift.length > 0)
    return [
      unseen(
        topic,
        ownName(topic),
        adrift.map(({ name }) => `${name}.arn`),
      ),
    ];
  return [
    {
      kind: "violation",
      urn: topic.urn,
      what: `Topic ${ownName(topic)} has no policy, so it takes messages without TLS.`,
      at: ["policy"],
      why,
      fix,
    },
  ];
}

function judgePolicy(carrier: StackResource, topic: string, arns: readonly string[]): readonly Finding[] {
  const document = readDocument(carrier.properties.at("policy"), "resource");
  // While nobody knows the topic's ARN, what is denied for every topic is denied for this one.
  const answer = passesDenials(
    document,
    ["sns:Publish"],
    arns.length > 0 ? arns : ["arn:*:sns:*"],
    withoutTls,
  );
  if (answer.kind === "no") return [];
  if (answer.kind === "unknown") return [unseen(carrier, topic, answer.paths)];
  if (arns.length === 0) return [unseen(carrier, topic, ["arn"])];
  return [
    {
      kind: "violation",
      urn: carrier.urn,
      what: `Topic ${topic} takes messages without TLS.`,
      at: ["policy"],
      why,
      fix,
    },
  ];
}

function unseen({ urn }: StackResource, topic: string, at: readonly string[]): Finding {
  return {
    kind: "undetermined",
    urn,
    what: `whether topic ${topic} takes messages without TLS can't be seen.`,
    at: at.slice(0, 5),
    why,
    fix: "write the policy from the topic's name, account and region instead of outputs; then it can be read at preview",
  };
}
