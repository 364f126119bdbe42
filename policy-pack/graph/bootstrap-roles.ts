/**
 * The lookup role of a CDK bootstrap, by its name (bootstrap template, version 8 and later). It reads what a
 * plan shows and changes nothing, so it may be assumed before the gate. Where the role itself is in the stack,
 * its documents decide, not its name.
 */
export function lookupRolePattern(accountId: string): string {
  return `arn:aws*:iam::${accountId}:role/cdk-*-lookup-role-${accountId}-*`;
}
