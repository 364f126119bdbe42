/**
 * sns-cmk
 *
 * Every topic is encrypted with a key of the customer: kmsMasterKeyId names a key or alias that is not AWS's own.
 *
 * Why: OWASP CICD-SEC-7. Messages about approvals carry the token that answers them. Without a key they lie open, and
 * AWS's own key (alias/aws/sns) has a policy that nobody can change: it lets in no service that publishes.
 *
 * Level: both. That no key is named, or one of AWS's own, shows in the topic; whose key an id names takes the stack.
 *
 * Not seen: what the key's policy allows (rows 76 to 81).
 */
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { KeyPlace } from "./own-key";
import { judgeKeyAlone, judgeKeyInStack } from "./own-key";
import { ownName } from "./own-name";

export const snsCmk: Rule = {
  number: 95,
  name: "sns-cmk",
  title: "Topics are encrypted with a key of the customer",
  description: "Every topic names a KMS key that is not AWS's own.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Set kmsMasterKeyId of the topic to a key of this stack, or its alias.",
  parameters: {},
  types: [tokens.topic],
  resource: (topic) => judged(judgeKeyAlone(topic, placeOf(topic))),
  stack: (stack) => {
    const topics = stack.ofType(tokens.topic);
    if (topics.length === 0) return notApplicable("the stack has no topic");
    return judged(topics.flatMap((topic) => judgeKeyInStack(topic, placeOf(topic), stack)));
  },
};

function placeOf(topic: ResourceView): KeyPlace {
  return {
    subject: `Topic ${ownName(topic)}`,
    field: topic.properties.at("kmsMasterKeyId"),
    property: "kmsMasterKeyId",
    withoutKey: "is not encrypted with any key",
    why: "CICD-SEC-7: what the topic tells of an approval carries the token that answers it",
    fix: "set kmsMasterKeyId to a key of this stack, whose policy lets in the services that publish",
  };
}
