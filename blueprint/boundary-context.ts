import type { Settings } from "./settings";

/**
 * CDK context that puts the target's boundary on every role of the application. A boundary that stops
 * escalation also stops roles made without one, and CDK apps don't set it by themselves. CDK fills in
 * account and region of each stack (aws-cdk-lib, "Permissions Boundary").
 */
export function boundaryContext(settings: Settings): Readonly<Record<string, unknown>> {
  const { qualifier } = settings.workload;
  return {
    "@aws-cdk/core:permissionsBoundary": {
      name: `cdk-${qualifier}-permissions-boundary-\${AWS::AccountId}-\${AWS::Region}`,
    },
    "@aws-cdk/core:bootstrapQualifier": qualifier,
  };
}
