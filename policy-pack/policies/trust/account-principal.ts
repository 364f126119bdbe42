import { parseArn } from "../../iam/arn";

/** A whole account, as a principal names it: by `arn:aws:iam::<account>:root`, or by the bare account id. */
export interface AccountPrincipal {
  readonly account: string;
  readonly partition: string;
}

export function accountPrincipal(value: string): AccountPrincipal | undefined {
  if (/^\d{12}$/.test(value)) return { account: value, partition: "aws" };
  const arn = parseArn(value);
  return arn?.service === "iam" && arn.resource === "root"
    ? { account: arn.accountId, partition: arn.partition }
    : undefined;
}
