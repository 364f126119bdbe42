import { eventBusArn, iamEventRegion, roleArn, topicArn } from "./arns";
import { deliveryBoundaryArn } from "./iam/delivery-boundary";
import { DeliveryNames } from "./names";
import type { Settings } from "./settings";

/** A rule of EventBridge: what it watches and where it sends it. */
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

const apiCall = "AWS API Call via CloudTrail";

/** Calls that change, override, start or decide on a pipeline, as CloudTrail names them. */
const pipelineCalls = [
  "DeletePipeline",
  "DisableStageTransition",
  "EnableStageTransition",
  "OverrideStageCondition",
  "PutApprovalResult",
  "StartPipelineExecution",
  "UpdatePipeline",
];

const keyCalls = ["DisableKey", "PutKeyPolicy", "ScheduleKeyDeletion"];

/** Calls that change what a role may do or who may take it. */
const roleCalls = [
  "AttachRolePolicy",
  "DeleteRolePermissionsBoundary",
  "DeleteRolePolicy",
  "DetachRolePolicy",
  "PutRolePermissionsBoundary",
  "PutRolePolicy",
  "UpdateAssumeRolePolicy",
];

const policyCalls = ["CreatePolicyVersion", "SetDefaultPolicyVersion"];

/** What is told: failed releases, and every change to the road itself. Calls reach EventBridge through a trail. */
export function noticeRules(settings: Settings): readonly RulePlan[] {
  const names = new DeliveryNames(settings);
  const { place } = names;
  const targetArn = topicArn(place, names.noticeTopic());
  const here = { region: place.region, targetArn };
  return [
    {
      ...here,
      key: "failed-releases",
      name: names.rule("failed-releases"),
      description: `A release of ${settings.app} failed or was stopped`,
      pattern: {
        source: ["aws.codepipeline"],
        "detail-type": ["CodePipeline Pipeline Execution State Change"],
        detail: { pipeline: [names.pipeline()], state: ["FAILED", "STOPPED", "CANCELED"] },
      },
    },
    {
      ...here,
      key: "road-changes",
      name: names.rule("road-changes"),
      description: `Somebody changed, overrode, started or decided on the pipeline of ${settings.app}`,
      pattern: {
        source: ["aws.codepipeline"],
        "detail-type": [apiCall],
        detail: {
          eventSource: ["codepipeline.amazonaws.com"],
          eventName: pipelineCalls,
          // The calls name the pipeline in three ways.
          $or: [
            { requestParameters: { name: [names.pipeline()] } },
            { requestParameters: { pipelineName: [names.pipeline()] } },
            { requestParameters: { pipeline: { name: [names.pipeline()] } } },
          ],
        },
      },
    },
    {
      ...here,
      key: "key-changes",
      name: names.rule("key-changes"),
      // The calls name a key by its random id, which no rule can know beforehand.
      description: "Somebody disabled a key of this account, or changed who may use it",
      pattern: {
        source: ["aws.kms"],
        "detail-type": [apiCall],
        detail: { eventSource: ["kms.amazonaws.com"], eventName: keyCalls },
      },
    },
    {
      ...here,
      key: "iam-changes",
      name: names.rule("iam-changes"),
      description: `Somebody changed a delivery role of ${settings.app}, or its boundary`,
      pattern: iamPattern(settings),
    },
    ...forwardIamEvents(settings),
  ];
}

function iamPattern(settings: Settings): RulePlan["pattern"] {
  return {
    source: ["aws.iam"],
    "detail-type": [apiCall],
    detail: {
      eventSource: ["iam.amazonaws.com"],
      $or: [
        { eventName: roleCalls, requestParameters: { roleName: [{ prefix: `${settings.app}-` }] } },
        { eventName: policyCalls, requestParameters: { policyArn: [deliveryBoundaryArn(settings)] } },
      ],
    },
  };
}

/** IAM's events appear in one region of the partition; a rule there carries them to the DevOps region. */
function forwardIamEvents(settings: Settings): readonly RulePlan[] {
  const names = new DeliveryNames(settings);
  const { place } = names;
  const region = iamEventRegion(place.region);
  if (region === place.region) return [];
  return [
    {
      key: "iam-changes-forward",
      name: names.rule("iam-changes-forward"),
      region,
      description: `Carry IAM events about ${settings.app} to ${place.region}`,
      pattern: iamPattern(settings),
      targetArn: eventBusArn(place, "default"),
      roleArn: roleArn(place, names.role("iam-events")),
    },
  ];
}
