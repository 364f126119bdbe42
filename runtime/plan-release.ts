import type { PlanConfiguration, PlanTarget } from "../blueprint/step-configuration";
import type { Assembly } from "./assembly/assembly";
import type { StackReader } from "./aws/stack-reader";
import { readTarget } from "./effects/read-target";
import type { ChangeReport, TargetReport } from "./report/report";
import { changesOf } from "./report/report";
import { reportText, summaryText } from "./report/report-text";
import type { ReportStore } from "./report/report-store";
import { consoleLink } from "./report/report-store";
import { StepFailure } from "./step/step-failure";

export interface PlannedRelease {
  readonly assembly: Assembly;
  readonly execution: string;
  readonly digest: string;
}

/**
 * Reads every target, stores the report as JSON and as text, and exports its version, the number of effects
 * and the summary for the approver. It changes nothing.
 */
export async function planRelease(
  configuration: PlanConfiguration,
  release: PlannedRelease,
  readerOf: (target: PlanTarget) => StackReader,
  store: ReportStore,
  exportVariables: (values: Readonly<Record<string, string>>) => void,
  log: (line: string) => void,
): Promise<void> {
  const { environment, stacks: patterns } = configuration;
  const targets: TargetReport[] = [];
  for (const target of configuration.targets) {
    targets.push(await readTarget(readerOf(target), target, release.assembly, patterns));
  }
  requireStacks(targets, environment, patterns);
  const { execution, digest } = release;
  const report: ChangeReport = { format: 1, execution, environment, digest, targets };
  const text = reportText(report);
  const stored = await store.write("report.json", `${JSON.stringify(report, null, 2)}\n`);
  await store.write("report.txt", text);
  log(text);
  exportVariables({
    REPORT_VERSION: stored.version,
    CHANGES: String(changesOf(report)),
    SUMMARY: summaryText(report, consoleLink(configuration.reports, stored)),
  });
}

/** An environment that receives nothing is a mistake in the settings or the application. */
export function requireStacks(
  targets: readonly TargetReport[],
  environment: string,
  patterns: readonly string[],
): void {
  if (targets.some(({ stacks }) => stacks.length > 0)) return;
  const places = targets.map(({ accountId, region }) => `${accountId} ${region}`).join(", ");
  throw new StepFailure(
    `The assembly has no stack for ${environment}: none is named ${patterns.join(" or ")} ` +
      `and made for ${places}. Check stacks and targets of the environment, and env of the CDK stacks.`,
  );
}
