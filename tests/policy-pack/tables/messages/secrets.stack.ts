import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { provider } from "../../road";

/** A secret as a preview foresees it: its ARN is not known yet. */
export function secret(props: Record<string, unknown> = {}, more: Partial<Written> = {}): Written {
  const own = { name: "payments-token", kmsKeyId: "alias/payments-secrets", ...props };
  return {
    type: "aws:secretsmanager/secret:Secret",
    name: "token",
    provider: provider("devops"),
    props: own,
    foreseen: { arn: unknown, ...own },
    ...more,
  };
}

export const noSecret = ["the stack has no secret"];
