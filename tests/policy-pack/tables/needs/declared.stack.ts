import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { accounts, allow, document, provider, role, roleArn, rolePolicy } from "../../road";

export const scanArn = roleArn("devops", "payments-scan");
export const report = "arn:aws:s3:::payments-reports/scan/*";
export const keys = "arn:aws:kms:eu-central-1:111111111111:key/*";
export const alias = "alias/payments";

export interface DeclaredCall {
  readonly identity?: unknown;
  readonly action: unknown;
  readonly resource: unknown;
}

/** A component that declares calls, as ours do. */
export function component(calls: readonly DeclaredCall[], name = "scan"): Written {
  return {
    type: "delivery:index:BuildProject",
    name,
    props: {
      step: name,
      calls: calls.map(({ identity = scanArn, action, resource }) => ({
        identity,
        action,
        resource,
        why: "it is needed",
      })),
    },
  };
}

export const putReport: DeclaredCall = { action: "s3:PutObject", resource: report };
export const decrypt: DeclaredCall = { action: "kms:Decrypt", resource: keys };

export const mayPut = allow("s3:PutObject", report);
export const mayDecrypt = allow("kms:Decrypt", keys, {
  Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [alias] } },
});

/** The role of a step with these statements, and what declares its calls. */
export function step(
  calls: readonly DeclaredCall[],
  statements: readonly Record<string, unknown>[],
  ...more: readonly Written[]
): readonly Written[] {
  return [
    component(calls),
    role("devops", "payments-scan"),
    rolePolicy("devops", "payments-scan", statements),
    ...more,
  ];
}

/** A key with its alias; its policy lets these statements' principals in. */
export function key(...statements: readonly Record<string, unknown>[]): readonly Written[] {
  return [
    {
      type: "aws:kms/key:Key",
      name: "key",
      provider: provider("devops"),
      props: { arn: unknown, policy: document(statements) },
    },
    {
      type: "aws:kms/alias:Alias",
      name: "alias",
      provider: provider("devops"),
      props: { name: alias, targetKeyId: unknown },
      madeFrom: { targetKeyId: ["key"] },
    },
  ];
}

export const executionName = `cdk-pay-cfn-exec-role-${accounts.prod}-eu-central-1`;

/** An execution role of the bootstrap with these statements. */
export function execution(...statements: readonly Record<string, unknown>[]): readonly Written[] {
  return [role("prod", executionName), rolePolicy("prod", executionName, statements)];
}
