import { eventBusArn, roleArn, ruleArn, topicArn } from "./arns";
import type { Place } from "./arns";
import type { PolicyDocument, Statement } from "./iam/document";
import { policyDocument } from "./iam/document";
import { deliveryBoundaryArn } from "./iam/delivery-boundary";
import { trustEventRule } from "./iam/trust";
import { DeliveryNames } from "./names";
import type { RolePlan } from "./role";
import { planRole } from "./role";
import type { Settings } from "./settings";
import type { KeyPlan } from "./storage";
import { administerKey, roleUseOfKey } from "./storage";
import { placedEnvironments } from "./targets";

/** Who hears what: approvals that wait, releases that fail, and every change to the road itself. */
export interface NoticesPlan {
  readonly key: KeyPlan;
  readonly topics: readonly TopicPlan[];
  readonly rules: readonly RulePlan[];
  /** Carries IAM's events, which appear in us-east-1 only, to the DevOps region; absent where that is the same. */
  readonly forwarder?: RolePlan;
}

export interface TopicPlan {
  readonly key: string;
  readonly name: string;
  readonly arn: string;
  readonly policy: PolicyDocument;
  readonly mail: readonly string[];
}

export interface RulePlan {
  readonly key: string;
  readonly name: string;
  readonly region: string;
  readonly description: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly targetArn: string;
  /** Needed where the target is an event bus. */
  readonly roleArn?: string;
}

/** Calls that change the road, as CloudTrail names them. */
const watchedCalls = {
  "codepipeline.amazonaws.com": [
    "DeletePipeline",
    "DisableStageTransition",
    "EnableStageTransition",
    "OverrideStageCondition",
    "PutApprovalResult",
    "StartPipelineExecution",
    "UpdatePipeline",
  ],
  "kms.amazonaws.com": ["DisableKey", "PutKeyPolicy", "ScheduleKeyDeletion"],
} as const;

const watchedIamCalls = [
  "AttachRolePolicy",
  "DeleteRolePermissionsBoundary",
  "PutRolePermissionsBoundary",
  "PutRolePolicy",
  "UpdateAssumeRolePolicy",
] as const;

/** Where CloudTrail delivers IAM's events (IAM guide, "Logging IAM and AWS STS API calls"). */
const iamEventRegion = "us-east-1";

export function planNotices(settings: Settings): NoticesPlan {
  const names = new DeliveryNames(settings);
  const { place } = names;
  const approvals = placedEnvironments(settings).filter(({ approval }) => approval !== undefined);
  const noticeArn = topicArn(place, names.noticeTopic());
  const elsewhere = place.region !== iamEventRegion;
  return {
    key: noticeKey(settings),
    topics: [
      {
        key: "notices",
        name: names.noticeTopic(),
        arn: noticeArn,
        policy: topicPolicy(noticeArn, eventsPublish(place, noticeArn, rules(settings))),
        mail: settings.notices.mail,
      },
      ...approvals.map(({ name, approval }): TopicPlan => {
        const arn = topicArn(place, names.approvalTopic(name));
        return {
          key: `approvals-${name}`,
          name: names.approvalTopic(name),
          arn,
          policy: topicPolicy(arn, pipelinePublishes(names, arn)),
          mail: approval?.notify ?? [],
        };
      }),
    ],
    rules: rules(settings),
    ...(elsewhere ? { forwarder: forwarder(settings) } : {}),
  };
}

