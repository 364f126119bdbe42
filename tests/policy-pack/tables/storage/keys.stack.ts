import type { Written } from "../../handed";
import type { Account, Statements } from "../../road";
import { accounts, allow, document, provider, roleArn } from "../../road";

/** A key as a program writes it. */
export function key(props: Record<string, unknown> = {}, more: Partial<Written> = {}): Written {
  return {
    type: "aws:kms/key:Key",
    name: "store-key",
    provider: provider("devops"),
    ...more,
    props: {
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      ...props,
    },
  };
}

/** A key with a policy of these statements, beside the one that keeps it in its account's hands. */
export function keyWith(...statements: readonly Record<string, unknown>[]): Written {
  return keyWithOnly([administration, ...statements]);
}

export function keyWithOnly(statements: Statements): Written {
  return key({ policy: document(statements) });
}

export const useActions = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"] as const;

export const administration = to(
  { AWS: `arn:aws:iam::${accounts.devops}:root` },
  ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DescribeKey", "kms:GetKeyPolicy"],
  { Sid: "AdministeredByTheAccount" },
);

export function to(
  principal: unknown,
  actions: unknown,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return allow(actions, "*", { Principal: principal, ...more });
}

export function toRole(
  account: Account,
  name: string,
  actions: unknown,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return to({ AWS: roleArn(account, name) }, actions, more);
}
