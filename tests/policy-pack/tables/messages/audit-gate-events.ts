import { auditGateEvents } from "../../../../policy-pack/policies/messages/audit-gate-events";
import { unknown } from "../../handed";
import { accounts, pipeline, road, settings } from "../../road";
import type { DecisionTable } from "../table";
import { allTold, patternOf, providerIn, rule, targetOf, topicArn } from "./gate-rules.stack";

const pipelineCalls =
  "UpdatePipeline, DeletePipeline, DisableStageTransition, EnableStageTransition, OverrideStageCondition, StartPipelineExecution, PutApprovalResult on pipeline payments";
const roleCalls =
  "UpdateAssumeRolePolicy, PutRolePolicy, AttachRolePolicy, DeleteRolePermissionsBoundary, PutRolePermissionsBoundary on the roles of pipeline payments";
const keyCalls = "ScheduleKeyDeletion, DisableKey, PutKeyPolicy on keys of account 111111111111";
const silent = (calls: string) => `advisory pipeline: Nobody is told of ${calls}.`;
const unseen = (calls: string) =>
  `advisory pipeline: Undetermined: whether anybody is told of ${calls} can't be seen.`;
const told = (...given: Parameters<typeof allTold>) => road({ add: allTold(...given) });

/** Each call with the argument that names the pipeline in it. */
const ofThisPipeline = {
  $or: [
    { requestParameters: { name: ["payments"] } },
    { requestParameters: { pipelineName: ["payments"] } },
    { requestParameters: { pipeline: { name: ["payments"] } } },
  ],
};
const forwarding = `arn:aws:events:eu-central-1:${accounts.devops}:event-bus/default`;

