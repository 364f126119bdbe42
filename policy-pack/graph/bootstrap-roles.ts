import { accountOf, parseArn } from "../iam/arn";
import { matches } from "../iam/glob";

/**
 * The lookup role of a CDK bootstrap, by its name (bootstrap template, version 8 and later). It reads what a
 * plan shows and changes nothing, so it may be assumed before the gate. Where the role itself is in the stack,
 * its documents decide, not its name.
 */
export function lookupRolePattern(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:role/cdk-*-lookup-role-${accountId}-*`;
}

/** Whether a role is a lookup role by its name. */
export function isLookupRole(arn: string): boolean {
  const account = accountOf(arn);
  const partition = parseArn(arn)?.partition ?? "";
  return account !== undefined && matches(lookupRolePattern(partition, account), arn);
}
