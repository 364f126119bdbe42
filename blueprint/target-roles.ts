import { policyArn } from "./arns";
import { assetReads, deployNeeds, lookupNeeds, pullImages } from "./iam/bootstrap-needs";
import { executionNeeds } from "./iam/execution";
import type { Need } from "./iam/need";
import { publishFiles, publishImages } from "./iam/publishing-needs";
import { trustCloudFormation, trustRoles } from "./iam/trust";
import type { BootstrapRole } from "./names";
import type { RolePlan } from "./role";
import { planRole } from "./role";
import type { Environment, Settings, Target } from "./settings";
import { bootstrapNames, deployRoleArn, readersOf } from "./targets";

/** A bootstrap role with the needs behind its policy, so that a step can declare the calls it makes under it. */
export interface TargetRole {
  readonly kind: BootstrapRole;
  readonly role: RolePlan;
  readonly needs: readonly Need[];
}

/** The bootstrap roles of one target, in the order in which they are created. */
export function targetRoles(
  settings: Settings,
  environment: Environment,
  target: Target,
): readonly TargetRole[] {
  const names = bootstrapNames(settings, target);
  const deployer = deployRoleArn(settings, environment);
  const readers = readersOf(settings, environment);
  const assumable = (
    kind: BootstrapRole,
    description: string,
    trusted: readonly string[],
    needs: readonly Need[],
  ) => ({
    kind,
    needs,
    role: planRole(target, {
      name: names.role(kind),
      description,
      trust: trustRoles(trusted),
      needs,
      boundaryArn: policyArn(target, names.boundary()),
      // The tag by which CDK's own tools and guides recognise a bootstrap role.
      tags: { "aws-cdk:bootstrap-role": kind.replace(/-role$/, "") },
    }),
  });
  const execution = executionNeeds(settings, environment, target);
  const execNeeds = [
    ...execution,
    ...assetReads(names),
    ...(settings.workload.images ? [pullImages(names)] : []),
  ];
  return [
    {
      kind: "cfn-exec-role",
      needs: execNeeds,
      role: planRole(target, {
        name: names.role("cfn-exec-role"),
        description: `CloudFormation makes the stacks of ${settings.app} under this role`,
        trust: trustCloudFormation(),
        needs: execNeeds,
        boundaryArn: policyArn(target, names.boundary()),
      }),
    },
    assumable(
      "deploy-role",
      `Deploys the stacks of ${settings.app}: change sets, never resources`,
      [deployer],
      deployNeeds(settings, environment, names),
    ),
    assumable(
      "file-publishing-role",
      "Puts file assets and templates into the staging bucket",
      [deployer],
      publishFiles(names),
    ),
    ...(settings.workload.images
      ? [
          assumable(
            "image-publishing-role",
            "Puts images into the asset repository",
            [deployer],
            publishImages(names),
          ),
        ]
      : []),
    ...(readers.length > 0
      ? [
          assumable(
            "lookup-role",
            `Reads what a plan shows; changes nothing`,
            readers,
            lookupNeeds(settings, environment, names),
          ),
        ]
      : []),
  ];
}
