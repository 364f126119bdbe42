import type { Circumstances, Written } from "../handed";
import type { Action, Stage } from "../road";
import { bootstrapRole, build, goodStages, road, roleArn, rolePolicy } from "../road";

/** One line of the decision table: a stack, and all that is said of it. */
export interface Row {
  readonly when: string;
  readonly stack: readonly Written[];
  /** Default: the settings of the road. */
  readonly circumstances?: Circumstances;
  /** `level: what [way]` of each finding. */
  readonly says: readonly string[];
  readonly notApplicable?: readonly string[];
}

export const prodDeploy = roleArn("prod", bootstrapRole("prod", "deploy"));
export const ungated = (step: string, ...way: string[]) =>
  `mandatory: ${step} of pipeline payments can change production, and no manual approval comes before it. [${way.join(" → ")}]`;
export const unseen = (step: string, ...way: string[]) =>
  `mandatory: Undetermined: whether ${step} of pipeline payments can change production can't be seen, and no approval surely comes before it. [${way.join(" → ")}]`;
export const unclearGate = (step: string, ...way: string[]) =>
  `mandatory: Undetermined: ${step} of pipeline payments can change production, and whether an approval comes before it is not known. [${way.join(" → ")}]`;

/** The build role with other rights. */
export const buildMay = (...statements: Record<string, unknown>[]) =>
  road({ replace: [rolePolicy("devops", "payments-build", statements)] });
export const buildReaches = (...way: string[]) =>
  ungated("stage Verify, action Build", "build project payments-build", "role payments-build", ...way);

/** A last stage with these actions, after source, build and dev. */
export const prodStage = (...actions: Action[]): readonly Stage[] => [
  ...goodStages.slice(0, 3),
  { name: "prod", actions },
];
export const deployProd = (runOrder?: unknown) => build("Deploy", "payments-deploy-prod", runOrder);
export const deployProdWay = [
  "build project payments-deploy-prod",
  "role payments-deploy-prod",
  "role cdk-pay-deploy-role-444444444444-eu-central-1",
  "cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*",
];
export const action = (name: string, category: string, providerName: string, more: Action = {}): Action => ({
  name,
  category,
  owner: "AWS",
  provider: providerName,
  version: "1",
  ...more,
});

/** The build role with a document in object form, in which single values may be unknown. */
export const buildHolds = (policy: object) =>
  road({
    replace: [{ ...rolePolicy("devops", "payments-build", []), props: { role: "payments-build", policy } }],
  });
