import { callByAnybody } from "../../events/api-call";
import { open } from "../../events/event-pattern";
import { Listeners } from "../../events/listeners";
import { isExact } from "../../iam/allowance";
import type { Truth } from "../../iam/kleene";
import { any } from "../../iam/kleene";
import type { Principal } from "../../identities/principal";
import type { Stack } from "../../stack/stack";

/**
 * Whether a rule of EventBridge passes on that a role was assumed, whoever did it: CloudTrail tells it to the default
 * bus of the role's account, in the region whose STS was asked.
 */
export function alarmOn(role: Principal, stack: Stack): Truth {
  const { accountId } = role;
  const place = accountId.kind === "known" ? { accountId: accountId.value } : {};
  const listeners = new Listeners(stack, undefined);
  // An ARN a partition: the role has one of them.
  return any(
    role.arnPatterns.map((arn) => {
      const roleArn = isExact(arn) ? arn : open;
      return listeners.tell(
        callByAnybody(
          {
            service: "sts",
            name: "AssumeRole",
            readOnly: true,
            requestParameters: { others: "anything", fields: { roleArn } },
          },
          place,
        ),
        place,
      );
    }),
  );
}
