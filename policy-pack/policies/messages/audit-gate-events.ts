/**
 * audit-gate-events
 *
 * Somebody is told of whatever touches the gate. For each of these calls there is a rule of EventBridge that is
 * enabled, lets the event through and has a target:
 * - on each pipeline: UpdatePipeline, DeletePipeline, DisableStageTransition, EnableStageTransition,
 *   OverrideStageCondition, StartPipelineExecution, PutApprovalResult, where the pipeline is;
 * - on the roles under which it runs: UpdateAssumeRolePolicy, PutRolePolicy, AttachRolePolicy,
 *   DeleteRolePermissionsBoundary, PutRolePermissionsBoundary, in us-east-1, where alone the events of IAM appear (IAM
 *   guide, "Logging IAM and AWS STS API calls with AWS CloudTrail");
 * - on keys: ScheduleKeyDeletion, DisableKey, PutKeyPolicy, where the pipeline is.
 * Every call is tried as an event against the pattern, so that one that narrows to this pipeline, these roles or
 * people is right. A rule that passes events on to another bus of the stack counts if a rule there tells somebody.
 *
 * Why: OWASP CICD-SEC-10. A gate that somebody takes out, uses and puts back shows in its events only.
 *
 * Level: the stack's. Advisory: the trail may be watched elsewhere.
 *
 * Not seen: whether a trail of CloudTrail is on, without which EventBridge gets no such event; who reads the target;
 * roles of other accounts, whose events appear there; which key is meant.
 *
 * Parameters: `topic` (default: any target): ARN of the topic that has to be told.
 */
import { partitionsOfRegion } from "../../iam/arn";
import type { Truth } from "../../iam/kleene";
import { all, isUnsure } from "../../iam/kleene";
import { readPipeline } from "../../graph/pipeline";
import { rolesOfStep } from "../../graph/step-roles";
import { identitiesOf } from "../../identities/identities";
import { accountOfProvider } from "../../reader/provider-account";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { keyCalls, keyEvent, pipelineCalls, pipelineEvent, roleCalls, roleEvent } from "./gate-events";
import type { Place } from "../../events/listeners";
import { Listeners } from "../../events/listeners";
import { ownName } from "./own-name";
import { regionOf } from "../../reader/region";

export const auditGateEvents: Rule = {
  number: 100,
  name: "audit-gate-events",
  title: "Whatever touches the gate is told of",
  description:
    "Enabled rules with targets tell of changes, starts and approvals of pipelines, of their roles and of keys.",
  severity: "medium",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Add an EventRule on `AWS API Call via CloudTrail` for the calls that are named, with a target that people read.",
  parameters: {
    topic: {
      type: "string",
      description: "ARN of the topic that has to be told. Default: any target counts.",
    },
  },
  stack: judgeStack,
};

const why = "CICD-SEC-10: a gate that somebody takes out, uses and puts back shows in these events only";

/** The most roles of a pipeline that are asked about one by one. */
const mostRoles = 40;

