import type { DeployConfiguration, DeployTarget } from "../blueprint/step-configuration";
import type { Assembly } from "./assembly/assembly";
import type { PipelineHistory } from "./deploy/approval-proof";
import { proveApproval } from "./deploy/approval-proof";
import type { PreparedTarget, TargetTools } from "./deploy/deploy-target";
import { deployTarget, prepareTarget } from "./deploy/deploy-target";
import { subjectDifferences, targetDifferences } from "./deploy/hold-to-report";
import { readTarget } from "./effects/read-target";
import { requireStacks } from "./plan-release";
import type { ChangeReport, TargetReport } from "./report/report";
import { reportText } from "./report/report-text";
import type { ReportStore } from "./report/report-store";
import { outputsFile } from "./report/report-store";
import { failWith, StepFailure } from "./step/step-failure";

export interface DeployedRelease {
  readonly assembly: Assembly;
  readonly execution: string;
  readonly digest: string;
  /** Which batch of the environment's targets. */
  readonly batch: number;
  /** Needed where the environment is gated. */
  readonly reportVersion?: string;
}

export interface DeployTools {
  readonly toolsOf: (target: DeployTarget) => TargetTools;
  readonly store: ReportStore;
  readonly history: PipelineHistory;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/**
 * Deploys one batch of an environment's targets, one after another. Before the first write it reads every
 * target again and, in a gated environment, proves the approval and that nothing differs from the approved
 * report. After a failure no further target is touched.
 */
export async function deployRelease(
  configuration: DeployConfiguration,
  release: DeployedRelease,
  tools: DeployTools,
): Promise<void> {
  const { environment, stacks: patterns } = configuration;
  const { assembly, execution, digest } = release;
  const targets = batchOf(configuration, release.batch);
  const approved = await approvedReport(configuration, release, tools);
  const reports: TargetReport[] = [];
  for (const target of targets) {
    reports.push(await readTarget(tools.toolsOf(target).reader, target, assembly, patterns));
  }
  requireStacks(approved?.targets ?? reports, environment, patterns);
  if (approved === undefined) {
    await storeOwnReport(
      { format: 1, execution, environment, digest, targets: reports },
      release.batch,
      tools,
    );
  } else {
    const differences = reports.flatMap((report) => targetDifferences(approved, report));
    if (differences.length > 0) {
      throw failWith(
        `${environment} is not as the approver saw it; nothing was written. Plan and approve again:`,
        differences,
      );
    }
  }
  const prepared = targets.map((target) =>
    prepareTarget(assembly, patterns, target, approved?.targets.find(sameTarget(target))),
  );
  await deployInTurn(prepared, release, tools);
}

async function deployInTurn(
  prepared: readonly PreparedTarget[],
  release: DeployedRelease,
  { toolsOf, store, log }: DeployTools,
): Promise<void> {
  for (const [index, one] of prepared.entries()) {
    try {
      const outputs = await deployTarget(one, release, toolsOf(one.target));
      await store.write(outputsFile(one.target), `${JSON.stringify(outputs, null, 2)}\n`);
    } catch (error) {
      const rest = prepared.slice(index + 1).map(({ target }) => `${target.accountId} ${target.region}`);
      if (rest.length > 0) log(`Not touched: ${rest.join(", ")}`);
      throw error;
    }
  }
}

/** The report that was approved, proved; undefined where the environment has no gate. */
async function approvedReport(
  configuration: DeployConfiguration,
  { execution, digest, reportVersion }: DeployedRelease,
  { store, history, now }: DeployTools,
): Promise<ChangeReport | undefined> {
  const { approval, environment } = configuration;
  if (approval === undefined) return undefined;
  if (reportVersion === undefined)
    throw new StepFailure("REPORT_VERSION is missing: the environment is gated.");
  await proveApproval(history, approval, { execution, reportVersion }, now());
  const report = JSON.parse(await store.readVersion("report.json", reportVersion)) as ChangeReport;
  const differences = subjectDifferences(report, { execution, environment, digest });
  if (differences.length > 0) {
    throw failWith("The approved report is about something else; nothing was written:", differences);
  }
  return report;
}

async function storeOwnReport(
  report: ChangeReport,
  batch: number,
  { store, log }: DeployTools,
): Promise<void> {
  const text = reportText(report);
  await store.write(`report-batch-${batch}.json`, `${JSON.stringify(report, null, 2)}\n`);
  await store.write(`report-batch-${batch}.txt`, text);
  log(text);
}

/** The targets that this action serves. */
function batchOf(
  { batches, environment }: Pick<DeployConfiguration, "batches" | "environment">,
  batch: number,
): readonly DeployTarget[] {
  const targets = batches[batch];
  if (targets !== undefined) return targets;
  throw new StepFailure(`BATCH is ${batch}; ${environment} has the batches 0 to ${batches.length - 1}.`);
}

function sameTarget(target: DeployTarget): (report: TargetReport) => boolean {
  return ({ accountId, region }) => accountId === target.accountId && region === target.region;
}
