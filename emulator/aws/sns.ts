import { dashed } from "../autoname";
import { fixedUuid } from "../fingerprint";
import { quoted } from "../judge-shape";
import type { Model } from "../model";
import { topicPolicy as kind } from "../policy/document-kind";
import { judgePolicy } from "../policy/judge-policy";
import { anything, flag, needed, number, oneOf, optional, text } from "../shape";
import type { Subject } from "../subject";
import { tokens } from "../type-tokens";
import { region, tags } from "./tags";

const createTopic = "SNS API reference: CreateTopic";
const subscribe = "SNS API reference: Subscribe";
const feedback = ["application", "firehose", "http", "lambda", "sqs"];

export const topic: Model = {
  type: tokens.topic,
  source: createTopic,
  scope: "region",
  inputs: {
    ...tags,
    ...region,
    name: text({
      min: 1,
      max: 256,
      matches: /^[\w-]+(\.fifo)?$/,
      says: "1-256 letters, digits, '-' and '_'; a FIFO topic ends in '.fifo'",
      source: createTopic,
    }),
    namePrefix: text(),
    displayName: text({ max: 100, source: createTopic }),
    kmsMasterKeyId: text({ min: 1, max: 2048 }),
    policy: anything,
    signatureVersion: number({ oneOf: [1, 2], source: createTopic }),
    tracingConfig: oneOf(["PassThrough", "Active"], createTopic),
    fifoThroughputScope: oneOf(["Topic", "MessageGroup"], createTopic),
    ...optional(flag, "fifoTopic", "contentBasedDeduplication"),
    ...optional(anything, "archivePolicy", "deliveryPolicy"),
    ...optional(
      text(),
      ...feedback.flatMap((by) => [`${by}FailureFeedbackRoleArn`, `${by}SuccessFeedbackRoleArn`]),
    ),
    ...optional(number({ min: 0, max: 100 }), ...feedback.map((by) => `${by}SuccessFeedbackSampleRate`)),
  },
  autoname: { input: "name", make: dashed },
  physicalName: (subject) => subject.text("name"),
  check: (subject) => {
    judgePolicy(subject, "policy", kind);
    const fifoName = subject.text("name")?.endsWith(".fifo");
    if (fifoName !== undefined && subject.choice("fifoTopic", "false") === String(!fifoName))
      subject.reject("topic-fifo", "a topic's name ends in '.fifo' exactly where 'fifoTopic' is true");
  },
  compute: (subject, name) => {
    const arn = subject.arn("sns", name);
    return { id: arn, outputs: { arn, owner: subject.account, beginningArchiveTime: "" } };
  },
};

export const topicPolicy: Model = {
  type: "aws:sns/topicPolicy:TopicPolicy",
  source: "SNS API reference: SetTopicAttributes",
  scope: "region",
  inputs: { ...region, arn: needed(text({ min: 1 })), policy: needed(anything) },
  physicalName: (subject) => subject.text("arn"),
  check: (subject) => {
    topicMustExist(subject, "arn");
    judgePolicy(subject, "policy", kind);
  },
  compute: (subject, arn) => ({ id: arn, outputs: { owner: subject.account } }),
};

const protocols = [
  ...["sqs", "sms", "lambda", "firehose", "application", "email", "email-json", "http", "https"],
];

/** What an endpoint looks like, by protocol. */
const endpoints: Readonly<Record<string, { readonly matches: RegExp; readonly says: string }>> = {
  email: { matches: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, says: "a mail address" },
  "email-json": { matches: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, says: "a mail address" },
  http: { matches: /^http:\/\/\S+$/, says: "a URL that begins with http://" },
  https: { matches: /^https:\/\/\S+$/, says: "a URL that begins with https://" },
  sqs: { matches: /^arn:[\w-]+:sqs:/, says: "the ARN of a queue" },
  lambda: { matches: /^arn:[\w-]+:lambda:/, says: "the ARN of a function" },
  firehose: { matches: /^arn:[\w-]+:firehose:/, says: "the ARN of a delivery stream" },
  application: { matches: /^arn:[\w-]+:sns:/, says: "the ARN of a platform endpoint" },
  sms: { matches: /^\+\d{5,15}$/, says: "a phone number in E.164 form" },
};

export const topicSubscription: Model = {
  type: "aws:sns/topicSubscription:TopicSubscription",
  source: subscribe,
  scope: "region",
  inputs: {
    ...region,
    topic: needed(text({ min: 1 })),
    protocol: needed(oneOf(protocols, subscribe)),
    endpoint: needed(text({ min: 1 })),
    confirmationTimeoutInMinutes: number({ min: 0 }),
    filterPolicyScope: oneOf(["MessageAttributes", "MessageBody"], subscribe),
    subscriptionRoleArn: text(),
    ...optional(flag, "endpointAutoConfirms", "rawMessageDelivery"),
    ...optional(anything, "deliveryPolicy", "filterPolicy", "redrivePolicy", "replayPolicy"),
  },
  physicalName: (subject) => {
    const parts = ["topic", "protocol", "endpoint"].map((input) => subject.text(input));
    return parts.includes(undefined) ? undefined : parts.join(" ");
  },
  check: (subject) => {
    topicMustExist(subject, "topic");
    const [protocol, endpoint] = [subject.text("protocol"), subject.text("endpoint")];
    const form = endpoints[protocol ?? ""];
    if (form && endpoint !== undefined && !form.matches.test(endpoint))
      subject.reject(
        "subscription-endpoint",
        `'endpoint' is ${quoted(endpoint)}; protocol ${String(protocol)} takes ${form.says}`,
      );
    if (protocol === "firehose" && subject.isMissing("subscriptionRoleArn"))
      subject.reject("subscription-role", "protocol firehose needs 'subscriptionRoleArn'");
  },
  compute: (subject, name) => {
    const topicArn = subject.text("topic") ?? subject.arn("sns", "unknown");
    const arn = `${topicArn}:${fixedUuid(subject.account, subject.region, name)}`;
    const mail = subject.text("protocol")?.startsWith("email") ?? false;
    return {
      id: arn,
      outputs: {
        arn,
        ownerId: subject.account,
        pendingConfirmation: mail,
        confirmationWasAuthenticated: !mail,
      },
    };
  },
};

function topicMustExist(subject: Subject, input: string): void {
  const arn = subject.text(input);
  if (arn !== undefined && !subject.world.withArn(arn))
    subject.reject("topic-exists", `'${input}' names topic ${quoted(arn)}, which does not exist`);
}
