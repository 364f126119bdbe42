import type { Written } from "../../handed";
import type { Account } from "../../road";
import { accounts, allow, bootstrapRole, road, rolePolicy } from "../../road";

/** The good road, whose bootstrap roles deploy the application's stacks only. */
export function narrowRoad(...add: readonly Written[]): readonly Written[] {
  return road({ replace: [deployPolicy("dev"), deployPolicy("prod")], add });
}

/** The same with another policy of the role behind the gate. */
export function narrowRoadWith(deploying: readonly Record<string, unknown>[]): readonly Written[] {
  const policy = rolePolicy("devops", "payments-deploy-prod", deploying);
  return road({ replace: [deployPolicy("dev"), deployPolicy("prod"), policy] });
}

function deployPolicy(account: Account): Written {
  return rolePolicy(
    account,
    bootstrapRole(account, "deploy"),
    allow("cloudformation:*", `arn:aws:cloudformation:*:${accounts[account]}:stack/Payments/*`),
  );
}
