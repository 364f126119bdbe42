import { parseArn, partitionsOfRegion } from "../../iam/arn";
import { accountOfProvider } from "../../reader/provider-account";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { regionOf } from "../../reader/region";

/** Whether a text is the ARN of a topic: by its own ARN, or where nobody knows that yet by name and account. */
export function isTopic({ properties, provider }: StackResource, text: string): boolean {
  const own = properties.at("arn").text();
  if (own.kind === "known") return own.value === text;
  const arn = parseArn(text);
  const name = properties.at("name").text();
  const account = accountOfProvider(provider);
  return (
    arn?.service === "sns" &&
    name.kind === "known" &&
    arn.resource === name.value &&
    (account.kind !== "known" || account.value === arn.accountId)
  );
}

/** The topic of the stack that a resource's property names. */
export function topicBehind(
  resource: StackResource,
  property: string,
  stack: Stack,
): StackResource | undefined {
  return stack.behind(resource, property, [tokens.topic], isTopic);
}

/** The ARNs that a topic may have, one a partition; empty while its name, account or region is not known. */
export function arnsOfTopic(topic: StackResource): readonly string[] {
  const own = topic.properties.at("arn").text();
  if (own.kind === "known") return [own.value];
  const name = topic.properties.at("name").text();
  const account = accountOfProvider(topic.provider);
  const region = regionOf(topic);
  if (name.kind !== "known" || account.kind !== "known" || region.kind !== "known") return [];
  return partitionsOfRegion(region).map(
    (partition) => `arn:${partition}:sns:${region.value}:${account.value}:${name.value}`,
  );
}
