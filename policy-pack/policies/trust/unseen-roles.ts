import { isLookupRole } from "../../graph/bootstrap-roles";
import type { JudgedStep } from "../../graph/judged-steps";
import { isExact, matchesAction } from "../../iam/allowance";
import { accountOf } from "../../iam/arn";
import type { Identities } from "../../identities/identities";

/** A role of which nothing but its name is known, and what names it. */
export interface UnseenRole {
  readonly arn: string;
  /** The resource that names it. */
  readonly urn: string;
  readonly path: string;
}

/**
 * Roles of production that policies allow to assume or pass, or under which steps run, and that neither the stack
 * nor the policy config has. The lookup role of a CDK bootstrap is taken for a reader by its name.
 */
export function unseenRoles(
  identities: Identities,
  steps: readonly JudgedStep[],
  production: readonly string[],
): readonly UnseenRole[] {
  const found = new Map<string, UnseenRole>();
  const note = (arn: string, urn: string, path: string) => {
    const account = accountOf(arn);
    if (account === undefined || !production.includes(account) || isLookupRole(arn)) return;
    if (!found.has(arn) && identities.byArn(arn, path).kind === "outside") found.set(arn, { arn, urn, path });
  };
  for (const { document, carrier, isOnlyBoundary } of identities.grants)
    for (const { effect, actions, resources, path } of isOnlyBoundary ? [] : document.statements)
      if (
        effect === "Allow" &&
        !resources.negated &&
        ["sts:assumerole", "iam:passrole"].some((action) => matchesAction(actions, action) !== "no")
      )
        for (const pattern of resources.patterns)
          if (isExact(pattern)) note(pattern, carrier?.urn ?? "", path);
  for (const { step, pipeline, roles } of steps)
    for (const { identity } of roles)
      if (identity.kind === "outside") note(identity.arn, pipeline.urn, step.path);
  return [...found.values()];
}
