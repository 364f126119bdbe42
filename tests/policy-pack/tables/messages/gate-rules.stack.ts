import type { Written } from "../../handed";
import { accounts, provider } from "../../road";

export const topicArn = `arn:aws:sns:eu-central-1:${accounts.devops}:payments-notices`;

const calls = {
  codepipeline: [
    "UpdatePipeline",
    "DeletePipeline",
    "DisableStageTransition",
    "EnableStageTransition",
    "OverrideStageCondition",
    "StartPipelineExecution",
    "PutApprovalResult",
  ],
  iam: [
    "UpdateAssumeRolePolicy",
    "PutRolePolicy",
    "AttachRolePolicy",
    "DeleteRolePermissionsBoundary",
    "PutRolePermissionsBoundary",
  ],
  kms: ["ScheduleKeyDeletion", "DisableKey", "PutKeyPolicy"],
} as const;

export type Service = keyof typeof calls;

/** A pattern that lets all calls of the gate on a service through, with more of the event's detail asked. */
export function patternOf(service: Service, detail: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    source: [`aws.${service}`],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { eventSource: [`${service}.amazonaws.com`], eventName: calls[service], ...detail },
  };
}

const regions = { codepipeline: "eu-central-1", kms: "eu-central-1", iam: "us-east-1" } as const;

/** A rule where the events of a service appear. */
export function rule(
  service: Service,
  eventPattern: unknown = patternOf(service),
  props: Record<string, unknown> = {},
): Written {
  return {
    type: "aws:cloudwatch/eventRule:EventRule",
    name: `${service}-rule`,
    provider: providerIn(regions[service]),
    props: {
      name: `payments-${service}`,
      eventPattern: typeof eventPattern === "string" ? eventPattern : JSON.stringify(eventPattern),
      ...props,
    },
  };
}

/** The target of that rule. */
export function targetOf(service: Service, arn: unknown = topicArn): Written {
  return {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: `${service}-target`,
    provider: providerIn(regions[service]),
    props: { rule: `payments-${service}`, arn },
  };
}

/** Rules and targets for all that touches the gate, some of them replaced by others of the same name. */
export function allTold(
  replaced: readonly Written[] = [],
  dropped: readonly string[] = [],
): readonly Written[] {
  const services = ["codepipeline", "iam", "kms"] as const;
  const names = new Set(replaced.map(({ name }) => name));
  return [...services.flatMap((service) => [rule(service), targetOf(service)])]
    .filter(({ name }) => !names.has(name) && !dropped.includes(name))
    .concat(replaced);
}

export function providerIn(region: string) {
  const own = provider("devops");
  return { ...own, name: `${own.name}-${region}`, props: { ...own.props, region } };
}
