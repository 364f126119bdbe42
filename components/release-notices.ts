import { EventRule, EventTarget } from "@pulumi/aws/cloudwatch";
import { Topic, TopicPolicy, TopicSubscription } from "@pulumi/aws/sns";
import type { ComponentResourceOptions, Resource } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import { documentText } from "../blueprint/iam/document";
import type { RulePlan } from "../blueprint/notice-rules";
import type { NoticesPlan } from "../blueprint/notices";
import { renderKey } from "./key";
import type { Principals } from "./principals";
import { protection } from "./protection";

export interface ReleaseNoticesArgs {
  readonly plan: NoticesPlan;
  readonly region: string;
  readonly principals: Principals;
  /** The identity that carries events between regions must exist before its rule. */
  readonly forwarder: readonly Resource[];
}

/** Who hears what: one topic for failures and changes of the road, one a gate for approvals, all encrypted. */
export class ReleaseNotices extends ComponentResource {
  /** What must exist before the pipeline can ask for an approval. */
  readonly complete: readonly Resource[];

  constructor(name: string, args: ReleaseNoticesArgs, opts?: ComponentResourceOptions) {
    super("delivery:index:ReleaseNotices", name, {}, opts);
    const { plan, region, principals } = args;
    const parent = { parent: this };
    const key = renderKey(`${name}-key`, plan.key, principals, { ...parent, ...protection() });
    this.complete = plan.topics.map(({ key: topicKey, name: topicName, policy, mail }) => {
      const topic = new Topic(
        `${name}-${topicKey}`,
        { region, name: topicName, kmsMasterKeyId: key.arn },
        parent,
      );
      mail.forEach((address) => {
        new TopicSubscription(
          `${name}-${topicKey}-${address}`,
          { region, topic: topic.arn, protocol: "email", endpoint: address },
          parent,
        );
      });
      return new TopicPolicy(
        `${name}-${topicKey}-policy`,
        { region, arn: topic.arn, policy: documentText(policy) },
        { ...parent, dependsOn: principals.namedBy(policy) },
      );
    });
    plan.rules.forEach((rule) => {
      this.renderRule(`${name}-${rule.key}`, rule, [...this.complete, ...args.forwarder]);
    });
    this.registerOutputs({});
  }

  private renderRule(name: string, rule: RulePlan, dependsOn: Resource[]): void {
    const { region } = rule;
    const made = new EventRule(
      name,
      { region, name: rule.name, description: rule.description, eventPattern: JSON.stringify(rule.pattern) },
      { parent: this },
    );
    new EventTarget(
      `${name}-target`,
      { region, rule: made.name, arn: rule.targetArn, ...(rule.roleArn ? { roleArn: rule.roleArn } : {}) },
      { parent: this, dependsOn },
    );
  }
}
