import type { Written } from "../../handed";
import type { Account } from "../../road";
import { bootstrapRole, road, role, roleArn } from "../../road";
import type { Part } from "./trusts.stack";
import { trusted, trusts } from "./trusts.stack";

const build = { Service: "codebuild.amazonaws.com" };
const named = (account: Account, name: string): Part => trusts({ AWS: roleArn(account, name) });

const deployProd = bootstrapRole("prod", "deploy");

/** The road of the tests with the trusts of its roles, as ours are. */
const trustsOfTheRoad: Readonly<Record<string, Written>> = {
  "payments-pipeline": trusted(
    "devops",
    "payments-pipeline",
    trusts({ Service: "codepipeline.amazonaws.com" }),
  ),
  "payments-build": trusted("devops", "payments-build", trusts(build)),
  "payments-deploy-dev": trusted("devops", "payments-deploy-dev", trusts(build)),
  "payments-plan-prod": trusted("devops", "payments-plan-prod", trusts(build)),
  "payments-deploy-prod": trusted("devops", "payments-deploy-prod", trusts(build)),
  [bootstrapRole("dev", "deploy")]: trusted(
    "dev",
    bootstrapRole("dev", "deploy"),
    named("devops", "payments-deploy-dev"),
  ),
  [deployProd]: trusted("prod", deployProd, named("devops", "payments-deploy-prod")),
  [bootstrapRole("prod", "lookup")]: trusted(
    "prod",
    bootstrapRole("prod", "lookup"),
    named("devops", "payments-plan-prod"),
  ),
};

type Change = Parameters<typeof road>[0];

/** The road with its trusts, and with production's deploy role trusting these instead. */
export function trustingRoad(statements?: readonly Part[], change: Change = {}): readonly Written[] {
  const trust = statements ? [trusted("prod", deployProd, ...statements)] : [];
  return road({
    ...change,
    replace: [...Object.values(trustsOfTheRoad), ...trust, ...(change.replace ?? [])],
  });
}

/** The road with a trust of production's deploy role that is written as it comes. */
export function roadWithTrust(assumeRolePolicy: unknown): readonly Written[] {
  return trustingRoad(undefined, { replace: [role("prod", deployProd, { props: { assumeRolePolicy } })] });
}

export { deployProd };
