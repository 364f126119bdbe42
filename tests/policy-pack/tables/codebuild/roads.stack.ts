import type { Written } from "../../handed";
import type { Stage, Statements } from "../../road";
import {
  allow,
  approval,
  bootstrapRole,
  build,
  pipeline,
  project,
  role,
  roleArn,
  rolePolicy,
  source,
} from "../../road";

/** A project with its role and what the role may do. */
export function builder(
  name: string,
  statements: Statements = allow("logs:PutLogEvents", "*"),
  props: Record<string, unknown> = {},
): readonly Written[] {
  return [project(name, undefined, { props }), role("devops", name), rolePolicy("devops", name, statements)];
}

/** What a role that deploys to production may do. */
export const deployToProduction = allow("sts:AssumeRole", roleArn("prod", bootstrapRole("prod", "deploy")));

export const readSecret = allow(
  "secretsmanager:GetSecretValue",
  "arn:aws:secretsmanager:eu-central-1:111111111111:secret:payments/db-??????",
);

/** Two stages around an approval, each with one build. */
export const acrossGate: readonly Stage[] = [
  { name: "Source", actions: [source] },
  { name: "Verify", actions: [build("Build", "payments-build")] },
  { name: "prod", actions: [approval(1), build("Deploy", "payments-deploy", 2)] },
];

export function pipelineAcrossGate(): Written {
  return pipeline(acrossGate);
}

export function webhook(props: Record<string, unknown>, projectName = "payments-build"): Written {
  return {
    type: "aws:codebuild/webhook:Webhook",
    name: "webhook",
    props: { projectName, ...props },
  };
}

export function filter(type: unknown, pattern: unknown, more: Record<string, unknown> = {}) {
  return { type, pattern, ...more };
}

/** One group of filters. */
export function filters(...group: readonly unknown[]) {
  return { filterGroups: [{ filters: group }] };
}
