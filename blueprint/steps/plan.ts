import { roleArn } from "../arns";
import { assumeRoles } from "../iam/grants";
import { callsOf } from "../iam/need";
import { DeliveryNames } from "../names";
import type { StepBundles } from "../runtime-file";
import type { Environment, Settings } from "../settings";
import { lookupNeeds } from "../iam/bootstrap-needs";
import { bootstrapNames, placed } from "../targets";
import type { BuildStep } from "./step";
import { planBuildStep } from "./build-step";
import { reportPlace, writeReports } from "./reports";

/** Plan: reads what is deployed and reports what the release would change. It writes to no target. */
export function planStep(settings: Settings, bundles: StepBundles, environment: Environment): BuildStep {
  const names = new DeliveryNames(settings);
  const targets = placed(environment).map((target) => ({
    target,
    bootstrap: bootstrapNames(settings, target),
  }));
  const lookupRole = ({ target, bootstrap }: (typeof targets)[number]) =>
    roleArn(target, bootstrap.role("lookup-role"));
  return planBuildStep(settings, bundles, {
    key: `plan-${environment.name}`,
    description: `Report what the release would change in ${environment.name}`,
    configuration: {
      step: "plan",
      environment: environment.name,
      stacks: environment.stacks,
      stsRegion: names.place.region,
      reports: reportPlace(names, environment.name),
      targets: targets.map((one) => ({
        accountId: one.target.accountId,
        region: one.target.region,
        lookupRoleArn: lookupRole(one),
        bootstrapVersionParameter: one.bootstrap.versionParameter(),
      })),
    },
    trusted: true,
    reads: ["assembly"],
    writes: [],
    variables: ["EXECUTION_ID", "DIGEST"],
    exports: ["REPORT_VERSION", "CHANGES", "SUMMARY"],
    timeoutMinutes: 30,
    leaving: placed(environment).length === 0,
    writesReports: true,
    needs: [
      writeReports(names, environment.name, "*/report.*"),
      assumeRoles(
        "ReadTargets",
        "the plan reads each target through its lookup role",
        targets.map(lookupRole),
      ),
    ],
    callsElsewhere: targets.flatMap((one) =>
      callsOf(lookupRole(one), lookupNeeds(settings, environment, one.bootstrap)),
    ),
  });
}
