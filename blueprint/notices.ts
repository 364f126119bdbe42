import type { Place } from "./arns";
import { eventBusArn, iamEventRegion, roleArn, ruleArn, topicArn } from "./arns";
import type { PolicyDocument, Statement } from "./iam/document";
import { policyDocument } from "./iam/document";
import { deliveryBoundaryArn } from "./iam/delivery-boundary";
import { trustEventRule } from "./iam/trust";
import { DeliveryNames } from "./names";
import type { RulePlan } from "./notice-rules";
import { noticeRules } from "./notice-rules";
import type { RolePlan } from "./role";
import { planRole } from "./role";
import type { Settings } from "./settings";
import type { KeyPlan } from "./storage";
import { administerKey, roleUseOfKey } from "./storage";
import { gatedEnvironments } from "./targets";

/** Who hears what: approvals that wait, releases that fail, and every change to the road itself. */
export interface NoticesPlan {
  readonly key: KeyPlan;
  readonly topics: readonly TopicPlan[];
  readonly rules: readonly RulePlan[];
  /** Carries IAM's events from the region where they appear; absent where that is the DevOps region. */
  readonly forwarder?: RolePlan;
}

export interface TopicPlan {
  readonly key: string;
  readonly name: string;
  readonly arn: string;
  readonly policy: PolicyDocument;
  readonly mail: readonly string[];
}

export function planNotices(settings: Settings): NoticesPlan {
  const names = new DeliveryNames(settings);
  const { place } = names;
  const noticeArn = topicArn(place, names.noticeTopic());
  const elsewhere = place.region !== iamEventRegion(place.region);
  return {
    key: noticeKey(settings),
    topics: [
      {
        key: "notices",
        name: names.noticeTopic(),
        arn: noticeArn,
        policy: topicPolicy(noticeArn, eventsPublish(place, noticeArn, noticeRules(settings))),
        mail: settings.notices.mail,
      },
      ...gatedEnvironments(settings).map(({ name, approval }): TopicPlan => {
        const arn = topicArn(place, names.approvalTopic(name));
        return {
          key: `approvals-${name}`,
          name: names.approvalTopic(name),
          arn,
          policy: topicPolicy(arn, pipelinePublishes(names, arn)),
          mail: approval.notify,
        };
      }),
    ],
    rules: noticeRules(settings),
    ...(elsewhere ? { forwarder: forwarder(settings) } : {}),
  };
}

function forwarder(settings: Settings): RolePlan {
  const names = new DeliveryNames(settings);
  const { place } = names;
  const from = iamEventRegion(place.region);
  const source = ruleArn({ ...place, region: from }, names.rule("iam-changes-forward"));
  return planRole(place, {
    name: names.role("iam-events"),
    description: `Carries IAM events from ${from} to ${place.region}`,
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

/** EventBridge sends the rule with a publish, and no account (EventBridge guide, resource-based policies). */
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
      ...(gatedEnvironments(settings).length > 0
        ? [
            roleUseOfKey(
              "PublishApprovals",
              place,
              "sns",
              [roleArn(place, names.role("pipeline"))],
              ["kms:Decrypt", "kms:GenerateDataKey"],
            ),
          ]
        : []),
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