function judgeStack(stack: Stack, setup: Setup): Verdict {
  const pipelines = stack.ofType(tokens.pipeline);
  if (pipelines.length === 0) return notApplicable("the stack has no pipeline");
  const topic = setup.parameters.at("topic").text();
  if (topic.kind === "unknown") return judged([unread(topic.path)]);
  const listeners = new Listeners(stack, topic.kind === "known" ? topic.value : undefined);
  const seen = new Set<string>();
  return judged(
    pipelines.flatMap((pipeline) => {
      const place = placeOf(pipeline);
      if (typeof place === "string") return [unplaced(pipeline, place)];
      const key = `${place.accountId} ${place.region}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return [
        ...judgePipeline(pipeline, place, listeners),
        ...judgeRoles(pipeline, place, listeners, stack, setup),
        ...(isNew ? judgeKeys(pipeline, place, listeners) : []),
      ];
    }),
  );
}

function placeOf(pipeline: StackResource): Place | string {
  const account = accountOfProvider(pipeline.provider);
  const region = regionOf(pipeline);
  if (account.kind !== "known") return account.path;
  return region.kind === "known" ? { accountId: account.value, region: region.value } : region.path;
}

function judgePipeline(pipeline: StackResource, place: Place, listeners: Listeners): readonly Finding[] {
  const own = pipeline.properties.at("name").text();
  const name = own.kind === "known" ? own.value : undefined;
  return said(pipeline, place, `on pipeline ${ownName(pipeline)}`, pipelineCalls, (call) =>
    listeners.tell(pipelineEvent(call, name, place), place),
  );
}

function judgeKeys(pipeline: StackResource, place: Place, listeners: Listeners): readonly Finding[] {
  return said(pipeline, place, `on keys of account ${place.accountId}`, keyCalls, (call) =>
    listeners.tell(keyEvent(call, place), place),
  );
}

function judgeRoles(
  pipeline: StackResource,
  { accountId, region }: Place,
  listeners: Listeners,
  stack: Stack,
  setup: Setup,
): readonly Finding[] {
  const place = { accountId, region: regionOfIam(region) };
  const names = rolesOf(pipeline, accountId, stack, setup);
  const asked = names.length > 0 ? names.slice(0, mostRoles) : [undefined];
  return said(pipeline, place, `on the roles of pipeline ${ownName(pipeline)}`, roleCalls, (call) =>
    all(asked.map((role) => listeners.tell(roleEvent(call, role, place), place))),
  );
}

/** Events of IAM appear in one region of each partition. */
function regionOfIam(region: string): string {
  const [partition = "aws"] = partitionsOfRegion({ kind: "known", value: region });
  switch (partition) {
    case "aws":
      return "us-east-1";
    case "aws-cn":
      return "cn-north-1";
    case "aws-us-gov":
      return "us-gov-west-1";
    default:
      return partition satisfies never;
  }
}

/** Names of the roles of the pipeline's account under which it and its steps run. */
function rolesOf(
  pipeline: StackResource,
  accountId: string,
  stack: Stack,
  { world }: Setup,
): readonly string[] {
  const identities = identitiesOf(stack, world);
  const found = [
    identities.named(pipeline.properties.at("roleArn"), pipeline, "roleArn"),
    ...readPipeline(pipeline.properties).steps.flatMap((step) =>
      rolesOfStep(step, pipeline, stack, identities).map(({ identity }) => identity),
    ),
  ];
  return [
    ...new Set(
      found.flatMap((identity) => {
        if (identity.kind !== "role") return [];
        const { role } = identity;
        const isHere = role.accountId.kind !== "known" || role.accountId.value === accountId;
        return isHere && role.name.kind === "known" ? [role.name.value] : [];
      }),
    ),
  ];
}

/** Calls of which nobody is told, and those of which it can't be seen, each in one sentence. */
function said(
  pipeline: StackResource,
  { accountId, region }: Place,
  on: string,
  calls: readonly string[],
  isTold: (call: string) => Truth,
): readonly Finding[] {
  const answers = calls.map((call) => ({ call, truth: isTold(call) }));
  const silent = answers.filter(({ truth }) => truth === false).map(({ call }) => call);
  const unclear = answers.flatMap(({ call, truth }) =>
    isUnsure(truth) ? [{ call, paths: truth.paths }] : [],
  );
  const about = {
    urn: pipeline.urn,
    why,
    fix: `add a rule in ${region} of account ${accountId} whose pattern lets these calls through, with a target that people read`,
  };
  return [
    ...(silent.length > 0
      ? [
          {
            ...about,
            kind: "violation" as const,
            what: `Nobody is told of ${silent.join(", ")} ${on}.`,
            at: [`rules of ${region}`],
          },
        ]
      : []),
    ...(unclear.length > 0
      ? [
          {
            ...about,
            kind: "undetermined" as const,
            what: `whether anybody is told of ${unclear.map(({ call }) => call).join(", ")} ${on} can't be seen.`,
            at: [...new Set(unclear.flatMap(({ paths }) => paths))].slice(0, 5),
          },
        ]
      : []),
  ];
}

function unplaced(pipeline: StackResource, path: string): Finding {
  return {
    kind: "undetermined",
    urn: pipeline.urn,
    what: `in which account and region pipeline ${ownName(pipeline)} is can't be seen, so nobody knows where its events appear.`,
    at: [path],
    why,
    fix: "pass the pipeline a provider with allowedAccountIds of exactly one account, and a region",
  };
}

function unread(path: string): Finding {
  return {
    kind: "undetermined",
    urn: "",
    what: "the topic that has to be told of events can't be read.",
    at: [path],
    why,
    fix: "write `topic` of this policy's config as one ARN",
  };
}
