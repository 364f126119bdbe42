import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "./accounts";
import { allow, document, region, tools } from "./accounts";
import { role } from "./roles";
import { key } from "./store";

const { id, options } = tools;

/** Events of IAM appear here, wherever the roles are used. */
const iamRegion = "us-east-1";

export interface Topic {
  readonly arn: string;
  readonly policy: pulumi.Resource;
}

/** An encrypted topic that some people get as mail. */
export function topic(name: string, mail: string, publishers: Statement[]): Topic {
  const arn = `arn:aws:sns:${region}:${id}:${name}`;
  const made = new aws.sns.Topic(name, { name, kmsMasterKeyId: key.arn }, options);
  new aws.sns.TopicSubscription(
    `${name}-mail`,
    { topic: made.arn, protocol: "email", endpoint: mail },
    options,
  );
  const onlyTls: Statement = {
    Sid: "OnlyTls",
    Effect: "Deny",
    Principal: "*",
    Action: "sns:Publish",
    Resource: arn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const policy = new aws.sns.TopicPolicy(
    `${name}-policy`,
    { arn: made.arn, policy: document(...publishers, onlyTls) },
    options,
  );
  return { arn, policy };
}

/** Tells the platform team by mail of every call that touches pipeline, roles or keys. */
export function watchTheGate(pipeline: string): void {
  const changes = ["shop-pipeline-calls", "shop-key-calls", "shop-role-calls"];
  const { arn, policy } = topic("shop-changes", "platform@acme.example", [
    {
      Sid: "TheseRules",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sns:Publish",
      Resource: `arn:aws:sns:${region}:${id}:shop-changes`,
      Condition: {
        ArnEquals: { "aws:SourceArn": changes.map((name) => `arn:aws:events:${region}:${id}:rule/${name}`) },
      },
    },
  ]);
  const toMail = { region, target: { arn }, after: [policy] };
  const [pipelineCalls = "", keyCalls = "", roleCalls = ""] = changes;
  onCalls(pipelineCalls, toMail, "codepipeline", {
    eventName: [
      ...["DeletePipeline", "DisableStageTransition", "EnableStageTransition", "OverrideStageCondition"],
      ...["PutApprovalResult", "StartPipelineExecution", "UpdatePipeline"],
    ],
    $or: [
      { requestParameters: { name: [pipeline] } },
      { requestParameters: { pipelineName: [pipeline] } },
      { requestParameters: { pipeline: { name: [pipeline] } } },
    ],
  });
  onCalls(keyCalls, toMail, "kms", { eventName: ["DisableKey", "PutKeyPolicy", "ScheduleKeyDeletion"] });
  const onRoles = {
    eventName: [
      ...["AttachRolePolicy", "DeleteRolePermissionsBoundary", "PutRolePermissionsBoundary"],
      ...["PutRolePolicy", "UpdateAssumeRolePolicy"],
    ],
    requestParameters: { roleName: [{ prefix: "shop-" }] },
  };
  onCalls(roleCalls, toMail, "iam", onRoles);

  const bus = `arn:aws:events:${region}:${id}:event-bus/default`;
  const forward = "shop-role-calls-forward";
  const forwarder = role("shop-events", {
    account: tools,
    trust: {
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceArn": `arn:aws:events:${iamRegion}:${id}:rule/${forward}` } },
    },
    policy: [allow("events:PutEvents", bus)],
  });
  const toBus = { arn: bus, roleArn: forwarder.arn };
  onCalls(forward, { region: iamRegion, target: toBus, after: forwarder.complete }, "iam", onRoles);
}

interface Route {
  readonly region: string;
  readonly target: { readonly arn: string; readonly roleArn?: string };
  readonly after: readonly pulumi.Resource[];
}

function onCalls(name: string, { region, target, after }: Route, service: string, detail: object): void {
  const pattern = {
    source: [`aws.${service}`],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { eventSource: [`${service}.amazonaws.com`], ...detail },
  };
  const rule = new aws.cloudwatch.EventRule(
    name,
    { region, name, eventPattern: JSON.stringify(pattern) },
    options,
  );
  new aws.cloudwatch.EventTarget(
    `${name}-target`,
    { region, rule: rule.name, ...target },
    { ...options, dependsOn: [...after] },
  );
}