export const table: DecisionTable = {
  rule: auditGateEvents,
  rows: [
    { when: "rules tell of everything", shows: "pass", stack: told() },
    {
      when: "the rules name this pipeline, and its roles by their prefix",
      shows: "pass",
      stack: told([
        rule("codepipeline", patternOf("codepipeline", ofThisPipeline)),
        rule("iam", patternOf("iam", { requestParameters: { roleName: [{ prefix: "payments-" }] } })),
      ]),
    },
    {
      when: "events of IAM are carried to the region of the pipeline, where a rule tells of them",
      shows: "pass",
      stack: told([
        targetOf("iam", forwarding),
        { ...rule("iam"), name: "heard", provider: providerIn("eu-central-1") },
        { ...targetOf("iam"), name: "heard-target", provider: providerIn("eu-central-1") },
      ]),
    },
    {
      when: "there are no rules",
      shows: "violation",
      stack: road(),
      says: [silent(pipelineCalls), silent(roleCalls), silent(keyCalls)],
      inFull: [
        `Nobody is told of ${pipelineCalls}.
  at: rules of eu-central-1
  why: CICD-SEC-10: a gate that somebody takes out, uses and puts back shows in these events only
  fix: add a rule in eu-central-1 of account 111111111111 whose pattern lets these calls through, with a target that people read`,
        `Nobody is told of ${roleCalls}.
  at: rules of us-east-1
  why: CICD-SEC-10: a gate that somebody takes out, uses and puts back shows in these events only
  fix: add a rule in us-east-1 of account 111111111111 whose pattern lets these calls through, with a target that people read`,
        `Nobody is told of ${keyCalls}.
  at: rules of eu-central-1
  why: CICD-SEC-10: a gate that somebody takes out, uses and puts back shows in these events only
  fix: add a rule in eu-central-1 of account 111111111111 whose pattern lets these calls through, with a target that people read`,
      ],
    },
    {
      when: "one call is left out",
      shows: "violation",
      stack: told([
        rule(
          "codepipeline",
          patternOf("codepipeline", { eventName: [{ "anything-but": ["PutApprovalResult"] }] }),
        ),
      ]),
      says: [silent("PutApprovalResult on pipeline payments")],
    },
    {
      when: "the rule names another pipeline",
      shows: "violation",
      stack: told([
        rule("codepipeline", patternOf("codepipeline", { requestParameters: { name: ["orders"] } })),
      ]),
      says: [silent(pipelineCalls)],
    },
    {
      when: "one role of the road is left out",
      shows: "violation",
      stack: told([
        rule("iam", patternOf("iam", { requestParameters: { roleName: [{ prefix: "payments-deploy" }] } })),
      ]),
      says: [silent(roleCalls)],
    },
    {
      when: "the rule for IAM stands where its events never appear",
      shows: "violation",
      stack: told([
        { ...rule("iam"), provider: providerIn("eu-central-1") },
        { ...targetOf("iam"), provider: providerIn("eu-central-1") },
      ]),
      says: [silent(roleCalls)],
    },
    {
      when: "a rule is disabled",
      shows: "violation",
      stack: told([rule("kms", patternOf("kms"), { state: "DISABLED" })]),
      says: [silent(keyCalls)],
    },
    {
      when: "a rule has no target",
      shows: "violation",
      stack: told([], ["kms-target"]),
      says: [silent(keyCalls)],
    },
    {
      when: "events of IAM are carried to a region where nobody is told of them",
      shows: "violation",
      stack: told([targetOf("iam", forwarding)]),
      says: [silent(roleCalls)],
    },
    {
      when: "a rule carries events back to its own bus",
      shows: "violation",
      stack: told([targetOf("kms", forwarding)]),
      says: [silent(keyCalls)],
    },
    {
      when: "the topic of the policy's config is not the one that is told",
      shows: "violation",
      stack: told(),
      circumstances: { settings, config: { topic: `${topicArn}-2` } },
      says: [silent(pipelineCalls), silent(roleCalls), silent(keyCalls)],
    },
    {
      when: "the rule stands on a bus of its own, where CloudTrail sends nothing",
      shows: "violation",
      stack: told([rule("kms", patternOf("kms"), { eventBusName: "payments" })]),
      says: [silent(keyCalls)],
    },
    {
      when: "a pattern is not known yet",
      shows: "unknown",
      stack: told([rule("kms", unknown)]),
      says: [unseen(keyCalls)],
    },
    {
      when: "a pattern asks what the key is",
      shows: "unknown",
      stack: told([rule("kms", patternOf("kms", { requestParameters: { keyId: ["1234"] } }))]),
      says: [unseen(keyCalls)],
    },
    {
      when: "nobody knows yet whose the target is",
      shows: "unknown",
      stack: told([{ ...targetOf("kms"), props: { rule: unknown, arn: topicArn } }]),
      says: [unseen(keyCalls)],
    },
    {
      when: "nobody knows in which account the pipeline is",
      shows: "unknown",
      stack: [pipeline([], { provider: undefined })],
      says: [
        "advisory pipeline: Undetermined: in which account and region pipeline payments is can't be seen, so nobody knows where its events appear.",
      ],
    },
    {
      when: "the topic of the policy's config is no text",
      shows: "unknown",
      stack: told(),
      circumstances: { settings, config: { topic: { arn: topicArn } } },
      says: ["advisory : Undetermined: the topic that has to be told of events can't be read."],
    },
    {
      when: "rules ask for people, for calls that went well, and by wildcards",
      shows: "near miss",
      stack: told([
        rule(
          "codepipeline",
          patternOf("codepipeline", {
            userIdentity: { type: ["AssumedRole", "IAMUser"] },
            errorCode: [{ exists: false }],
          }),
        ),
        rule("kms", {
          source: [{ prefix: "aws.k" }],
          "detail-type": [{ suffix: "CloudTrail" }],
          detail: {
            eventName: [{ wildcard: "*Key*" }],
            eventSource: [{ "equals-ignore-case": "KMS.amazonaws.com" }],
          },
        }),
        rule("iam", { source: ["aws.iam"], account: [{ "anything-but": { prefix: "9" } }] }),
      ]),
    },
    {
      when: "the target is made from the rule, and the topic is the one of the policy's config",
      shows: "near miss",
      stack: told([
        { ...targetOf("kms"), props: { rule: unknown, arn: topicArn }, madeFrom: { rule: ["kms-rule"] } },
      ]),
      circumstances: { settings, config: { topic: topicArn } },
    },
    {
      when: "events are carried to another account",
      shows: "near miss",
      stack: told([targetOf("iam", "arn:aws:events:eu-central-1:555555555555:event-bus/audit")]),
    },
    {
      when: "there is no pipeline",
      shows: "not applicable",
      stack: allTold(),
      notApplicable: ["the stack has no pipeline"],
    },
  ],
};
