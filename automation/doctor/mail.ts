import { paginateListSubscriptionsByTopic, SNSClient } from "@aws-sdk/client-sns";
import type { TopicPlan } from "../../blueprint/notices";
import { planNotices } from "../../blueprint/notices";
import type { Settings } from "../../blueprint/settings";
import type { OpenAccount } from "../accounts/account-access";
import { failureOf } from "../accounts/service-failure";
import type { DoctorLine } from "./line";
import { lines } from "./line";

const { ok, warning, notChecked } = lines("mail");

/** Whether everybody who is to be told has confirmed: SNS sends nothing before that. */
export async function mailLines(settings: Settings, account: OpenAccount): Promise<readonly DoctorLine[]> {
  const client = new SNSClient(account.clients(settings.devops.region));
  const topics = planNotices(settings).topics.filter(({ mail }) => mail.length > 0);
  return (await Promise.all(topics.map((topic) => topicLines(client, topic)))).flat();
}

async function topicLines(client: SNSClient, { name, arn, mail }: TopicPlan): Promise<readonly DoctorLine[]> {
  const subscriptions = new Map<string, string>();
  try {
    for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn: arn }))
      for (const { Protocol, Endpoint, SubscriptionArn } of page.Subscriptions ?? [])
        if (Protocol === "email" && Endpoint !== undefined)
          subscriptions.set(Endpoint, SubscriptionArn ?? "");
  } catch (error) {
    const failed = failureOf(error, `reading the subscriptions of ${name}`);
    return failed.code === "not-found"
      ? [warning(name, "the topic is not there yet", "run pulumi up, which creates it")]
      : [notChecked(name, failed)];
  }
  return mail.map((address) => {
    const subject = `${address} at ${name}`;
    const state = subscriptions.get(address);
    if (state === undefined) return warning(subject, "not subscribed", "run pulumi up --refresh");
    return state.startsWith("arn:")
      ? ok(subject, "confirmed")
      : warning(
          subject,
          "has not confirmed, and is told nothing",
          'open the mail "AWS Notification - Subscription Confirmation" and confirm; it is valid for two days',
        );
  });
}
