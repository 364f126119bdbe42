import { withDefaults } from "../iam/context";
import type { Visitor } from "./visitors";

/**
 * The same visitor, making a grant without an AWS service between (KMS reference, "kms:GrantIsForAWSResource").
 * Whether such a request has the key with the value false or has no such key is not documented, so both are
 * tried.
 */
export function bareGrant({ principal, context }: Visitor): readonly Visitor[] {
  return ([["false"], "absent"] as const).map((value) => ({
    principal,
    context: withDefaults(context, new Map([["kms:grantisforawsresource", value]])),
  }));
}
