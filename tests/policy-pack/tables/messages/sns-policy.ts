import { snsPolicy } from "../../../../policy-pack/policies/messages/sns-policy";
import { unknown } from "../../handed";
import { accounts, document, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";
import { onlyTls, published, topic, topicArn, topicPolicy } from "./topics.stack";

const says = (what: string) =>
  `mandatory notices-policy: In topic policy notices-policy, statement In ${what}.`;
const rule = `arn:aws:events:eu-central-1:${accounts.devops}:rule/payments-road-changes`;
const publish = { Effect: "Allow", Action: "sns:Publish" };
const events = { ...publish, Principal: { Service: "events.amazonaws.com" } };
const openToAnybody = (action: string) => says(`lets anybody call ${action}`);
const forWhoever = says("lets events.amazonaws.com publish for whoever asks it to");
const withoutTls = (resource: string) =>
  `mandatory ${resource}: Topic payments-notices takes messages without TLS.`;

export const table: DecisionTable = {
  rule: snsPolicy,
  rows: [
    {
      when: "one rule publishes, by TLS",
      shows: "pass",
      stack: published({ ...events, Condition: { ArnEquals: { "aws:SourceArn": rule } } }),
    },
    {
      when: "a role of the own account publishes, and the topic's ARN is known",
      shows: "pass",
      stack: [
        topic({}, { foreseen: { name: "payments-notices", arn: topicArn } }),
        {
          ...topicPolicy(""),
          props: {
            arn: topicArn,
            policy: document([
              { ...publish, Principal: { AWS: roleArn("devops", "payments-pipeline") }, Resource: topicArn },
              onlyTls(),
            ]),
          },
          madeFrom: {},
        },
      ],
    },
    {
      when: "everybody publishes",
      shows: "violation",
      stack: published({ ...publish, Principal: "*" }),
      says: [openToAnybody("sns:Publish")],
      inFull: [
        `In topic policy notices-policy, statement In lets anybody call sns:Publish.
  at: policy.Statement[0]
  why: CICD-SEC-7: whoever publishes says what is to be approved, and whoever subscribes reads the token that answers
  fix: name the principals, or add a condition that only own accounts meet: aws:SourceOwner, aws:PrincipalOrgID, aws:PrincipalAccount`,
      ],
    },
    {
      when: "everybody publishes who has the address of a network",
      shows: "violation",
      stack: published({
        ...publish,
        Principal: { AWS: "*" },
        Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
      }),
      says: [openToAnybody("sns:Publish")],
    },
    {
      when: "a service publishes without a source",
      shows: "violation",
      stack: published(events),
      says: [forWhoever],
    },
    {
      when: "the source may be a rule of any account",
      shows: "violation",
      stack: published({
        ...events,
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:events:eu-central-1:*:rule/payments-*" } },
      }),
      says: [forWhoever],
    },
    {
      when: "the source is anything but of one account",
      shows: "violation",
      stack: published({
        ...events,
        Condition: { StringNotEquals: { "aws:SourceAccount": accounts.dev } },
      }),
      says: [forWhoever],
    },
    {
      when: "an account that is not listed subscribes",
      shows: "violation",
      stack: published({ Effect: "Allow", Action: "sns:Subscribe", Principal: { AWS: "555555555555" } }),
      says: [
        "mandatory notices-policy: In topic policy notices-policy, account 555555555555 is let in, and account 555555555555 is not on the list of this stack (111111111111, 222222222222, 444444444444).",
      ],
    },
    {
      when: "another account changes the topic",
      shows: "violation",
      stack: published({
        Effect: "Allow",
        Action: ["sns:Publish", "sns:SetTopicAttributes"],
        Principal: { AWS: roleArn("dev", "payments-alarms") },
      }),
      says: [
        says("lets arn:aws:iam::222222222222:role/payments-alarms change the topic: sns:SetTopicAttributes"),
      ],
    },
    {
      when: "the topic has no policy",
      shows: "violation",
      stack: [topic()],
      says: ["mandatory notices: Topic payments-notices has no policy, so it takes messages without TLS."],
    },
    {
      when: "the policy denies nothing, and allows by TLS only",
      shows: "violation",
      stack: [
        topic(),
        topicPolicy(
          document({
            ...events,
            Resource: topicArn,
            Condition: {
              ArnEquals: { "aws:SourceArn": rule },
              Bool: { "aws:SecureTransport": "true" },
            },
          }),
        ),
      ],
      says: [withoutTls("notices-policy")],
    },
    {
      when: "the denial names another topic",
      shows: "violation",
      stack: [topic(), topicPolicy(document([onlyTls({ Resource: `${topicArn}-2` })]))],
      says: [withoutTls("notices-policy")],
    },
    {
      when: "the denial is for one service alone",
      shows: "violation",
      stack: [topic({ policy: document([onlyTls({ Principal: { Service: "events.amazonaws.com" } })]) })],
      says: [withoutTls("notices")],
    },
    {
      when: "the policy is not known yet",
      shows: "unknown",
      stack: [topic(), topicPolicy(unknown)],
      says: [
        "advisory notices-policy: Undetermined: whether topic policy notices-policy lets strangers in can't be seen.",
        "advisory notices-policy: Undetermined: whether topic payments-notices takes messages without TLS can't be seen.",
      ],
    },
    {
      when: "nobody knows yet whose policy it is",
      shows: "unknown",
      stack: [topic(), topicPolicy(document([onlyTls()]), { madeFrom: {} })],
      says: [
        "advisory notices: Undetermined: whether topic payments-notices takes messages without TLS can't be seen.",
      ],
    },
    {
      when: "which account the topic is of is not known, and the denial names it",
      shows: "unknown",
      stack: [topic({}, { provider: undefined }), topicPolicy(document([onlyTls()]))],
      says: [
        "advisory notices-policy: Undetermined: whether topic payments-notices takes messages without TLS can't be seen.",
      ],
    },
    {
      when: "everybody is denied on every topic",
      shows: "near miss",
      stack: [
        topic({}, { provider: undefined }),
        topicPolicy(document([onlyTls({ Action: "sns:*", Resource: "*" })])),
      ],
    },
    {
      when: "everybody is let in who comes from the owner's account, as AWS writes it",
      shows: "near miss",
      stack: published({
        ...publish,
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "AWS:SourceOwner": accounts.devops } },
      }),
    },
    {
      when: "a service publishes for everything of the own account",
      shows: "near miss",
      stack: published({
        ...publish,
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": accounts.devops } },
      }),
    },
    {
      when: "a partner of the policy config's list publishes",
      shows: "near miss",
      stack: published({ ...publish, Principal: { AWS: "555555555555" } }),
      circumstances: { settings, config: { accounts: [accounts.devops, "555555555555"] } },
    },
    {
      when: "there is no topic",
      shows: "not applicable",
      stack: [],
      notApplicable: ["the stack has no topic"],
    },
  ],
};
