import type { ScanConfiguration } from "../blueprint/step-configuration";
import type { Assembly } from "./assembly/assembly";
import type { ReportStore } from "./report/report-store";
import { scanAssembly } from "./scan/scan-assembly";
import { describeFinding, judge } from "./scan/verdict";
import { failWith } from "./step/step-failure";

export interface ScannedRelease {
  readonly assembly: Assembly;
  readonly execution: string;
  readonly digest: string;
  /** YYYY-MM-DD in UTC. */
  readonly today: string;
}

/**
 * Scans the assembly, stores the report and exports digest and number of findings (waived ones not counted).
 * Fails, after that, on findings at or above the threshold.
 */
export async function scanRelease(
  configuration: Omit<ScanConfiguration, "step" | "reports">,
  { assembly, execution, digest, today }: ScannedRelease,
  store: ReportStore,
  exportVariables: (values: Readonly<Record<string, string>>) => void,
  log: (line: string) => void,
): Promise<void> {
  const { findings, failing } = judge(scanAssembly(assembly, configuration), configuration, today);
  const report = { format: 1, execution, digest, failOn: configuration.failOn, findings };
  const stored = await store.write("report.json", `${JSON.stringify(report, null, 2)}\n`);
  const open = findings.filter(({ waivedUntil }) => waivedUntil === undefined);
  exportVariables({ DIGEST: digest, FINDINGS: String(open.length) });
  log(`Assembly ${digest}: ${inWords(open.length)}, ${findings.length - open.length} waived (${stored.key})`);
  const passing = findings.filter((found) => !failing.includes(found));
  for (const found of passing) log(`  - ${describeFinding(found)}`);
  if (failing.length > 0) {
    throw failWith(
      `The assembly is refused: ${inWords(failing.length)} at or above "${configuration.failOn}".`,
      failing.map(describeFinding),
    );
  }
}

function inWords(findings: number): string {
  return findings === 1 ? "1 finding" : `${findings} findings`;
}