function rules(settings: Settings): readonly RulePlan[] {
  const names = new DeliveryNames(settings);
  const { place } = names;
  const targetArn = topicArn(place, names.noticeTopic());
  const iamPattern = {
    source: ["aws.iam"],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: {
      eventSource: ["iam.amazonaws.com"],
      eventName: watchedIamCalls,
      requestParameters: { roleName: [{ prefix: `${settings.app}-` }] },
    },
  };
  const iamRule = names.rule("iam-changes");
  const forwarding = place.region !== iamEventRegion;
  return [
    {
      key: "failed-releases",
      name: names.rule("failed-releases"),
      region: place.region,
      description: `A release of ${settings.app} failed or was stopped`,
      pattern: {
        source: ["aws.codepipeline"],
        "detail-type": ["CodePipeline Pipeline Execution State Change"],
        detail: { pipeline: [names.pipeline()], state: ["FAILED", "STOPPED", "CANCELED"] },
      },
      targetArn,
    },
    {
      key: "road-changes",
      name: names.rule("road-changes"),
      region: place.region,
      description: `Somebody changed, overrode or started the road of ${settings.app}, or touched a key`,
      pattern: {
        source: ["aws.codepipeline", "aws.kms"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: {
          eventSource: Object.keys(watchedCalls),
          eventName: Object.values(watchedCalls).flat(),
        },
      },
      targetArn,
    },
    {
      key: "iam-changes",
      name: iamRule,
      region: place.region,
      description: `Somebody changed a delivery role of ${settings.app}`,
      pattern: iamPattern,
      targetArn,
    },
    ...(forwarding
      ? [
          {
            key: "iam-changes-forward",
            name: names.rule("iam-changes-forward"),
            region: iamEventRegion,
            description: `Carry IAM events about ${settings.app} to ${place.region}`,
            pattern: iamPattern,
            targetArn: eventBusArn(place, "default"),
            roleArn: roleArn(place, names.role("iam-events")),
          },
        ]
      : []),
  ];
}

function forwarder(settings: Settings): RolePlan {
  const names = new DeliveryNames(settings);
  const { place } = names;
  const source = ruleArn({ ...place, region: iamEventRegion }, names.rule("iam-changes-forward"));
  return planRole(place, {
    name: names.role("iam-events"),
    description: `Carries IAM events from ${iamEventRegion} to ${place.region}`,
    trust: trustEventRule(source, place.accountId),
    boundaryArn: deliveryBoundaryArn(settings),
    needs: [
      {
        sid: "ForwardEvents",
        why: "the rule hands IAM's events to the event bus of the DevOps region",
        by: "service",
        actions: ["events:PutEvents"],
        resources: [eventBusArn(place, "default")],
      },
    ],
  });
}

/** Only over TLS; published to by whom the statement says. */
function topicPolicy(arn: string, publishers: Statement): PolicyDocument {
  return policyDocument([
    publishers,
    {
      Sid: "OnlyTls",
      Effect: "Deny",
      Principal: "*",
      Action: ["sns:Publish"],
      Resource: [arn],
      Condition: { Bool: { "aws:SecureTransport": ["false"] } },
    },
  ]);
}

function eventsPublish(place: Place, arn: string, plans: readonly RulePlan[]): Statement {
  return {
    Sid: "RulesPublish",
    Effect: "Allow",
    Principal: { Service: ["events.amazonaws.com"] },
    Action: ["sns:Publish"],
    Resource: [arn],
    Condition: {
      ArnEquals: {
        "aws:SourceArn": plans
          .filter(({ targetArn }) => targetArn === arn)
          .map(({ name }) => ruleArn(place, name)),
      },
      StringEquals: { "aws:SourceAccount": [place.accountId] },
    },
  };
}

/** An approval notice carries a live token, so only the pipeline's own role publishes. */
function pipelinePublishes(names: DeliveryNames, arn: string): Statement {
  return {
    Sid: "ThePipelinePublishes",
    Effect: "Allow",
    Principal: { AWS: [roleArn(names.place, names.role("pipeline"))] },
    Action: ["sns:Publish"],
    Resource: [arn],
  };
}

function noticeKey(settings: Settings): KeyPlan {
  const names = new DeliveryNames(settings);
  const { place } = names;
  return {
    alias: names.noticeKeyAlias(),
    place,
    description: `Notices and approval requests of ${settings.app}`,
    policy: policyDocument([
      administerKey(place),
      roleUseOfKey(
        "PublishApprovals",
        place,
        "sns",
        [roleArn(place, names.role("pipeline"))],
        ["kms:Decrypt", "kms:GenerateDataKey"],
      ),
      {
        // EventBridge sends no source keys with these calls; a condition on them would drop every notice
        // silently (SNS guide, "Key management"). The topic's own policy names the rules.
        Sid: "RulesPublish",
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: ["*"],
      },
    ]),
  };
}
